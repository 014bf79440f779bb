using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Something of a decision cannot be done. Its sentence is "decision.CODE".</summary>
public sealed class DecisionException(string code, params IReadOnlyList<string> arguments) : ToldException("decision", code, arguments);
