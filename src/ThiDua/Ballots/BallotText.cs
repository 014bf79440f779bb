using System.Globalization;
using ThiDua.Core.Ballots;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>Votes in words.</summary>
public static class BallotText
{
    /// <summary>"18 phiếu đồng ý trên 21 (tổng số thành viên) = 85,7 %; cần ít nhất 19 phiếu (90/100 của 21)".</summary>
    public static string Arithmetic(VoteResult result, Language language) => Sentences.Say(language, "ballot.arithmetic",
        Number(result.Yes, language), Number(result.Voters, language), Sentences.Say(language, "ballot.base." + WordOf(result.Terms.Base)), Percent(result.Yes, result.Voters, language), Number(result.Needed, language), ShareOf(result.Terms, language));

    /// <summary>"ít nhất 90/100 tổng số thành viên; họp khi có ít nhất 2/3 thành viên; …".</summary>
    public static string Terms(VoteTerms terms, Language language) => string.Join("; ", new[]
    {
        Sentences.Say(language, "ballot.terms.needed", ShareOf(terms, language), Sentences.Say(language, "ballot.base." + WordOf(terms.Base))),
        terms.Quorum is { } quorum ? Sentences.Say(language, "ballot.terms.quorum", quorum.ToString()) : Sentences.Say(language, "ballot.terms.no-quorum"),
        Sentences.Say(language, terms.CountsWritten ? "ballot.terms.written" : "ballot.terms.no-written"),
        Sentences.Say(language, terms.ConflictInBase ? "ballot.terms.conflict-in" : "ballot.terms.conflict-out"),
        Sentences.Say(language, terms.MayRunOff ? "ballot.terms.run-off" : "ballot.terms.no-run-off"),
    });

    private static string ShareOf(VoteTerms terms, Language language) => Sentences.Say(language, terms.IsMoreThan ? "ballot.more-than" : "ballot.at-least", terms.Needed.ToString());

    /// <summary>To a tenth, cut off: nobody passes by rounding.</summary>
    private static string Percent(int yes, int voters, Language language)
    {
        if (voters == 0) return "–";
        var tenths = (long)yes * 1000 / voters;
        return Texts.Written.Number(string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}"), language) + "\u00a0%";
    }

    public static string Number(int number, Language language) => Texts.Written.Number(number, language);

    public static string WordOf(CouncilPost post) => post switch { CouncilPost.Chair => "chair", CouncilPost.Vice => "vice", _ => "member" };

    public static string WordOf(VoteBase voters) => voters switch { VoteBase.All => "all", VoteBase.Present => "present", _ => "valid" };

    public static string WordOf(VoteOutcome outcome) => outcome switch { VoteOutcome.Passed => "passed", VoteOutcome.Failed => "failed", VoteOutcome.Tied => "tied", _ => "unplaced" };

    public static string WordOf(BallotChoice choice) => choice switch { BallotChoice.Yes => "yes", BallotChoice.No => "no", BallotChoice.Blank => "blank", _ => "unused" };

    public static string WordOf(TallyFault fault) => fault switch
    {
        TallyFault.Negative => "negative",
        TallyFault.NotAccountedFor => "not-accounted-for",
        TallyFault.TooManyIssued => "too-many-issued",
        TallyFault.TooManyWritten => "too-many-written",
        _ => "written-not-counted",
    };

    public static string WordOf(CountState state) => state switch { CountState.None => "none", CountState.One => "one", CountState.Differ => "differ", _ => "agreed" };

    /// <summary>Colour of a tag.</summary>
    public static string Tone(VoteOutcome outcome) => outcome switch { VoteOutcome.Passed => "good", VoteOutcome.Tied => "wait", _ => "bad" };

    internal static VoteOutcome OutcomeOf(string word) => Enum.GetValues<VoteOutcome>().First(o => WordOf(o) == word);

    internal static BallotChoice ChoiceOf(string word) => Enum.GetValues<BallotChoice>().First(c => WordOf(c) == word);
}
