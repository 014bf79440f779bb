using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Somebody to be honoured at the review.</summary>
/// <param name="Unit">Name of the unit on the closing day.</param>
/// <param name="UnitNow">What stands in its place on the day of the review; null when nobody said so.</param>
/// <param name="IsFrozen">By the figures frozen for the dossier; otherwise by what is known now of the closing day.</param>
public sealed record Honoured(AwardRule Award, string Subject, string Name, string UnitCode, string Unit, string? UnitNow, long? Persons, bool IsFrozen)
{
    /// <summary>The decision by which he has the award; null: none was issued yet, and he would be proposed.</summary>
    public Decision? By { get; init; }
}

/// <summary>
/// Who is honoured at the review after the campaign: by decisions once one was issued, since then nobody else has an award and nobody of whom it was revoked; before, who would be. A unit that was merged
/// since is still found (9936/V.3).
/// </summary>
/// <param name="ground">Of the closing day.</param>
public sealed class HonourList(Db db, Ground ground)
{
    private IReadOnlyList<Decision> Issued => field ??= [.. DecisionQueries.All(db, ground.Campaign.Id, ground.Known).Where(d => d.Issue is not null && d.Period == ground.Period?.Id)];

    /// <summary>Whether any decision was issued by what the ground knows.</summary>
    public bool IsDecided => Issued.Count > 0;

    /// <param name="review">The day on which the honours are given.</param>
    /// <param name="byDecisions">Null: if any was issued.</param>
    public IReadOnlyList<Honoured> On(DateOnly review, bool? byDecisions = null)
    {
        var honoured = byDecisions ?? IsDecided ? Decided() : Proposed();
        var successors = new Successors(ground.Units, ground.Tree, review);
        return honoured.ConvertAll(h => h with { UnitNow = successors.NameOf(h.UnitCode) });
    }

    /// <summary>Names as the decisions print them, in the order of the campaign file; what a decision says of an award that the file has no more stands in the decision alone.</summary>
    private List<Honoured> Decided()
    {
        var lines = (from decision in Issued from line in decision.Standing select (decision, line)).ToLookup(l => l.line.Award, StringComparer.Ordinal);
        return [.. from award in ground.Campaign.Awards from l in lines[award.Id]
            select new Honoured(award, l.line.Key.Subject, l.line.Name, l.line.Key.Unit, l.line.UnitName, null, null, l.line.Frozen is not null) { By = l.decision }];
    }

    private List<Honoured> Proposed()
    {
        var queries = new StandingsQueries(db, ground);
        var answer = new AwardQueries(db, ground, queries).Answer();
        var names = queries.Standings(new()).SelectMany(s => s.Rows).DistinctBy(r => r.Code).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var standing = FrozenProposals.Standing(db, ground, answer).ToLookup(p => p.Proposal.Award, StringComparer.Ordinal);
        return [.. ground.Awards.SelectMany(award => standing[award.Id].OrderBy(p => p.Proposal.Rank).ThenBy(p => p.Proposal.Subject, StringComparer.Ordinal).Select(one => (award, one.Proposal, one.Frozen)))
            .Select(h => new Honoured(h.award, h.Proposal.Subject, h.Proposal.Name, h.Proposal.Unit, h.Frozen?.UnitName ?? names.GetValueOrDefault(h.Proposal.Unit) ?? h.Proposal.Nominee?.UnitName ?? h.Proposal.Unit, null,
                h.Proposal.Nominee is null && h.award.Subject == SubjectKind.Individual ? h.Proposal.Persons : null, h.Frozen is not null))];
    }

    /// <summary>
    /// What units are called on a later day: what stands in their place by a reorganisation, else under their own code, else whoever bears their
    /// administrative code then.
    /// </summary>
    private sealed class Successors
    {
        private readonly Dictionary<string, string?> names = new(StringComparer.Ordinal);

        public Successors(Units units, DateOnly closing, DateOnly review)
        {
            var later = units.Known.Select(u => units.On(u, review)).OfType<UnitStatement>().ToList();
            var byAdmin = later.Where(u => u.AdminCode is not null).ToLookup(u => u.AdminCode!, StringComparer.Ordinal);
            var byCode = later.ToDictionary(u => u.Code, StringComparer.Ordinal);
            foreach (var unit in units.Known.Select(u => units.On(u, closing)).OfType<UnitStatement>())
                names[unit.Code] = (units.Successions.Forward(unit.Unit, closing, review) is { } there ? units.On(there, review)?.Name : null) ?? byCode.GetValueOrDefault(unit.Code)?.Name ?? (unit.AdminCode is { } admin ? byAdmin[admin].FirstOrDefault()?.Name : null);
        }

        public string? NameOf(string code) => names.GetValueOrDefault(code);
    }
}
