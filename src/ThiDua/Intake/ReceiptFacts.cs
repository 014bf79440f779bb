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

    public override int[] Ask(IReadOnlyList<NamedRow<ResultRow>> rows)
    {
        officers.Ask(rows.Select(r => r.Row.OfficerCode));
        var numbers = new int[rows.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = officers.Number(rows[i].Row.OfficerCode);
        officersSince.Ask(numbers);
        return numbers;
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

    public override void AddTo(Cluster cluster, NumberedRow<ResultRow> row) =>
        cluster.Receipts.Add(new(new(row.Id, row.Named.Identifiers, row.Row.Scheme, row.Row.Number, row.Row.Date, row.Row.From, row.Row.Months, row.Row.Hint, row.Officer,
            officersSince.Of(row.Officer), row.Row.Relation), row.Fingerprint));

    public override void Write(BulkWriter writer, NumberedRow<ResultRow> row) =>
        writer.Add(row.Named.Person).Add(row.Id.Recording).Add(row.Id.Row).Add(row.Named.Identifiers.NationalId).Add(row.Named.Identifiers.SiNumber)
            .Add((int)row.Row.Scheme).Add(row.Row.Number).Add(Stored.Day(row.Row.Date)).Add(row.Row.From.Index).Add(row.Row.Months).Add((int)row.Row.Hint)
            .Add(row.Row.Amount).Add(row.Officer).Add((int)row.Row.Relation).Add(row.Row.CollectorCode).Add(row.Fingerprint).EndRow();

    public override void WritePersonal(Utf8JsonWriter json, ResultRow row) => PersonalValues.Write(
        json, row.Extra, ("name", row.Name), ("born", row.Born), ("nationalId", row.NationalId), ("siNumber", row.SiNumber), ("note", row.Note));
}
