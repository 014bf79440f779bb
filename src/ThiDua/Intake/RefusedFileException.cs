using ThiDua.Texts;

namespace ThiDua.Intake;

/// <summary>The file as a whole cannot be taken: nothing was stored. Its sentence is "refused.CODE".</summary>
public sealed class RefusedFileException(string code, params IReadOnlyList<string> arguments) : ToldException("refused", code, arguments);
