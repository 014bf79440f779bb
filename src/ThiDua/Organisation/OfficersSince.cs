using ThiDua.Core.Organisation;
using ThiDua.Database;

namespace ThiDua.Organisation;

/// <summary>Since which recording the codes of officers are known: of those who are asked for.</summary>
public sealed class OfficersSince
{
    private readonly Db db;
    private readonly long known;
    private readonly Units units;
    private long[] since; // by number, 0: not known; numbers are given one after the other
    private readonly NumberSet asked = new();
    private readonly PartOfAll part;

    /// <param name="known">The recording whose knowledge counts.</param>
    public OfficersSince(Db db, long known, Units units)
    {
        (this.db, this.known, this.units) = (db, known, units);
        var last = db.One<int?>("select max(officer_id) from officer") ?? 0;
        (since, part) = (new long[last + 1], new(last));
    }

    /// <summary>Nobody need be asked for any more.</summary>
    public bool IsAll => part.IsAll;

    /// <summary>Asks the store for those of a set who were not asked for yet; nothing of them may be on its way there.</summary>
    public void Ask(IEnumerable<int> officers) => part.Ask(officers.Where(o => !asked.Contains(o)).ToHashSet(), set => db.ReadBetween(() =>
    {
        db.WantOfficers([.. set.Select(o => (long)o)]);
        Read("r.officer_id in (select id from wanted_officer) and");
        asked.UnionWith(set);
    }), All);

    /// <summary>All who are known, for who goes through all of them.</summary>
    public IReadOnlyDictionary<int, long> Everybody()
    {
        part.TakeAll(All);
        return since.Index().Where(s => s.Item > 0).ToDictionary(s => s.Index, s => s.Item);
    }

    /// <summary>Null when his code is not known.</summary>
    /// <exception cref="InvalidOperationException">He was not asked for.</exception>
    public long? Of(int officer) => officer < since.Length && since[officer] is > 0 and var found ? found
        : part.IsAll || asked.Contains(officer) ? null : throw new InvalidOperationException("An officer was not asked for.");

    private void All() => db.ReadBetween(() => Read(""));

    private void Read(string which) => db.Read($"select r.officer_id, r.recording_id, r.unit_id from roster r where {which} {Recordings.Live("r", "officers", "officer_id")}",
        r =>
        {
            if (units.KnownSince(r.GetInt32(2)) is not { } unitSince) return;
            var effective = Math.Max(r.GetInt64(1), unitSince);
            var officer = r.GetInt32(0);
            if (officer >= since.Length) Array.Resize(ref since, Math.Max(officer + 1, since.Length * 2));
            if (since[officer] == 0 || effective < since[officer]) since[officer] = effective;
        },
        ("e", known));
}
