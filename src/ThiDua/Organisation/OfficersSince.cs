using ThiDua.Core.Organisation;
using ThiDua.Database;

namespace ThiDua.Organisation;

/// <summary>Since which recording the codes of officers are known: of those who are asked for.</summary>
public sealed class OfficersSince
{
    private readonly Db db;
    private readonly long known;
    private readonly Units units;
    private readonly NumberSet asked = new();
    private readonly Dictionary<int, long> some = [];
    private readonly int last;
    private readonly PartOfAll part;
    private long[] all = []; // by number, 0: not known; numbers are given one after the other

    /// <param name="known">The recording whose knowledge counts.</param>
    public OfficersSince(Db db, long known, Units units)
    {
        (this.db, this.known, this.units) = (db, known, units);
        last = db.One<int?>("select max(officer_id) from officer") ?? 0;
        part = new(last);
    }

    /// <summary>Nobody need be asked for any more.</summary>
    public bool IsAll => part.IsAll;

    /// <summary>Asks the store for those of a set who were not asked for yet; nothing of them may be on its way there.</summary>
    public void Ask(IEnumerable<int> officers) => part.Ask(officers.Where(o => !asked.Contains(o)).ToHashSet(), set => db.ReadBetween(() =>
    {
        db.WantOfficers([.. set.Select(o => (long)o)]);
        Read("r.officer_id in (select id from wanted_officer) and", (officer, recording) => some[officer] = Math.Min(some.GetValueOrDefault(officer, long.MaxValue), recording));
        asked.UnionWith(set);
    }), All);

    /// <summary>All who are known, for who goes through all of them.</summary>
    public IReadOnlyDictionary<int, long> Everybody()
    {
        part.TakeAll(All);
        var everybody = new Dictionary<int, long>(all.Count(s => s > 0));
        foreach (var (officer, since) in all.Index().Where(s => s.Item > 0)) everybody.Add(officer, since);
        return everybody;
    }

    /// <summary>Null when his code is not known.</summary>
    /// <exception cref="InvalidOperationException">He was not asked for.</exception>
    public long? Of(int officer) => part.IsAll ? officer < all.Length && all[officer] is > 0 and var since ? since : null
        : some.TryGetValue(officer, out since) ? since : asked.Contains(officer) ? null : throw new InvalidOperationException("An officer was not asked for.");

    private void All() => db.ReadBetween(() =>
    {
        some.Clear();
        all = new long[last + 1];
        Read("", (officer, recording) =>
        {
            if (officer >= all.Length) Array.Resize(ref all, Math.Max(officer + 1, all.Length * 2));
            all[officer] = all[officer] == 0 ? recording : Math.Min(all[officer], recording);
        });
    });

    private void Read(string which, Action<int, long> found) => db.Read($"select r.officer_id, r.recording_id, r.unit_id from roster r where {which} {Recordings.Live("r", "officers", "officer_id")}",
        r =>
        {
            if (units.KnownSince(r.GetInt32(2)) is { } since) found(r.GetInt32(0), Math.Max(r.GetInt64(1), since));
        },
        ("e", known));
}
