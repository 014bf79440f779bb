using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Rows of results files: receipts of premiums, with the officer who mobilised the person.</summary>
public sealed class ReceiptFacts(Codes officers, OfficersSince officersSince) : PersonFacts<ResultRow>
{
    public override string Kind => "results";

    public override string Table => "receipt";

    public override string[] Columns =>
    [
        "person_id", "recording_id", "row_no", "national_id", "si_number", "scheme", "receipt_no", "day", "from_month", "months",
        "hint", "amount", "officer_id", "relation", "collector", "fingerprint",
    ];

    public override (Digits First, Digits? Second) Names(ResultRow row) => Both(row.NationalId, row.SiNumber);

    public override void Ask(IReadOnlyList<NamedRow<ResultRow>> rows)
    {
        officers.Ask(rows.Select(r => r.Row.OfficerCode));
        officersSince.Ask(rows.Select(r => officers.Number(r.Row.OfficerCode)));
    }

    /// <summary>Without a string per row where the content is as short as most.</summary>
    public override long Fingerprint(Tokens tokens, ResultRow row)
    {
        Span<byte> content = stackalloc byte[1024];
        int length;
        while (!Write(content, out length)) content = new byte[content.Length * 4];
        return tokens.Fingerprint(content[..length]);

        bool Write(Span<byte> into, out int written) => Utf8.TryWrite(into, CultureInfo.InvariantCulture,
            $"{row.Name}\u001f{row.Born}\u001f{row.NationalId}\u001f{row.SiNumber}\u001f{(int)row.Scheme}\u001f{(int)row.Hint}\u001f{Stored.Day(row.Date)}\u001f{row.Number}\u001f{row.From.Index}\u001f{row.Months}\u001f{row.Amount}\u001f{row.OfficerCode}\u001f{(int)row.Relation}\u001f{row.CollectorCode}\u001f{row.Note}", out written);
    }

    public override IEnumerable<(RowId Id, string? Subject)> Rows(Cluster cluster) => cluster.Receipts.Select(r => (r.Statement.Id, (string?)r.Statement.Number));

    public override RowId? Same(Cluster cluster, long fingerprint)
    {
        foreach (var row in cluster.Receipts) if (row.Fingerprint == fingerprint) return row.Statement.Id;
        return null;
    }

    public override void AddTo(Cluster cluster, ResultRow row, RowId id, Identifiers named, long card, long fingerprint)
    {
        var officer = officers.Number(row.OfficerCode);
        cluster.Receipts.Add(new(new(id, named, row.Scheme, row.Number, row.Date, row.From, row.Months, row.Hint, officer,
            officersSince.Of(officer), row.Relation), fingerprint));
    }

    public override void Write(BulkWriter writer, ResultRow row, RowId id, Named named, long card, long fingerprint) =>
        writer.Add(named.Person).Add(id.Recording).Add(id.Row).Add(named.Identifiers.NationalId).Add(named.Identifiers.SiNumber)
            .Add((int)row.Scheme).Add(row.Number).Add(Stored.Day(row.Date)).Add(row.From.Index).Add(row.Months).Add((int)row.Hint)
            .Add(row.Amount).Add(officers.Number(row.OfficerCode)).Add((int)row.Relation).Add(row.CollectorCode).Add(fingerprint).EndRow();

    public override void WritePersonal(Utf8JsonWriter json, ResultRow row) => PersonalValues.Write(
        json, row.Extra, ("name", row.Name), ("born", row.Born), ("nationalId", row.NationalId), ("siNumber", row.SiNumber), ("note", row.Note));
}
