using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;

namespace ThiDua.Core.Counting;

/// <summary>A declared relative held against "all relatives are covered by health insurance" (9936/III.1.1).</summary>
public static class JudgedRelatives
{
    /// <summary>The verdict on one declaration as of a day.</summary>
    /// <param name="relative">A declaration that holds.</param>
    public static Verdict On(RelativeStatement relative, History history, DeclarationRule rule, Source indicator, DateOnly asOf)
    {
        if (relative.Relation == Relation.NoneDeclared) return Verdict.Not(indicator, "declares-none");
        if (!rule.Relations.Value.Contains(relative.Relation))
        {
            return Verdict.Not(rule.Relations.Source, "relation-not-listed", relative.Relation.ToString());
        }
        if (relative.Exempt) return new(VerdictKind.Counted, new("exempt"), indicator);
        if (relative.Person.Description is not null) return Verdict.Not(indicator, "no-identifier");
        foreach (var span in history.Cover)
        {
            if (span.Contains(asOf)) return new(VerdictKind.Counted, new("covered", span.To!.Value.Iso()), indicator);
        }
        var last = history.Cover.Where(s => s.To < asOf).Select(s => s.To).LastOrDefault();
        return last is { } ended ? Verdict.Not(indicator, "cover-ended", ended.Iso()) : Verdict.Not(indicator, "not-covered");
    }
}
