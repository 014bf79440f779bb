using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Rows of cards files: every health-insurance card known, of any group.</summary>
public sealed class CardFacts(Tokens tokens) : PersonFacts<CardRow>
{
    public override string Kind => "cards";

    public override string Table => "card";

    public override string[] Columns =>
    [
        "person_id", "recording_id", "row_no", "national_id", "si_number", "card_code", "from_day", "to_day", "commune", "fingerprint",
    ];

    public override (Digits First, Digits? Second) Names(CardRow row) => Both(row.NationalId, row.SiNumber);

    public override long Card(CardRow row) => row.CardCode is { } code ? tokens.Fingerprint("card " + code) : 0;

    public override long Fingerprint(Tokens tokens, CardRow row) => tokens.Fingerprint(Join(row.Name, row.Born, row.NationalId, row.SiNumber, row.CardCode,
        Stored.Day(row.From).ToString(CultureInfo.InvariantCulture), Stored.Day(row.To).ToString(CultureInfo.InvariantCulture),
        row.CommuneCode, row.Address, row.Phone));

    public override IEnumerable<(RowId Id, string? Subject)> Rows(Cluster cluster) => cluster.Cards.Select(r => (r.Statement.Id, (string?)null));

    public override RowId? Same(Cluster cluster, long fingerprint)
    {
        foreach (var row in cluster.Cards) if (row.Fingerprint == fingerprint) return row.Statement.Id;
        return null;
    }

    public override void AddTo(Cluster cluster, NumberedRow<CardRow> row) =>
        cluster.Cards.Add(new(new(row.Id, row.Named.Identifiers, row.Card, row.Row.From, row.Row.To), row.Fingerprint));

    public override void Write(BulkWriter writer, NumberedRow<CardRow> row) =>
        writer.Add(row.Named.Person).Add(row.Id.Recording).Add(row.Id.Row).Add(row.Named.Identifiers.NationalId).Add(row.Named.Identifiers.SiNumber)
            .Add(row.Card).Add(Stored.Day(row.Row.From)).Add(Stored.Day(row.Row.To)).Add(row.Row.CommuneCode).Add(row.Fingerprint).EndRow();

    public override void WritePersonal(Utf8JsonWriter json, CardRow row) => PersonalValues.Write(
        json, row.Extra, ("name", row.Name), ("born", row.Born), ("nationalId", row.NationalId), ("siNumber", row.SiNumber),
        ("card", row.CardCode), ("address", row.Address), ("phone", row.Phone));
}
