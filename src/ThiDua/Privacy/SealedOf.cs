namespace ThiDua.Privacy;

/// <summary>Whose values are sealed, and in which tables: persons of results, cards and relatives; officers.</summary>
/// <param name="Mark">Stands for the table in what is bound into a seal.</param>
/// <param name="Subject">Column that names the person or officer, first in every key.</param>
public sealed record SealedOf(char Mark, string Subject, string Sealed, string Salt, string Forgotten)
{
    public static readonly SealedOf Persons = new('p', "person_id", "sealed", "person_salt", "forgotten");

    public static readonly SealedOf Officers = new('o', "officer_id", "officer_sealed", "officer_salt", "officer_forgotten");

    public static readonly SealedOf[] All = [Persons, Officers];

    /// <summary>Tables of facts whose rows have sealed values.</summary>
    public IReadOnlyList<string> Facts => this == Persons ? ["receipt", "card", "relative"] : ["post"];
}
