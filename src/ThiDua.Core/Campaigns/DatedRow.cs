using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Core.Campaigns;

/// <summary>How sure a row of the catalogue is, the surest first.</summary>
public enum Label
{
    /// <summary>[S] It stands in a document that is here.</summary>
    Document,
    /// <summary>[V] Read in a source that is named.</summary>
    Verified,
    /// <summary>[C] Reckoned from such.</summary>
    Computed,
    /// <summary>[I] Follows from such, by somebody's reading.</summary>
    Inferred,
    /// <summary>[R] Recalled; nobody has held it against its text, and it is never shown as law.</summary>
    Recalled,
}

/// <summary>A row that holds from a day to a day by an act of law.</summary>
/// <param name="Id">Made from what it is of and its first day.</param>
/// <param name="Remark">What is doubtful about it, or seen otherwise elsewhere; null: nothing.</param>
public abstract record DatedRow(string Id, Days Days, string Law, Label Label, LocalText? Remark)
{
    /// <summary>What it says, apart from when and by what.</summary>
    protected abstract string Says { get; }

    /// <summary>Of all that it says: whoever confirmed a row confirmed it as it then was.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{Says}\n{Days.From?.Iso()}\n{Days.To?.Iso()}\n{Law}\n{Label}")));

    /// <summary>Only recalled, and nobody has confirmed it as it is.</summary>
    public bool IsUnconfirmed(IReadOnlyCollection<Confirmation> confirmations) =>
        Label == Label.Recalled && !confirmations.Any(c => c.Row == Id && c.Sha256 == Sha256 && !string.IsNullOrWhiteSpace(c.Citation));

    protected static string Plain(decimal value) => value.ToString("G29", CultureInfo.InvariantCulture);
}

/// <summary>Somebody held a recalled row against a text, and says which.</summary>
/// <param name="Row">Id of the row.</param>
/// <param name="Sha256">Of the row as it then was (<see cref="DatedRow.Sha256"/>): a row that was changed asks again.</param>
public sealed record Confirmation(string Row, string Sha256, string Citation);
