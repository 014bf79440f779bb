using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Documents;

/// <summary>Who took a table with names of people out, and when: it stands in the table itself, so that a copy that turns up tells where it is from.</summary>
/// <param name="By">Until there are accounts: the user of the machine.</param>
public sealed record Exported(string By, DateTimeOffset At)
{
    public static Exported Now(Installation installation, string? by = null) => new(by ?? Environment.UserName, installation.Clock.GetUtcNow());

    public string Line(Language language)
    {
        var local = Installation.InVietnam(At);
        return Sentences.Say(language, "export.line", By, local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), Written.Day(DateOnly.FromDateTime(local.DateTime)));
    }
}
