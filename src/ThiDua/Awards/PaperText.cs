using ThiDua.Core.Awards;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Papers and steps in words.</summary>
public static class PaperText
{
    /// <summary>"Đã ký số 12/TTr ngày 01/12/2024, trên số liệu đã chốt lại sau đó".</summary>
    public static string State(PaperState state, Language language) =>
        (state.Last is { } last ? Step(last, language) : Sentences.Say(language, "dossier.paper-state." + DossierQueries.Name(state.Standing)))
        + (state.IsOutdated ? " · " + Sentences.Say(language, "dossier.outdated") : "");

    public static string Step(PaperStep step, Language language) =>
        Sentences.Say(language, "dossier.step." + DossierQueries.Name(step.Kind), Written.Day(step.Day), step.Number ?? step.Office ?? step.Reason ?? "");
}
