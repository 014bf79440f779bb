using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Database;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Api;

/// <summary>Marks an address that changes something: a request with an Idempotency-Key is done once.</summary>
public sealed class ChangesSomething;

/// <summary>
/// Requests that name themselves (header Idempotency-Key): sent again they get the answer of the first time. The answer is kept, not
/// the request; of key and request only hashes. See docs/decisions/0016-rest-api.md for a stop between the work and the keeping.
/// </summary>
public sealed partial class RequestKeys(SiteOptions options, ILogger<RequestKeys> log)
{
    public const string Header = "Idempotency-Key";

    /// <summary>An answer may quote cells of a file, so it lies sealed, and not for longer than a caller may sensibly try again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private const int Longest = 255;

    private Privacy.SealedBytes Seals => new(options.Installation.OpenTokens(), "answers");

    /// <summary>Where a request that is being done holds its place: a file that no other request of any node can open meanwhile, and that the system lets go when a node ends.</summary>
    private string Folder => Path.Combine(options.Installation.DataFolder, "requests");

    public static Task Run(HttpContext http, RequestDelegate next) => http.GetEndpoint()?.Metadata.GetMetadata<ChangesSomething>() is not null && http.Request.Headers.ContainsKey(Header)
        ? http.RequestServices.GetRequiredService<RequestKeys>().Once(http, next) : next(http);

    /// <summary>Hash of everything that makes a request the same: method, address, query, body. The body is at its begin afterwards.</summary>
    public static async Task<string> HashOf(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(await SHA256.HashDataAsync(request.Body));
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private async Task Once(HttpContext http, RequestDelegate next)
    {
        var language = http.RequestServices.GetRequiredService<PageContext>().Language;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length is 0 or > Longest)
        {
            await Wrong(StatusCodes.Status400BadRequest, "key-length");
            return;
        }
        // Each account has its own keys: nobody is given the answer to another's request.
        var (keyHash, request) = (HashOf($"{http.Features.Get<Access.Viewer>()?.Account} {key}"), await HashOf(http.Request));
        PrivateFolder.Make(Folder);
        using var place = FilePlace.Hold(Path.Combine(Folder, keyHash));
        if (place is null)
        {
            await Wrong(StatusCodes.Status409Conflict, "key-running");
            return;
        }
        using var db = options.Installation.Open();
        var kept = db.One<Kept>("select request_sha256 as Request, status as Status, content_type as ContentType, answer as Answer from request_key where key_sha256 = @keyHash and at >= @since", new { keyHash, since = Since() });
        if (kept is null)
        {
            await next(http);
            try
            {
                Keep(db, http, keyHash, request);
            }
            catch (DbException e)
            {
                NotKept(log, e, http.Request.Method, http.Request.Path);
            }
        }
        else if (kept.Request != request) await Wrong(StatusCodes.Status422UnprocessableEntity, "key-reused");
        else
        {
            http.Response.StatusCode = (int)kept.Status;
            http.Response.ContentType = kept.ContentType;
            await http.Response.Body.WriteAsync(Seals.Open(Convert.FromBase64String(kept.Answer), Convert.FromHexString(keyHash)) ?? throw new CryptographicException("A kept answer does not open: another key file."));
        }

        Task Wrong(int status, string code) => new Fault(status, code, Sentences.Say(language, "api." + code)).Answer(language).ExecuteAsync(http);
    }

    /// <summary>
    /// Faults are not kept: nothing was stored, and the next try may go better. 202 keeps itself: the import has the key in its number.
    /// What was done is answered also when its answer cannot be kept.
    /// </summary>
    private void Keep(Db db, HttpContext http, string keyHash, string request)
    {
        if (http.Response.StatusCode is StatusCodes.Status202Accepted or >= 400 || http.Response.ContentType is not { } contentType) return;
        using var transaction = db.BeginRecording();
        db.Execute("delete from request_key where at < @since or key_sha256 = @keyHash", new { since = Since(), keyHash });
        db.Execute("""
            insert into request_key (key_sha256, request_sha256, at, status, content_type, answer) values (@keyHash, @request, @at, @status, @contentType, @answer)
            """, new
        {
            keyHash, request, at = Stored.Moment(options.Installation.Clock.GetUtcNow()), status = http.Response.StatusCode, contentType,
            answer = Convert.ToBase64String(Seals.Seal(((MemoryStream)http.Response.Body).ToArray(), Convert.FromHexString(keyHash))),
        });
        transaction.Commit();
    }

    private string Since() => Stored.Moment(options.Installation.Clock.GetUtcNow() - KeptFor);

    [LoggerMessage(LogLevel.Error, "{Method} {Path}: done, but its answer could not be kept")]
    private static partial void NotKept(ILogger logger, Exception exception, string method, string path);

    private sealed record Kept
    {
        public string Request { get; init; } = "";
        public long Status { get; init; }
        public string ContentType { get; init; } = "";
        public string Answer { get; init; } = "";
    }
}
