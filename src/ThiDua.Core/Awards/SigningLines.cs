using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Who may decide awards, and how he signs.</summary>
/// <param name="Body">A body that decides as one, and signs TM.; null: the head decides in person.</param>
/// <param name="Gives">Ids of the titles and forms that are his to give.</param>
public sealed record Authority(string Id, LocalText Head, LocalText Deputy, LocalText? Body, IReadOnlyList<string> Gives, Days Days, string Law, Label Label, LocalText? Remark = null)
    : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => $"{Head.Vi}; {Deputy.Vi}; {Body?.Vi}; {string.Join(' ', Gives)}";

    /// <summary>As decisions name him: “Chủ tịch Ủy ban nhân dân thành phố Long Xuyên”. Never the body where the law gives it to the person.</summary>
    /// <param name="of">The body at whose head he stands; null: not said.</param>
    public LocalText Named(LocalText? of) => Body is not null ? of ?? Body : of is null ? Head : new($"{Head.Vi} {of.Vi}", $"{Head.En} of {of.En}");

    /// <summary>Whether such an award is his to give on a day.</summary>
    public AuthorityGap? Gap(string form, DateOnly day) => !Gives.Contains(form) ? AuthorityGap.NotHis : !Days.Contains(day) ? AuthorityGap.NotThen : null;
}

public enum AuthorityGap
{
    /// <summary>The law gives that title or form to somebody else.</summary>
    NotHis,
    /// <summary>On that day there is no such authority (the districts were abolished on 01/07/2025).</summary>
    NotThen,
}

/// <summary>Whose hand signs.</summary>
public enum Signatory
{
    Head,
    /// <summary>In place of the head.</summary>
    Deputy,
}

/// <summary>The lines above a signature (Decree 30/2020): TM. where a body decides, KT. where a deputy signs for the head.</summary>
public static class SigningLines
{
    public static IReadOnlyList<string> Of(Authority authority, Signatory signatory)
    {
        var (head, deputy) = (Capitals(authority.Head), Capitals(authority.Deputy));
        IEnumerable<string> lines = signatory == Signatory.Head ? [head] : ["KT. " + head, deputy];
        return [.. authority.Body is { } body ? lines.Prepend("TM. " + Capitals(body)) : lines];
    }

    private static string Capitals(LocalText text) => text.Vi.ToUpperInvariant();
}
