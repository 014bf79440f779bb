using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>Something of the council or of a vote cannot be done. Its sentence is "ballot.CODE".</summary>
public sealed class BallotException(string code, params IReadOnlyList<string> arguments) : ToldException("ballot", code, arguments);
