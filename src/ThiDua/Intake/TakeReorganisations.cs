using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>Takes a file of reorganisations.</summary>
public sealed class TakeReorganisations(Db db, long recording, Tokens tokens, Codes units)
{
    private readonly record struct Placed(ReorganisationRow Row, SuccessionStatement Step, bool Repeats, long Fingerprint);

    public IEnumerable<Taken> Take(IReadOnlyList<ReorganisationRow> rows, List<RowIssue> issues)
    {
        var stored = LoadOrganisation.SuccessionRows(db, recording);
        var known = stored.ToDictionary(s => (s.Statement.Day, s.Statement.From, s.Statement.To, s.Fingerprint), s => s.Statement.Id);
        var placed = new List<Placed>();
        foreach (var row in rows)
        {
            var (from, to) = (units.Number(row.FromCode), row.ToCode is { } code ? units.Number(code) : (int?)null);
            var fingerprint = tokens.Fingerprint(Content(row));
            var key = (row.Day, from, to, fingerprint);
            var repeats = known.TryGetValue(key, out var id);
            if (!repeats) known[key] = id = new(recording, row.Row);
            placed.Add(new(row, new(id, row.Day, row.Kind, from, to, row.Document, row.Clause, row.By, row.Part, row.IsMain), repeats, fingerprint));
        }
        units.Write();
        Write(placed);
        var chart = LoadOrganisation.Units(db, recording);
        foreach (var one in placed) Doubt(one, chart, issues);
        return placed.ConvertAll(p => TakeUnits.Outcome(p.Row, chart.Successions.StandingOf(p.Step.Id), p.Repeats));
    }

    /// <summary>What a document can hardly say: more than the whole is given away, or to a unit that is not there on the day.</summary>
    private static void Doubt(Placed placed, Units chart, List<RowIssue> issues)
    {
        var (row, step) = (placed.Row, placed.Step);
        var given = chart.Successions.Held.Where(s => s.Day == step.Day && s.From == step.From && s.By == DividedBy.Share).Sum(s => s.Part!.Value);
        if (step.By == DividedBy.Share && given > 100_00) issues.Add(new(row.Row, "Phần", "shares-over-whole", [row.FromCode, (given / 100m).ToString("0.##", CultureInfo.GetCultureInfo("vi-VN"))], false));
        if (step.To is { } to && chart.KnownSince(to) is not null && !chart.Exists(to, step.Day)) issues.Add(new(row.Row, "Mã đơn vị mới", "successor-not-there", [row.ToCode!, Texts.Written.Day(step.Day)], false));
    }

    private void Write(List<Placed> placed)
    {
        using (var writer = db.Bulk("reorganisation", "recording_id", "row_no", "day", "kind", "from_unit", "to_unit", "document", "clause", "divided_by", "part", "is_main", "fingerprint"))
        {
            foreach (var (_, step, repeats, fingerprint) in placed)
            {
                if (repeats) continue;
                writer.Add(step.Id.Recording).Add(step.Id.Row).Add(Stored.Day(step.Day)).Add((int)step.Kind).Add(step.From).Add(step.To).Add(step.Document).Add(step.Clause)
                    .Add((int)step.By).Add(step.Part).Add(step.IsMain ? 1 : 0).Add(fingerprint).EndRow();
            }
        }
        Repetitions.Write(db, recording, "reorganisations", placed.Where(p => p.Repeats).Select(p => ((long)p.Step.From, p.Step.Id, p.Row.Row)));
    }

    private static string Content(ReorganisationRow row) =>
        string.Join('\u001f', [row.Kind.ToString(), row.Document, row.Clause, row.By.ToString(), row.Part?.ToString(CultureInfo.InvariantCulture), row.IsMain.ToString()]);
}
