using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ThiDua.Tests.Access;

/// <summary>The least that a provider of OpenID Connect is: discovery, keys, a question answered at once, a token for a code that proves PKCE.</summary>
public sealed class SignInProvider : IAsyncDisposable
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly SymmetricSecurityKey shared = new(RandomNumberGenerator.GetBytes(32)) { KeyId = "k2" };
    private readonly Dictionary<string, (string Nonce, string Challenge)> codes = [];
    private WebApplication server = null!;

    public string Issuer => server.Urls.First();

    /// <summary>Who is signed in there.</summary>
    public string Subject { get; set; } = "nguoi-cua-tinh";

    /// <summary>In what its token is not as it must be: "issuer", "audience", "key", "algorithm", "time", "nonce"; empty: in nothing.</summary>
    public string Fault { get; set; } = "";

    /// <summary>When its user signed in there; null: it does not say.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>By what it says it knew him (amr).</summary>
    public string[] Methods { get; set; } = ["pwd", "mfa"];

    /// <summary>How strong it says that is (acr); null: it does not say.</summary>
    public string? Level { get; set; }

    public int Asked { get; private set; }

    /// <summary>Codes redeemed by who had asked for them.</summary>
    public int Proven { get; private set; }

    /// <summary>What it calls itself.</summary>
    private string Named => Fault == "issuer" ? "https://khac.example" : Issuer;

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Named, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        server.MapGet("/keys", () =>
        {
            var open = key.Rsa.ExportParameters(false);
            return Results.Json(new
            {
                keys = new object[]
                {
                    new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) },
                    new { kty = "oct", use = "sig", alg = "HS256", kid = shared.KeyId, k = Base64UrlEncoder.Encode(shared.Key) },
                },
            });
        });
        server.MapGet("/authorize", (HttpRequest request) =>
        {
            var code = "code" + ++Asked;
            codes[code] = (request.Query["nonce"]!, request.Query["code_challenge"]!);
            return Results.Redirect($"{request.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(request.Query["state"]!)}&iss={Uri.EscapeDataString(Issuer)}");
        });
        server.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (!codes.Remove(form["code"]!, out var asked) || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) != asked.Challenge) return Results.BadRequest();
            Proven++;
            var claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = Fault == "nonce" ? "khac" : asked.Nonce };
            if (Methods.Length > 0) claims["amr"] = Methods;
            if (Level is not null) claims["acr"] = Level;
            if (SignedInAt is { } at) claims["auth_time"] = at.ToUnixTimeSeconds();
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Named, Audience = Fault == "audience" ? "khac" : "thidua",
                NotBefore = DateTime.UtcNow.AddHours(-1), IssuedAt = DateTime.UtcNow.AddHours(-1), Expires = DateTime.UtcNow.AddMinutes(Fault == "time" ? -10 : 5),
                SigningCredentials = Fault switch { "key" => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = key.KeyId }, SecurityAlgorithms.RsaSha256), "algorithm" => new(shared, SecurityAlgorithms.HmacSha256), _ => new(key, SecurityAlgorithms.RsaSha256) },
                Claims = claims,
            });
            return Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 300, id_token = token });
        });
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Rsa.Dispose();
    }
}
