using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>Who takes part in a campaign, in words.</summary>
public static class ScopeText
{
    /// <returns>Null: everybody takes part.</returns>
    public static string? Of(Campaign campaign, Units units, Language language)
    {
        if (campaign.Scope is not { IsEverybody: false } rule) return null;
        var names = units.Known.Select(u => units.Latest(u)!).ToDictionary(u => u.Code, u => u.Unit, StringComparer.Ordinal);
        var parts = new List<string>();
        if (rule.Subtrees.Count > 0) parts.Add(Sentences.Say(language, "scope.subtrees", string.Join(", ", rule.Subtrees.Select(Named))));
        if (rule.Types.Count > 0) parts.Add(Sentences.Say(language, "scope.types", string.Join(", ", rule.Types)));
        if (rule.Groups.Count > 0) parts.Add(Sentences.Say(language, "scope.groups", string.Join(", ", rule.Groups)));
        return $"{string.Join("; ", parts)} ({(rule.Source.Kind == SourceKind.Reading ? Sentences.Say(language, "source.reading") : rule.Source.Name)})";

        string Named(Subtree s) => names.TryGetValue(s.Code, out var unit) && units.On(unit, s.Day) is { } there ? $"{there.Name} ({s.Code})" : s.Code;
    }

    /// <summary>What is said of units that the campaign names and the lists do not hold; null: they hold all.</summary>
    public static string? Unknown(Scope scope, Language language) => scope.Unknown.Count == 0 ? null
        : Sentences.Say(language, "scope.unknown", string.Join(", ", scope.Unknown.Select(s => $"{s.Code} ({Written.Day(s.Day)})")));
}
