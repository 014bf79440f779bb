using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;

namespace ThiDua.Standings;

/// <summary>
/// Whether what a file changed of an officer's number came of new rows, of rows that correct earlier ones, or of both: told by the
/// persons who count for him otherwise than before, as they were known when the file was taken in.
/// </summary>
public sealed class ChangedRows(Db db, Ground now)
{
    private readonly OfficersSince since = new(db, now.Known, now.Units);
    private readonly Dictionary<(long Recording, long Person), ChangeCause?> known = [];

    /// <param name="changed">Officers whose number a file changed, by the file's recording.</param>
    /// <returns>Their causes; nobody is left out.</returns>
    public Dictionary<(long Recording, long Officer), ChangeCause> Of(int indicatorNo, IReadOnlyCollection<(long Recording, long Officer)> changed)
    {
        if (changed.Count == 0) return [];
        var persons = changed.ToDictionary(c => c, _ => new List<long>());
        db.Want([.. changed.Select(c => c.Officer).Distinct()]);
        db.Read("select recording_id, officer_id, person_id from credit where campaign_no = @c and indicator_no = @i and officer_id in (select id from wanted)",
            r =>
            {
                if (persons.TryGetValue((r.GetInt64(0), r.GetInt32(1)), out var own)) own.Add(r.GetInt64(2));
            },
            ("c", now.Stored.No), ("i", indicatorNo));
        foreach (var file in persons.GroupBy(p => p.Key.Recording, p => p.Value)) Learn(file.Key, [.. file.SelectMany(p => p).Distinct()]);
        return persons.ToDictionary(p => p.Key, p => p.Value.Select(person => known[(p.Key.Recording, person)]).OfType<ChangeCause>().Distinct().ToList() is { Count: > 0 } causes
            ? causes is [var only] ? only : ChangeCause.AddedAndCorrected : ChangeCause.Added);
    }

    private void Learn(long recording, List<long> persons)
    {
        persons.RemoveAll(p => known.ContainsKey((recording, p)));
        if (persons.Count == 0) return;
        var loader = new LoadPersons(db, recording, since);
        var clusters = loader.Of(persons);
        foreach (var person in persons) known[(recording, person)] = CauseOf(clusters[loader.Connected[person]], recording);
    }

    /// <returns>Null: the file holds no row of this person, only what links him to another.</returns>
    private static ChangeCause? CauseOf(Cluster cluster, long recording)
    {
        var resolved = cluster.Resolve();
        var own = cluster.Rows().Where(r => r.Recording == recording).ToHashSet();
        var correcting = cluster.Rows().Where(r => r.Recording != recording).Select(r => resolved.StandingOf(r).SupersededBy).OfType<RowId>().Where(own.Contains).Distinct().Count();
        return own.Count == 0 ? null : correcting == 0 ? ChangeCause.Added : correcting == own.Count ? ChangeCause.Corrected : ChangeCause.AddedAndCorrected;
    }
}
