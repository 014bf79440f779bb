using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>Looks for anything that was changed past the program: in the trail, or in the rows that it vouches for.</summary>
public static class VerifyTrail
{
    public static IEnumerable<Invariant> Verify(Db db, Installation installation)
    {
        var entries = db.Query<TrailEntry>($"select {TrailEntry.Columns} from trail order by entry_no");
        yield return Named("trail-unbroken", Breaks(entries));
        yield return Named("trail-complete", Missing(db, entries));
        yield return Named("facts-as-recorded", Altered(db, installation, entries));
        yield return Named("dossiers-as-written", Dossiers(db, installation, entries));
    }

    /// <summary>Whether a head that was printed on paper is one of the trail's: if not, the trail was cut, exchanged or written anew.</summary>
    /// <param name="head">At least its first twelve letters.</param>
    public static bool Has(Db db, string head) =>
        head.Length >= 12 && head.All(char.IsAsciiHexDigit) && db.One<long>("select count(*) from trail where sha256 like @start", new { start = head.ToUpperInvariant().ToLower(CultureInfo.InvariantCulture) + "%" }) > 0;

    private static IEnumerable<string> Breaks(List<TrailEntry> entries)
    {
        var (no, previous) = (0L, TrailEntry.BeforeTheFirst);
        foreach (var entry in entries)
        {
            if (entry.No != ++no || entry.Previous != previous || entry.Hash() != entry.Sha256) yield return Name(entry);
            (no, previous) = (entry.No, entry.Sha256);
        }
    }

    /// <summary>Each recording has its entry, and each entry its recording.</summary>
    private static IEnumerable<string> Missing(Db db, List<TrailEntry> entries)
    {
        var recordings = db.Query<long>("select recording_id from recording").ToHashSet();
        var told = entries.Where(e => e.Recording is not null).Select(e => e.Recording!.Value).ToHashSet();
        return recordings.Except(told).Select(r => "recording " + Plain(r)).Concat(told.Except(recordings).Select(r => "recording " + Plain(r)));
    }

    private static IEnumerable<string> Altered(Db db, Installation installation, List<TrailEntry> entries)
    {
        var digest = new FactDigest(db, installation.OpenTokens());
        var after = (Units: 0, Officers: 0);
        foreach (var entry in entries.Where(e => e.Recording is not null))
        {
            if (digest.Of(entry.Recording!.Value, after, (entry.Units, entry.Officers)) != entry.Facts) yield return Name(entry);
            after = (entry.Units, entry.Officers);
        }
    }

    /// <summary>Each dossier is what the last entry that vouches for it says; one without an entry was written past the program. And each freeze is still there.</summary>
    private static IEnumerable<string> Dossiers(Db db, Installation installation, List<TrailEntry> entries)
    {
        var stored = new FactDigest(db, installation.OpenTokens()).OfDossiers();
        var told = entries.Where(e => e.Recording is null).Select(e => VouchedDossier.Of(e.Facts)).OfType<VouchedDossier>().GroupBy(d => (d.Campaign, d.Unit)).ToDictionary(d => d.Key, d => d.Last().Digest);
        foreach (var dossier in stored.Keys.Union(told.Keys).Where(d => stored.GetValueOrDefault(d) != told.GetValueOrDefault(d))) yield return $"{Plain(dossier.Campaign)} {dossier.Unit}";

        var frozen = db.Query<Freeze>("select sha256 as Sha256, made_after as MadeAfter, recording_id as Known from frozen_standing order by frozen_id");
        var (freezes, last) = (new List<Freeze>(), 0L);
        foreach (var entry in entries)
        {
            last = Math.Max(last, entry.Recording ?? 0);
            if (entry.Act == "freeze") freezes.Add(new() { Sha256 = entry.After, MadeAfter = last });
        }
        var isOlder = entries.Exists(e => e is { Act: "adopt", Recording: not null }); // a store from before the trail has some without
        var before = isOlder ? frozen.SkipLast(freezes.Count) : []; // of these is known only what was known
        if (!frozen.Skip(before.Count()).Select(f => (f.Sha256, f.MadeAfter)).SequenceEqual(freezes.Select(f => (f.Sha256, f.MadeAfter))) || before.Any(f => f.MadeAfter != f.Known)) yield return "frozen_standing";
    }

    private sealed record Freeze
    {
        public string? Sha256 { get; init; }
        public long MadeAfter { get; init; }
        public long Known { get; init; }
    }

    private static Invariant Named(string code, IEnumerable<string> found)
    {
        var first = found.Take(5).ToList();
        return new(code, first.Count == 0, first);
    }

    private static string Name(TrailEntry entry) => $"#{Plain(entry.No)} {entry.Act} {entry.Subject}";

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
