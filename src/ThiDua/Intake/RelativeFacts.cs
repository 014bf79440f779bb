using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Rows of relatives files: whom an officer declares, or that he has no one.</summary>
public sealed class RelativeFacts(Db db, long recording, Codes officers, OfficersSince officersSince) : PersonFacts<RelativeRow>
{
    public override string Kind => "relatives";

    public override string Table => "relative";

    public override string[] Columns =>
    [
        "person_id", "recording_id", "row_no", "national_id", "si_number", "description", "officer_id", "relation", "exempt", "fingerprint",
    ];

    /// <summary>Without any number a relative is (officer, Quan hệ, name, birth date), contract §2.</summary>
    public override (Digits First, Digits? Second) Names(RelativeRow row) => row.NationalId is null && row.SiNumber is null
        ? (new(IdentifierKind.Description, Join(row.OfficerCode, Number(row.Relation), row.Name, row.Born)), null)
        : Both(row.NationalId, row.SiNumber);

    public override int[] Ask(IReadOnlyList<NamedRow<RelativeRow>> rows)
    {
        officers.Ask(rows.Select(r => r.Row.OfficerCode));
        var numbers = new int[rows.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = officers.Number(rows[i].Row.OfficerCode);
        officersSince.Ask(numbers);
        return numbers;
    }

    public override long Fingerprint(Tokens tokens, RelativeRow row) => tokens.Fingerprint(Join(
        row.OfficerCode, Number(row.Relation), row.Name, row.Born, row.NationalId, row.SiNumber, row.Exempt ? "1" : "0"));

    public override IEnumerable<(RowId Id, string? Subject)> Rows(Cluster cluster) => cluster.Relatives.Select(r => (r.Statement.Id, (string?)null));

    public override RowId? Same(Cluster cluster, long fingerprint)
    {
        foreach (var row in cluster.Relatives) if (row.Fingerprint == fingerprint) return row.Statement.Id;
        return null;
    }

    public override void AddTo(Cluster cluster, NumberedRow<RelativeRow> row) =>
        cluster.Relatives.Add(new(new(row.Id, row.Named.Identifiers, row.Officer, officersSince.Of(row.Officer), row.Row.Relation, row.Row.Exempt), row.Fingerprint));

    public override void Write(BulkWriter writer, NumberedRow<RelativeRow> row) =>
        writer.Add(row.Named.Person).Add(row.Id.Recording).Add(row.Id.Row).Add(row.Named.Identifiers.NationalId).Add(row.Named.Identifiers.SiNumber)
            .Add(row.Named.Identifiers.Description).Add(row.Officer).Add((int)row.Row.Relation).Add(row.Row.Exempt ? 1 : 0).Add(row.Fingerprint).EndRow();

    public override void WritePersonal(Utf8JsonWriter json, RelativeRow row) => PersonalValues.Write(
        json, row.Extra, ("name", row.Name), ("born", row.Born), ("nationalId", row.NationalId), ("siNumber", row.SiNumber));

    public override bool IsDeferred(RelativeRow row) => row.Relation == Relation.NoneDeclared;

    /// <summary>`không có` beside declared relatives waits, whichever came first (contract §2).</summary>
    public override IReadOnlyList<Reason?> WaitAfterAll(IReadOnlyList<RelativeRow> deferred)
    {
        db.Want([.. deferred.Select(r => (long)officers.Number(r.OfficerCode)).Distinct()]);
        var declaring = db.Query<int>($"""
            select distinct r.officer_id from relative r
            where r.officer_id in (select id from wanted) and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")}
            """, new { e = recording }).ToHashSet();
        return [.. deferred.Select(r => declaring.Contains(officers.Number(r.OfficerCode)) ? new Reason("none-beside-relatives") : null)];
    }

    private static string Number(Relation relation) => ((int)relation).ToString(CultureInfo.InvariantCulture);
}
