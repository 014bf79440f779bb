using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <param name="Identifier">One number of his in the store.</param>
/// <param name="Person">The person number under which that one's rows are stored.</param>
public sealed record FoundPerson(long Identifier, long Person);

/// <summary>
/// How a person is named: by Số định danh or Mã số BHXH in full, or by the number the store has for him, as lists show it: P1234,
/// which says nothing outside this installation and may stand in an address.
/// </summary>
public static class FindPerson
{
    public static string Code(long number) => string.Create(CultureInfo.InvariantCulture, $"P{number}");

    /// <summary>As a person may be repeated in a message or a log.</summary>
    public static string Shown(string name) => IsCode(name) ? name : ExplainQueries.Masked(name);

    /// <exception cref="QuestionException">The store has nobody of that name.</exception>
    public static FoundPerson Find(Db db, Tokens tokens, string name)
    {
        if (IsCode(name, out var number))
        {
            return db.One<Row>("select identifier_id as Identifier, person_id as Person from identifier where identifier_id = @number", new { number })?.Found
                ?? throw new QuestionException("person-unknown", name);
        }
        db.WantTokens([tokens.Of(name.Length == 12 ? IdentifierKind.NationalId : IdentifierKind.SiNumber, name)]);
        return db.One<Row>("select i.identifier_id as Identifier, i.person_id as Person from identifier i where i.token in (select token from wanted_token)")?.Found
            ?? throw new QuestionException("person-unknown", ExplainQueries.Masked(name));
    }

    public static bool IsCode(string name) => IsCode(name, out _);

    private static bool IsCode(string name, out long number)
    {
        number = 0;
        return name.StartsWith('P') && long.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private sealed record Row
    {
        public long Identifier { get; init; }
        public long Person { get; init; }
        public FoundPerson Found => new(Identifier, Person);
    }
}
