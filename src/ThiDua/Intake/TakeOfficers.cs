using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Takes a batch of an officers file: posts of officers in units.</summary>
public sealed class TakeOfficers(Db db, long recording, Tokens tokens, Codes officers, Codes units, DateOnly today)
{
    private readonly record struct Placed(OfficerRow Row, int Officer, RowId Id, bool Repeats, PostStatement? New, long Fingerprint);

    private readonly Units chart = LoadOrganisation.Units(db, recording);
    private readonly SealRows seal = new(db, SealedOf.Officers);
    private readonly NamesOfPlaces names = new();
    private readonly HashSet<long> unitsMet = [];

    public IEnumerable<Taken> Take(IReadOnlyList<OfficerRow> rows, List<RowIssue> issues)
    {
        officers.Ask(rows.Select(r => r.Code));
        db.Want([.. rows.Select(r => (long)officers.Number(r.Code)).Distinct()]);
        var posts = LoadOrganisation.WantedPostRows(db, recording);
        var placed = rows.Select(r => Place(r, posts)).ToList();
        officers.Write();
        units.Write();
        NamesThatDeceive(placed, issues);
        Write(placed);
        var resolved = posts.ToDictionary(p => p.Key, p => LoadOrganisation.Posts(p.Value, chart));
        return placed.Select(p => TakeUnits.Outcome(p.Row, resolved[p.Officer].StandingOf(p.Id), p.Repeats)).ToList();
    }

    /// <summary>New names that could pass for that of another officer of the same unit (AC-30).</summary>
    private void NamesThatDeceive(List<Placed> placed, List<RowIssue> issues)
    {
        var added = placed.FindAll(p => p.New is not null);
        long[] unmet = [.. added.Select(p => (long)p.New!.Unit).Where(unitsMet.Add)];
        if (unmet.Length > 0)
        {
            db.Want(unmet);
            db.Read($"""
                select r.unit_id, r.officer_id, r.name from roster r
                where r.unit_id in (select id from wanted) and r.recording_id < @e and {Recordings.Live("r", "officers", "officer_id")} order by r.recording_id, r.row_no
                """, r => names.Meet(r.GetInt32(0), r.GetInt32(1), r.GetString(2)), ("e", recording));
        }
        foreach (var p in added)
        {
            if (names.Meet(p.New!.Unit, p.Officer, p.Row.Name) is { } other) issues.Add(new(p.Row.Row, "Họ và tên", "name-looks-like", [p.Row.Name, other], false));
        }
    }

    private Placed Place(OfficerRow row, Dictionary<int, List<StoredRow<PostStatement>>> posts)
    {
        var officer = officers.Number(row.Code);
        if (!posts.TryGetValue(officer, out var own)) posts[officer] = own = [];
        var fingerprint = tokens.Fingerprint(Content(row));
        foreach (var post in own)
        {
            if (post.Fingerprint == fingerprint) return new(row, officer, post.Statement.Id, true, null, fingerprint);
        }
        var id = new RowId(recording, row.Row);
        var statement = new PostStatement(id, officer, row.Code, row.Name, units.Number(row.UnitCode), row.Position, row.Role, row.Kind, new(row.From, row.To), today);
        own.Add(new(statement, fingerprint));
        return new(row, officer, id, false, statement, fingerprint);
    }

    private void Write(List<Placed> placed)
    {
        using (var writer = db.Bulk("post", "officer_id", "recording_id", "row_no", "name", "unit_id", "position", "role", "officer_kind",
            "from_day", "to_day", "fingerprint"))
        {
            foreach (var p in placed)
            {
                if (p.New is not { } post) continue;
                writer.Add(post.Officer).Add(p.Id.Recording).Add(p.Id.Row).Add(post.Name).Add(post.Unit).Add(post.Position).Add(post.Role).Add(post.Kind)
                    .Add(Stored.From(post.Days.From)).Add(Stored.To(post.Days.To)).Add(p.Fingerprint).EndRow();
            }
        }
        seal.Write([.. placed.Where(p => p.New is not null).OrderBy(p => p.Officer).ThenBy(p => p.Id).Select(p => new Confided<OfficerRow>(p.Officer, p.Id, p.Row))],
            (json, row) => PersonalValues.Write(json, row.Extra, ("born", row.Born), ("gender", row.Gender), ("nationalId", row.NationalId)));
        Repetitions.Write(db, recording, "officers", placed.Where(p => p.Repeats).Select(p => ((long)p.Officer, p.Id, p.Row.Row)));
    }

    private static string Content(OfficerRow row) => string.Join('\u001f', row.Name, row.Born, row.Gender, row.NationalId, row.UnitCode, row.Position,
        row.Role, row.Kind, Stored.From(row.From).ToString(CultureInfo.InvariantCulture), Stored.To(row.To).ToString(CultureInfo.InvariantCulture));
}
