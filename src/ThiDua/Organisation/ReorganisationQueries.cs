using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using ThiDua.Database;

namespace ThiDua.Organisation;

/// <summary>One step of a reorganisation, with the names of the units on the eve and on the day.</summary>
/// <param name="New">Null where nothing takes the place of the old one.</param>
/// <param name="Officers">Who was in the old unit on the eve and is in the new one on the day.</param>
public sealed record ShownStep(SuccessionStatement Step, string OldCode, string Old, string? NewCode, string? New, int Officers, string File, string Sha256);

/// <summary>What was reorganised, as known at a recording, and how many officers went which way.</summary>
public sealed class ReorganisationQueries(Db db, long known)
{
    private readonly Units units = LoadOrganisation.Units(db, known);

    public Units Units => units;

    /// <summary>The steps that hold, the latest day first.</summary>
    public IReadOnlyList<ShownStep> Steps()
    {
        var held = units.Successions.Held;
        if (held.Count == 0) return [];
        var went = OfficersWent.Of(db, known, units);
        var files = db.Query<Stated>("select recording_id as Recording, file as File, sha256 as Sha256 from import where kind = 'reorganisations'").ToDictionary(f => f.Recording);
        return [.. held.OrderByDescending(s => s.Day).ThenBy(s => s.From).ThenBy(s => s.Id).Select(s => new ShownStep(s, Code(s.From), Name(s.From, s.Day.AddDays(-1)),
            s.To is { } to ? Code(to) : null, s.To is { } there ? Name(there, s.Day) : null, went.GetValueOrDefault((s.Day, s.From, s.To)), files[s.Id.Recording].File, files[s.Id.Recording].Sha256))];
    }

    private string Code(int unit) => units.Latest(unit)?.Code ?? "";

    private string Name(int unit, DateOnly day) => (units.On(unit, day) ?? units.Latest(unit))?.Name ?? "";

    private sealed record Stated
    {
        public long Recording { get; init; }
        public string File { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
