using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>Takes a file of reorganisations. Officers of units that are divided by number or share are told apart here, once and for all.</summary>
public sealed class TakeReorganisations(Db db, long recording, Tokens tokens, Codes units)
{
    private readonly record struct Placed(ReorganisationRow Row, SuccessionStatement Step, bool Repeats, long Fingerprint);

    public IEnumerable<Taken> Take(IReadOnlyList<ReorganisationRow> rows)
    {
        var stored = LoadOrganisation.SuccessionRows(db, recording);
        var known = stored.ToDictionary(s => (s.Statement.Day, s.Statement.From, s.Statement.To, s.Fingerprint), s => s.Statement.Id);
        var before = LoadOrganisation.Units(db, recording);
        var placed = new List<Placed>();
        // How a unit is divided is said by all its rows together: with one part changed, each of them says something else.
        var parts = rows.Where(r => r.By != DividedBy.List).ToLookup(r => (r.Day, r.FromCode), r => $"{r.ToCode} {r.Part!.Value.ToString(CultureInfo.InvariantCulture)}");
        foreach (var row in rows)
        {
            var (from, to) = (units.Number(row.FromCode), row.ToCode is { } code ? units.Number(code) : (int?)null);
            var fingerprint = tokens.Fingerprint(Content(row, row.By == DividedBy.List ? [] : parts[(row.Day, row.FromCode)].Order(StringComparer.Ordinal)));
            var key = (row.Day, from, to, fingerprint);
            var repeats = known.TryGetValue(key, out var id);
            if (!repeats) known[key] = id = new(recording, row.Row);
            placed.Add(new(row, new(id, row.Day, row.Kind, from, to, row.Document, row.Clause, row.By, row.Part, row.IsMain), repeats, fingerprint));
        }
        units.Write();
        Write(placed);
        TellApart(placed.FindAll(p => !p.Repeats).ConvertAll(p => p.Step), before);
        var chart = LoadOrganisation.Units(db, recording);
        return placed.ConvertAll(p => TakeUnits.Outcome(p.Row, chart.Successions.StandingOf(p.Step.Id), p.Repeats));
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

    /// <summary>The officers who are in a divided unit on the eve, in order of their codes, as many to each successor as its part says.</summary>
    private void TellApart(List<SuccessionStatement> steps, Units before)
    {
        var divided = steps.Where(s => s.By != DividedBy.List && s.To is not null).GroupBy(s => (s.Day, s.From)).ToList();
        if (divided.Count == 0) return;
        var posts = LoadOrganisation.AllPostRows(db, recording).Values.Select(rows => LoadOrganisation.Posts(rows, before)).ToList();
        using var writer = db.Bulk("reorganisation_officer", "recording_id", "row_no", "officer_id");
        foreach (var unit in divided)
        {
            var officers = posts.Select(p => p.On(unit.Key.Day.AddDays(-1))).OfType<PostStatement>().Where(p => p.Unit == unit.Key.From)
                .OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => p.Officer).ToList();
            var successors = unit.OrderBy(s => s.Id).ToList();
            var parts = LargestRemainder.Divide(officers.Count, successors.ConvertAll(s => (long)s.Part!.Value));
            var next = 0;
            for (var i = 0; i < successors.Count; i++)
            {
                foreach (var officer in officers.Slice(next, (int)parts[i])) writer.Add(successors[i].Id.Recording).Add(successors[i].Id.Row).Add(officer).EndRow();
                next += (int)parts[i];
            }
        }
    }

    private static string Content(ReorganisationRow row, IEnumerable<string> parts) =>
        string.Join('\u001f', [row.Kind.ToString(), row.Document, row.Clause, row.By.ToString(), row.Part?.ToString(CultureInfo.InvariantCulture), row.IsMain.ToString(), .. parts]);
}
