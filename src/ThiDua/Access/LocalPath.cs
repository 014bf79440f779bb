namespace ThiDua.Access;

/// <summary>Where to go after signing in: a page of this site or its first page, never another site.</summary>
public static class LocalPath
{
    public static string Of(string? asked)
    {
        if (string.IsNullOrEmpty(asked) || asked[0] != '/' || asked.Length > 2000) return "/";
        if (asked.Length > 1 && asked[1] is '/' or '\\') return "/";
        return asked.Any(c => char.IsControl(c) || c == '\\') ? "/" : asked;
    }
}
