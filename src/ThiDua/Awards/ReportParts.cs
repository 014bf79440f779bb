using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Somebody whom a dossier proposes.</summary>
/// <param name="Code">Code of an officer or of the unit itself, else the name.</param>
/// <param name="Award">For which award; null: for none that the campaign has now.</param>
public sealed record ReportSubject(SubjectKind Kind, string Code, string Name, AwardRule? Award)
{
    /// <summary>His frozen figures; null: the unit itself.</summary>
    public FrozenOfficer? Figures { get; init; }

    /// <summary>As column Loại has it in the store.</summary>
    public string KindWord => Kind == SubjectKind.Collective ? "tập thể" : "cá nhân";

    /// <summary>In forms and addresses.</summary>
    public string Key => (Kind == SubjectKind.Collective ? "t-" : "c-") + Code;

    /// <summary>The dossier as a whole.</summary>
    public static ReportSubject Whole(string unit) => new(SubjectKind.Collective, unit, "", null);
}

/// <summary>The parts of reports that people write, of one who is nominated or of the dossier as a whole, and what else stands in these beside frozen figures.</summary>
public sealed class ReportParts
{
    /// <summary>The part that states the solution or initiative.</summary>
    public const string Solution = "giai-phap";

    public static ReportParts None { get; } = new();

    private readonly Dictionary<(string Kind, string Subject, string Part), string> texts = [];

    /// <summary>Of papers of the dossier as a whole: they say nothing of one who is nominated, also where that is the unit itself.</summary>
    private readonly Dictionary<(string Paper, string Part), string> whole = [];

    private readonly ILookup<(SubjectKind, string), IssuedAward> issued;

    private ReportParts(IEnumerable<IssuedAward>? issued = null) => this.issued = (issued ?? []).ToLookup(a => (a.Kind, a.Subject ?? a.Unit));

    public static ReportParts Of(Db db, Ground ground, string unit)
    {
        var parts = new ReportParts(IssuedAwardQueries.All(db, ground).Where(a => a.Unit == unit || a.IsOfficer));
        var ofDossier = DossierPapers.Of(ground.Campaign).Where(p => p.Per == PaperPer.Dossier).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in db.Query<Row>("select paper as Paper, kind as Kind, subject as Subject, part as Part, text as Text from report_part where campaign_no = @No and unit_code = @unit and period = @period order by part_id",
            new { ground.Stored.No, unit, period = ground.Period?.Id ?? "" }))
        {
            if (ofDossier.Contains(row.Paper)) parts.whole[(row.Paper, row.Part)] = row.Text;
            else parts.texts[(row.Kind, row.Subject, row.Part)] = row.Text;
        }
        return parts;
    }

    public string? Text(PaperCopy copy, string part) => copy.Subject is { } subject ? Text(subject, part) : whole.GetValueOrDefault((copy.Asked.Id, part)) is { Length: > 0 } text ? text : null;

    public string? Text(ReportSubject subject, string part) => texts.GetValueOrDefault((subject.KindWord, subject.Code, part)) is { Length: > 0 } text ? text : null;

    public bool Has(ReportSubject subject, string part) => Text(subject, part) is not null;

    public bool HasAny(ReportSubject subject) => texts.Any(t => t.Key.Kind == subject.KindWord && t.Key.Subject == subject.Code && t.Value.Length > 0);

    /// <summary>What he was awarded before, as the register of decisions has it.</summary>
    public IEnumerable<IssuedAward> Before(ReportSubject subject) => issued[(subject.Kind, subject.Code)];

    /// <summary>Whom the papers of a dossier propose, in their order: collectives, else the unit itself where it is eligible; then individuals.</summary>
    public static IReadOnlyList<ReportSubject> Subjects(FrozenFigures figures, Campaign campaign)
    {
        var awards = campaign.Awards.Where(a => figures.Period is null ? a.Periods.Count == 0 : a.Periods.Contains(figures.Period)).ToList();
        var own = awards.Find(a => a.Subject == SubjectKind.Collective);
        var collectives = figures.ProposedCollectives().Select(c => Named(SubjectKind.Collective, c)).ToList();
        if (collectives.Count == 0 && figures.Collectives is null && figures.IsEligible && figures.IsWithin(own)) collectives.Add(new(SubjectKind.Collective, figures.Unit, figures.UnitName, own));
        return [.. collectives, .. figures.Proposed().Select(o => Named(SubjectKind.Individual, o))];

        ReportSubject Named(SubjectKind kind, FrozenOfficer o) =>
            new(kind, o.Code, o.Name, awards.Find(a => a.Id == o.Award) ?? (o.Award is null ? awards.Find(a => a.Subject == kind) : null)) { Figures = o };
    }

    private sealed record Row
    {
        public string Paper { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Part { get; init; } = "";
        public string Text { get; init; } = "";
    }
}
