using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>One who is given an award, as a paper names him.</summary>
/// <param name="Amount">Null: no money.</param>
public sealed record ContentLine(int No, SubjectKind Kind, string Name, string? Position, string Unit, string Award, string Summary, long? Amount);

/// <summary>
/// All that the papers of a decision say: kept as it was when the decision was issued, so that its papers come to the same words whatever is changed in campaign
/// file, catalogue or organisation. Papers are in Vietnamese.
/// </summary>
/// <param name="Movement">“phong trào thi đua …”, with its period.</param>
/// <param name="Authority">Whoever decides, as he is named in the paper.</param>
/// <param name="Office">Above its number.</param>
/// <param name="SignedAs">The lines above the name.</param>
/// <param name="Grounds">Without “Căn cứ”.</param>
/// <param name="HasMoney">Whether any award of it has money; a draft does not know how much.</param>
public sealed record DecisionContent(
    string Movement, string Authority, string Office, string? Place, string? Number, DateOnly? Day, string? Signer, IReadOnlyList<string> SignedAs, IReadOnlyList<string> Grounds,
    string? Fund, bool HasMoney, long? Total, IReadOnlyList<ContentLine> Lines)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Text() => JsonSerializer.Serialize(this, Plain);

    public static DecisionContent Read(string text) => JsonSerializer.Deserialize<DecisionContent>(text, Plain) ?? throw new JsonException("nothing");

    internal static string Sha256(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>What a draft would say if it were issued; without amounts, which are those of the day.</summary>
    public static DecisionContent OfDraft(Ground ground, Decision decision, string? fund) => Of(ground, decision, DecisionQueries.AuthorityOf(decision), null, null, null, null, Signatory.Head, null, fund, []);

    /// <param name="authority">As he signs.</param>
    /// <param name="amounts">By number of line; null: not reckoned.</param>
    /// <param name="fund">From where the money comes (<see cref="MoneyQueries.Source"/>).</param>
    /// <param name="laws">By which the amounts were reckoned.</param>
    internal static DecisionContent Of(Ground ground, Decision decision, Authority authority, string? number, DateOnly? day, string? signer, string? place, Signatory signatory, IReadOnlyDictionary<int, long>? amounts, string? fund, IEnumerable<string> laws)
    {
        var campaign = ground.Campaign;
        var document = campaign.Document;
        // A law that nobody held against its text is not printed as the ground of a decision: the blank is filled in by whoever knows it.
        string?[] grounds =
        [
            authority.Label == Label.Recalled ? Documents.PaperTemplate.Blank : authority.Law, .. laws,
            $"{document.Kind.Vi} số {document.Number ?? Documents.PaperTemplate.Blank} ngày {(document.Date is { } date ? Written.Day(date) : Documents.PaperTemplate.Blank)} của {document.Issuer.Vi}",
            decision.OnProposal,
        ];
        return new(MovementOf(ground), DecisionText.Named(authority, decision.Of, Language.Vi), decision.Of ?? authority.Head.Vi, place, number, day, signer, SigningLines.Of(authority, signatory), [.. grounds.OfType<string>().Distinct()],
            fund, decision.Lines.Any(l => l.Form is not null), amounts is { Count: > 0 } ? amounts.Values.Sum() : null,
            [.. decision.Lines.Select(l => new ContentLine(l.No, l.Key.Kind, l.Name, l.Position, l.UnitName, l.Title, l.Summary, amounts is not null && amounts.TryGetValue(l.No, out var amount) ? amount : null))]);
    }

    internal static string MovementOf(Ground ground) =>
        $"phong trào thi đua “{ground.Campaign.Title.Vi}”{(ground.Period is { } period ? ", " + char.ToLowerInvariant(period.Title.Vi[0]) + period.Title.Vi[1..] : "")}";
}

/// <summary>All that the paper says by which a decision, or lines of it, was revoked.</summary>
/// <param name="Revoked">Number of the decision that is revoked.</param>
/// <param name="Money">Of the lines; null: none.</param>
public sealed record RevocationContent(
    string Authority, string Office, string? Place, string Number, DateOnly Day, string Signer, IReadOnlyList<string> SignedAs, string Reason, string Revoked, DateOnly RevokedDay, long? Money, IReadOnlyList<ContentLine> Lines)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Text() => JsonSerializer.Serialize(this, Plain);

    public static RevocationContent Read(string text) => JsonSerializer.Deserialize<RevocationContent>(text, Plain) ?? throw new JsonException("nothing");
}
