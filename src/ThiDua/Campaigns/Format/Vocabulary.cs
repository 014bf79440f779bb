namespace ThiDua.Campaigns.Format;

/// <summary>What may stand after a key.</summary>
public enum KeyType
{
    Text,
    /// <summary>Mã đơn vị.</summary>
    Code,
    /// <summary>A text, or the word `unknown`.</summary>
    TextOrUnknown,
    /// <summary>{vi: …, en: …}.</summary>
    LocalText,
    /// <summary>yyyy-MM-dd or dd/MM/yyyy.</summary>
    Day,
    DayOrUnknown,
    /// <summary>A decimal number from 0 to 100.</summary>
    Percent,
    Whole,
    /// <summary>true or false.</summary>
    Flag,
    /// <summary>One of the listed words.</summary>
    Word,
    /// <summary>A list of texts.</summary>
    Texts,
    /// <summary>A list of the listed words.</summary>
    Words,
    /// <summary>A list of {vi, en}.</summary>
    LocalTexts,
    /// <summary>A map of another shape.</summary>
    Shape,
    /// <summary>A list of maps of another shape.</summary>
    Shapes,
    /// <summary>Either the listed word, or a span {from, to}.</summary>
    WordOrSpan,
}

/// <summary>One key of a shape: what it means stands in docs/campaign-file.md, made from here.</summary>
public sealed record Key(string Name, KeyType Type, bool Required, string Meaning, string? Shape = null, params string[] Words);

/// <summary>A map with its keys.</summary>
/// <param name="Cited">Carries exactly one of `clause`, `law`, `reading`.</param>
/// <param name="OneOfKeys">Holds exactly one of its keys (a condition).</param>
public sealed record Shape(string Name, string Meaning, bool Cited, bool OneOfKeys, params Key[] Keys);

/// <summary>
/// The whole vocabulary of campaign files. The strict reader, the JSON Schema and the documentation are all made from this table,
/// so that none of them can know a word that the others do not.
/// </summary>
public static class Vocabulary
{
    public static readonly string[] Relations =
        ["father", "mother", "father-in-law", "mother-in-law", "child", "sibling", "sibling-in-law", "spouse", "other-relative", "not-relative"];

    public static readonly string[] Kinds = ["new", "continued", "rejoined", "renewed", "returned"];

    public static readonly string[] CommendationTypes = ["merit", "irregular", "movement", "dedication", "seniority", "external"];

    public static readonly string[] RequiredParts = ["solution", "report", "evidence"];

    public static readonly string[] SourceKeys = ["clause", "law", "reading"];

    /// <summary>What every line with a source may hold beside what it says.</summary>
    public static readonly string[] CitingKeys = [.. SourceKeys, "certainty", "also"];

