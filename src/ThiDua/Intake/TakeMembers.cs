using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>Takes a batch of a members file: officers in units of another tree, such as a trade union.</summary>
public sealed class TakeMembers(Db db, long recording, Tokens tokens, Codes officers, Codes units)
{
    private readonly record struct Placed(MemberRow Row, int Officer, RowId Id, bool Repeats, MemberStatement? New, long Fingerprint);

    private readonly Units chart = LoadOrganisation.Units(db, recording);
    private readonly SealRows seal = new(db, SealedOf.Officers);
    private OfficersSince? since;

    public IEnumerable<Taken> Take(IReadOnlyList<MemberRow> rows)
    {
        officers.Ask(rows.Select(r => r.OfficerCode));
        since ??= new(db, recording, chart);
        since.Ask(rows.Select(r => officers.Number(r.OfficerCode)));
        db.Want([.. rows.Select(r => (long)officers.Number(r.OfficerCode)).Distinct()]);
        var members = LoadOrganisation.WantedMemberRows(db, recording);
        var placed = rows.Select(r => Place(r, members)).ToList();
        officers.Write();
        units.Write();
        Write(placed);
        var resolved = members.ToDictionary(m => m.Key, m => new Memberships([.. m.Value.Select(r => r.Statement)], since.Of(m.Key), chart));
        return placed.Select(p => TakeUnits.Outcome(p.Row, resolved[p.Officer].StandingOf(p.Id), p.Repeats)).ToList();
    }

    private Placed Place(MemberRow row, Dictionary<int, List<StoredRow<MemberStatement>>> members)
    {
        var officer = officers.Number(row.OfficerCode);
        if (!members.TryGetValue(officer, out var own)) members[officer] = own = [];
        var fingerprint = tokens.Fingerprint(Content(row));
        foreach (var known in own) if (known.Fingerprint == fingerprint) return new(row, officer, known.Statement.Id, true, null, fingerprint);
        var statement = new MemberStatement(new(recording, row.Row), officer, units.Number(row.UnitCode), new(row.From, row.To));
        own.Add(new(statement, fingerprint));
        return new(row, officer, statement.Id, false, statement, fingerprint);
    }

    private void Write(List<Placed> placed)
    {
        using (var writer = db.Bulk("membership", "officer_id", "recording_id", "row_no", "unit_id", "from_day", "to_day", "fingerprint"))
        {
            foreach (var p in placed)
            {
                if (p.New is not { } member) continue;
                writer.Add(member.Officer).Add(p.Id.Recording).Add(p.Id.Row).Add(member.Unit).Add(Stored.From(member.Days.From)).Add(Stored.To(member.Days.To)).Add(p.Fingerprint).EndRow();
            }
        }
        // Columns that nobody asked for are kept with the officer's own, and forgotten with him.
        seal.Write([.. placed.Where(p => p.New is not null && p.Row.Extra.Count > 0).OrderBy(p => p.Officer).ThenBy(p => p.Id).Select(p => new Confided<MemberRow>(p.Officer, p.Id, p.Row))],
            (json, row) => PersonalValues.Write(json, row.Extra));
        Repetitions.Write(db, recording, "members", placed.Where(p => p.Repeats).Select(p => ((long)p.Officer, p.Id, p.Row.Row)));
    }

    private static string Content(MemberRow row) => string.Join('\u001f', row.UnitCode, Stored.From(row.From).ToString(CultureInfo.InvariantCulture), Stored.To(row.To).ToString(CultureInfo.InvariantCulture));
}
