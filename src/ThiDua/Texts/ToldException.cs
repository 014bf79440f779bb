namespace ThiDua.Texts;

/// <summary>What a person asked for cannot be done, and nothing was. The sentence for it is "FAMILY.CODE".</summary>
public abstract class ToldException(string family, string code, IReadOnlyList<string> arguments) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    public string Say(Language language) => Sentences.Say(language, family + "." + Code, [.. Arguments]);
}