    public static readonly IReadOnlyList<Shape> Shapes =
    [
        new("campaign", "The whole file.", false, false,
            new("id", KeyType.Text, true, "Short name used in commands and addresses, for example `xuan-2025`."),
            new("title", KeyType.LocalText, true, "Title of the movement as people say it."),
            new("short-title", KeyType.LocalText, true, "Title for narrow places."),
            new("document", KeyType.Shape, true, "The signed document.", "document"),
            new("linked", KeyType.Texts, false, "Numbers of documents this movement hangs together with."),
            new("parent", KeyType.Shape, false, "The movement that this one carries out or belongs under.", "movement"),
            new("movements", KeyType.Shapes, false, "Movements that run beside this one and are tied to it: a result may count in several of them.", "movement"),
            new("movements-open", KeyType.Flag, false, "The document's list of them ends with “and others”."),
            new("one-award", KeyType.Shape, false, "One achievement is not rewarded twice: who is proposed here and in a movement tied to this one is named, with both awards.", "one-award"),
            new("clauses", KeyType.Shapes, true, "The clauses of the document that the file builds on, quoted word by word.", "clause"),
            new("readings", KeyType.Shapes, false, "Choices that no document makes.", "reading"),
            new("window", KeyType.Shape, true, "First and last day of the movement.", "window"),
            new("as-of", KeyType.Shape, false, "The fixed day on which everything is measured; without it, today or the window's end.", "as-of"),
            new("retention", KeyType.Shape, false, "How long personal values are needed; without it they stay.", "retention"),
            new("scope", KeyType.Shape, false, "Who takes part; without it, everybody on the lists of units and officers.", "scope"),
            new("groups", KeyType.Shapes, false, "Groups of units with targets of their own.", "group"),
            new("periods", KeyType.Shapes, false, "Parts of the campaign's time that are reckoned by themselves too (`--period`).", "period"),
            new("relation-lists", KeyType.Shapes, false, "Named lists of relations.", "relation-list"),
            new("indicators", KeyType.Shapes, false, "What is measured; without it the campaign has tasks and clauses only.", "indicator"),
            new("awards", KeyType.Shapes, false, "Who may be commended.", "award"),
            new("review", KeyType.Shapes, false, "Who looks at nominations before they are decided, in order.", "review-step"),
            new("fund", KeyType.Shape, false, "From which fund the money of awards comes.", "fund"),
            new("milestones", KeyType.Shapes, false, "Days that matter.", "milestone"),
            new("dossier", KeyType.Shapes, false, "The papers of a dossier.", "dossier-paper"),
            new("tasks", KeyType.Shapes, false, "Who has to do what.", "task"),
            new("difficulties", KeyType.Shape, false, "To whom difficulties are reported; without it, to the office that leads the movement.", "difficulties"),
            new("officer-kinds-excluded", KeyType.Texts, false, "Values of column Đối tượng that are not measured."),
            new("clusters", KeyType.Shape, false, "Into how many clusters (cụm thi đua) offices are divided.", "clusters"),
            new("recipients", KeyType.Texts, false, "Nơi nhận.")),
        new("document", "The signed document.", false, false,
            new("number", KeyType.TextOrUnknown, true, "Number and symbol."),
            new("date", KeyType.DayOrUnknown, true, "Day of signing."),
            new("kind", KeyType.LocalText, true, "Kế hoạch, Công văn…"),
            new("issuer", KeyType.LocalText, true, "Who issued it."),
            new("signer", KeyType.Text, true, "Who signed, as printed."),
            new("legal-basis", KeyType.Texts, false, "Documents it carries out."),
            new("doubt", KeyType.LocalText, false, "What is doubtful about number or day, as a sentence.")),
        new("movement", "Another movement.", true, false,
            new("title", KeyType.LocalText, true, "Its title."),
            new("document", KeyType.Text, false, "Number and symbol of its document; left out when it has none."),
            new("date", KeyType.Day, false, "Day of that document.")),
        new("one-award", "One achievement is not rewarded twice.", true, false,
            new Key("text", KeyType.LocalText, true, "The principle, as a sentence.")),
        new("clause", "A clause of the document.", false, false,
            new("number", KeyType.Text, true, "Number of the clause, for example `III.1.1.a`."),
            new("text", KeyType.Text, true, "Its words, exactly as in the document."),
            new("waits", KeyType.LocalText, false, "What it asks for and the campaign does not do yet, as a sentence.")),
        new("reading", "A choice nobody wrote down.", false, false,
            new("id", KeyType.Text, true, "Name under which lines cite it."),
            new("text", KeyType.LocalText, true, "What was chosen, as a sentence."),
            new("why", KeyType.LocalText, true, "Why."),
            new("alternatives", KeyType.LocalTexts, true, "What else it could have been."),
            new("reads", KeyType.Texts, false, "Numbers of the clauses that it reads; each shows it.")),
        new("window", "First and last day, both in.", true, false,
            new("from", KeyType.Day, true, "First day."),
            new("to", KeyType.Day, false, "Last day; open when left out.")),
        new("as-of", "The fixed day.", true, false, new Key("day", KeyType.Day, true, "The day.")),
        new("retention", "How long the campaign needs personal values of those it counts. Afterwards `thidua forget --due` names who has no campaign left that does.", true, false,
            new Key("months", KeyType.Whole, true, "Months after the window's end.")),
        new("scope", "Who takes part: of the administrative tree the units for which all that is given here holds, for themselves or for a unit above them, with their officers. The tree is that of the day on which is measured.", true, false,
            new("everybody", KeyType.Flag, false, "Instead of the other keys: everybody on the lists of units and officers; the line says why."),
            new("subtrees", KeyType.Shapes, false, "These units and everything below them.", "subtree"),
            new("types", KeyType.Texts, false, "Values of column Loại: these units and everything below them."),
            new("groups", KeyType.Texts, false, "Ids of groups: their units and everything below them.")),
        new("subtree", "A unit with everything below it.", false, false,
            new("code", KeyType.Code, true, "Its code, Mã đơn vị."),
            new("day", KeyType.Day, true, "A day on which that code names it: codes are used again. On other days what stands in its place takes part.")),
        new("group", "A group of units.", true, false,
            new("id", KeyType.Text, true, "Name in commands and JSON."),
            new("nhom", KeyType.Text, true, "Value of column Nhóm in the units file."),
            new("title", KeyType.LocalText, true, "Title."),
            new("short-title", KeyType.LocalText, true, "Title for narrow places.")),
        new("period", "A part of the campaign's time (kỳ): every indicator of receipts is counted once more with the receipts of its days alone, and targets whose column Kỳ names it are its targets.", true, false,
            new("id", KeyType.Text, true, "Name in commands and in column Kỳ, for example `2024`."),
            new("from", KeyType.Day, true, "First day."),
            new("to", KeyType.Day, true, "Last day."),
            new("title", KeyType.LocalText, true, "Title.")),
        new("relation-list", "A named list of relations.", true, false,
            new("id", KeyType.Text, true, "Name."),
            new("relations", KeyType.Words, true, "The relations.", null, Relations)),
        new("indicator", "One indicator (chỉ tiêu).", true, false,
            new("id", KeyType.Text, true, "Fixed id; an id ending in `*` is a family that users name in targets and figures."),
            new("title", KeyType.LocalText, true, "Title."),
            new("short-title", KeyType.LocalText, true, "Title of a tab or tile."),
            new("measure", KeyType.Word, true, "What is measured: officers with at least one counted person / officers; officers all of whose declared relatives are covered / officers; number of persons counted; a figure against its target.",
                null, "officers-with-counted", "officers-all-relatives-covered", "persons-counted", "figure-against-target"),
            new("groups", KeyType.Texts, false, "Groups measured; without it, all units with officers; of entered figures in a file with groups, every unit for which numbers are entered."),
            new("conditions", KeyType.Shapes, false, "When a receipt or a declared relative counts.", "condition"),
            new("target", KeyType.Shape, false, "The target.", "target"),
            new("targets", KeyType.Shapes, false, "Instead of `target`, of a figure: targets for days, the earliest first. On any day the one is aimed at whose day comes next; the figure of that day counts.", "dated-target"),
            new("unit", KeyType.Word, false, "Of a figure: what it is counted in.", null, "percent", "persons", "dong"),
            new("ties", KeyType.Shape, false, "What decides between units with the same value; without it they share a rank.", "ties"),
            new("ranks", KeyType.Words, false, "Who is ranked by it; without it, both.", null, "units", "officers")),
        new("ties", "What decides between units with the same value; who is equal in all of it shares the rank.", true, false,
            new Key("by", KeyType.Texts, true, "In order: ids of other indicators, or `roster`: the larger roster stands first.")),
        new("condition", "One condition; holds one key besides its source.", true, true,
            new("scheme", KeyType.Word, false, "Scheme of the receipts.", null, "voluntary-si", "household-hi"),
            new("receipt-within", KeyType.WordOrSpan, false, "Days of receipts that count.", null, "campaign-window"),
            new("kinds", KeyType.Words, false, "Kinds of joining that count: new, continued or rejoined (voluntary SI), renewed or returned (household HI).", null, Kinds),
            new("or-cover-ended", KeyType.WordOrSpan, false, "Or: the latest earlier cover ended in these days, whatever the kind."),
            new("cover-ended", KeyType.WordOrSpan, false, "The latest earlier cover must have ended in these days, whatever the kind."),
            new("participating", KeyType.Word, false, "Whether the person must still participate on the as-of day.", null, "on-as-of-day", "not-asked"),
            new("relations", KeyType.Text, false, "`any`, or the name of a relation list."),
            new("declared", KeyType.Text, false, "The relation list of which every declared relative must be covered by health insurance or exempt."),
            new("credit", KeyType.Word, false, "Whose credit it is when several receipts of a person count.", null, "earliest-receipt", "latest-receipt")),
        new("target", "The target of an indicator.", true, false,
            new("percent", KeyType.Percent, false, "Target rate; without it, the targets that users enter count."),
            new("comparison", KeyType.Word, true, "How value and target compare (`about`: the figure rounded to the target's decimals).", null, "at-least", "more-than", "less-than", "about")),
        new("dated-target", "A target for a day.", true, false,
            new("day", KeyType.Day, true, "The day."),
            new("percent", KeyType.Percent, false, "Target rate of every unit that was not given one of its own; without it, the targets that users enter count. Column Kỳ of such a target names the year or the day."),
            new("comparison", KeyType.Word, true, "How figure and target compare; as in `target`.", null, "at-least", "more-than", "less-than", "about")),
        new("award", "An award.", true, false,
            new("id", KeyType.Text, true, "Name."),
            new("title", KeyType.LocalText, true, "Title."),
            new("subject", KeyType.Word, true, "Who receives it.", null, "collective", "individual"),
            new("authority", KeyType.LocalText, true, "Who decides."),
            new("criterion", KeyType.Shape, true, "Who is eligible.", "criterion"),
            new("quota", KeyType.Whole, false, "How many at most."),
            new("proposer", KeyType.LocalText, false, "On whose proposal it is given."),
            new("periods", KeyType.Texts, false, "Ids of the periods for each of which it is given; without it, for the whole."),
            new("quota-per-unit", KeyType.Shape, false, "How many each unit may propose at most; instead of `quota`.", "quota-per-unit"),
            new("nhom", KeyType.Text, false, "Value of column Nhóm of the units that may propose; without it, the units that no other award names."),
            new("form", KeyType.Text, false, "Id of a title or form in catalog/rewards.yaml, by which money is reckoned on the day of the decision, and by whose rule in catalog/vote-rules.yaml a council votes; without it, no money, and whichever rule the session cites."),
            new("type", KeyType.Word, false, "Loại hình khen thưởng (Law 06/2022 Art. 8); without it, `movement`. Awards for a movement or on the spot are no ground of one for merit.", null, CommendationTypes),
            new("decided-by", KeyType.Shape, false, "Whose decision it is by law; `authority` is how the document says it.", "decided-by"),
            new("requires", KeyType.Shape, false, "What must be given about whoever is sent in for it.", "requires")),
        new("decided-by", "Whose decision an award is.", true, false,
            new("authority", KeyType.Text, true, "Id in catalog/authorities.yaml: from there come the lines of the signature and which titles and forms are his to give."),
            new("of", KeyType.LocalText, false, "The body at whose head he stands, in full, for example `Ủy ban nhân dân thành phố Long Xuyên`; without it, the head of each unit.")),
        new("requires", "What must be given about whoever is nominated.", true, false,
            new Key("what", KeyType.Words, true, "A solution or initiative in words, a report of achievements, evidence as a file.", null, RequiredParts)),
        new("quota-per-unit", "How many each unit may propose.", true, false,
            new Key("most", KeyType.Whole, true, "At most.")),
        new("criterion", "Who is eligible.", true, false,
            new("rule", KeyType.Word, true, "`every-target`: units that meet every target of their group, by mean attainment, then persons counted; `at-least-one-person`: officers by persons counted; `all-of`: units whose figures meet all `conditions`; `nominated`: whom units nominate (`thidua import nominees`), in the order given, for people to judge; `nominated-outside`: the same for those outside the sector; `from-high-to-low`: units with anything at all, in the order of one indicator's standing.",
                null, "every-target", "at-least-one-person", "all-of", "nominated", "nominated-outside", "from-high-to-low"),
            new("conditions", KeyType.Shapes, false, "Of `all-of`: what must hold, each with its source.", "award-condition"),
            new("indicator", KeyType.Text, false, "Of `from-high-to-low`: the id of the indicator.")),
        new("award-condition", "One thing that must hold of a figure and its target.", true, false,
            new("indicator", KeyType.Text, true, "Id of an indicator of figures."),
            new("comparison", KeyType.Word, true, "How figure and target compare; as in `target`.", null, "at-least", "more-than", "less-than", "about")),
        new("milestone", "A day that matters.", true, false,
            new("id", KeyType.Text, true, "Name."),
            new("title", KeyType.LocalText, true, "What is due."),
            new("day", KeyType.Day, true, "The day."),
            new("before", KeyType.Flag, false, "The document says “before” that day."),
            new("day-itself-accepted", KeyType.Flag, false, "Whether the day itself is still in time."),
            new("on-day-off", KeyType.Word, false, "What becomes of a last day on which nobody works, by the calendar in catalog/calendar; without it, it stays.", null, "stays", "next-working-day", "previous-working-day"),
            new("addressee", KeyType.LocalText, false, "To whom what is due goes."),
            new("period", KeyType.Text, false, "Id of the period that it belongs to: the dossier of that period is due then.")),
        new("review-step", "A step of looking at nominations.", true, false,
            new("id", KeyType.Text, true, "Name."),
            new("title", KeyType.LocalText, true, "What is done."),
            new("reviewer", KeyType.LocalText, true, "Who does it, as the document names it."),
            new("role", KeyType.Word, true, "The role (docs/access.md) that records what came of it.", null, "data-officer", "standing-office", "council-member"),
            new("comment-days", KeyType.Whole, false, "How many working days the list is published for comment after the step; without it, it is not published."),
            new("ballot", KeyType.Word, false, "The step agrees only to names that passed a vote of the council (decision 0047), and no decision takes another; without it, a vote is free, and only a failed one stands against a name.", null, "required")),
        new("fund", "The fund from which awards are paid.", true, false,
            new Key("title", KeyType.LocalText, true, "Its name.")),
        new("dossier-paper", "A paper of the dossier.", true, false,
            new("title", KeyType.LocalText, true, "Title."),
            new("template", KeyType.Text, false, "Name of a file in templates/dossier by which it is written. Where no paper of a dossier names one, the first three are minutes, submission and list; where one does, those without are written by hand."),
            new("per", KeyType.Word, false, "For whom it is made; without it, one for the dossier.", null, "dossier", "nominee")),
        new("task", "A task.", true, false,
            new("addressee", KeyType.LocalText, true, "Who."),
            new("text", KeyType.LocalText, true, "What."),
            new("id", KeyType.Text, false, "Name under which each unit's progress is recorded; a task without it is shown and not followed."),
            new("groups", KeyType.Texts, false, "With an id: each unit of these groups has the task."),
            new("offices", KeyType.Texts, false, "With an id: the units of these names (column Tên đơn vị) have the task; an office may be listed under several names."),
            new("every-unit", KeyType.Flag, false, "With an id: each unit that the standings list has the task."),
            new("asks-for", KeyType.Words, false, "What must be given when the task is recorded as done.", null, "document", "evidence"),
            new("due", KeyType.Shape, false, "Until when; without it the task is never late.", "due")),
        new("due", "Until when a task is to be done.", true, true,
            new("day", KeyType.Day, false, "The last day in time."),
            new("milestone", KeyType.Text, false, "Id of a milestone; its last day in time counts.")),
        new("difficulties", "To whom difficulties are reported.", true, false,
            new Key("to", KeyType.LocalText, true, "The office.")),
        new("clusters", "How many clusters the district offices of a province are divided into.", true, false,
            new("steps", KeyType.Shapes, true, "The table, rising by number of offices.", "cluster-step"),
            new("smallest", KeyType.Shape, true, "The fewest members of a cluster.", "smallest-cluster")),
        new("cluster-step", "A line of the table.", false, false,
            new("up-to", KeyType.Whole, false, "The largest number of offices for which it holds; the last line, and only that, has none."),
            new("clusters", KeyType.Whole, true, "How many clusters.")),
        new("smallest-cluster", "The fewest members of a cluster where there are several.", true, false,
            new Key("members", KeyType.Whole, true, "How many.")),
    ];

    public static Shape Of(string name) => Shapes.First(s => s.Name == name);
}
