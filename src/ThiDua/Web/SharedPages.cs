using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using ThiDua.Access;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Web;

/// <summary>
/// The page shows the same to all who may see the same, until something is recorded: it depends on facts, on the Vietnam day, on the address and the language,
/// on the rights of who looks, and on nothing else.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharedPageAttribute : Attribute;

/// <summary>What a page says of who looks at it, and of nobody else; a page that is shared has a mark in its place.</summary>
public enum Own
{
    /// <summary>How he is called.</summary>
    Name,
    /// <summary>By which his forms are known to be his.</summary>
    Token,
    /// <summary>Seconds that his session lives on.</summary>
    Left,
}

/// <summary>
/// Pages that many ask for and that are the same for all of them are made once for a recording and then sent again, with what is each one's own filled in.
/// The door comes before: who may not see the page never gets here.
/// </summary>
public sealed class SharedPages(SiteOptions options, IAntiforgery antiforgery, HtmlEncoder encoder) : IDisposable
{
    /// <summary>Bytes of pages that are kept; a page of standings has some 130,000.</summary>
    private const long Most = 64L << 20;

    /// <summary>An address that is longer is nobody's bookmark.</summary>
    private const int LongestAddress = 500;

    /// <summary>Nobody can write these into a page: they are drawn anew by each process.</summary>
    private static readonly string[] Marks = [.. Enum.GetValues<Own>().Select(_ => Keys.New())];

    private readonly MemoryCache kept = new(new MemoryCacheOptions { TrackStatistics = false, SizeLimit = Most });
    private readonly ConcurrentDictionary<Key, Task<Page?>> made = new();

    /// <param name="Known">The last recording.</param>
    /// <param name="Sees">Rights, equal for all who see the same.</param>
    private sealed record Key(long Known, DateOnly Day, string Address, Language Language, string Sees);

    /// <summary>The mark where the page is to be shared; null where it is made for one.</summary>
    public static string? Mark(HttpContext http, Own own) => http.Features.Get<Sharing>() is null ? null : Marks[(int)own];

    private sealed record Sharing;

    public async Task Answer(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<SharedPageAttribute>() is null || Of(http) is not { } key)
        {
            await next(http);
            return;
        }
        if (!kept.TryGetValue<Page>(key, out var page))
        {
            var own = new TaskCompletionSource<Page?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (made.GetOrAdd(key, own.Task) is var running && running != own.Task) page = await running; // after a file, everybody comes at once
            else
            {
                try
                {
                    page = await Make(http, next);
                    if (page is not null) kept.Set(key, page, new MemoryCacheEntryOptions { Size = page.Bytes, SlidingExpiration = TimeSpan.FromMinutes(10) });
                }
                finally
                {
                    made.TryRemove(key, out _);
                    own.TrySetResult(page);
                }
                if (page is null) return; // what came instead was sent
            }
        }
        if (page is null) await next(http);
        else await page.Send(http, page.HasOwn ? OwnOf(http) : ["", "", ""]);
    }

    public void Dispose() => kept.Dispose();

    private Key? Of(HttpContext http)
    {
        var address = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        if (address.Length > LongestAddress || http.Features.Get<Viewer>() is not { } viewer) return null;
        if (viewer.Account is null && http.Request.QueryString.HasValue) return null; // nobody in particular makes up addresses until they push out what others need
        return new(http.Features.GetRequiredFeature<LastRecording>().Number, options.Installation.Day, address, new PageContext(options, new HttpContextAccessor { HttpContext = http }).Language, viewer.Sees);
    }

    /// <returns>Null: it was no page, and went to who asked for it.</returns>
    private static async Task<Page?> Make(HttpContext http, RequestDelegate next)
    {
        var to = http.Response.Body;
        using var body = new MemoryStream();
        http.Features.Set(new Sharing());
        http.Response.Body = body;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = to;
            http.Features.Set<Sharing>(null);
        }
        var whole = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (http.Response.StatusCode == StatusCodes.Status200OK && http.Response.ContentType is { } type) return Page.Of(type, http.Response.Headers.CacheControl, http.Response.Headers.Vary, whole.Span);
        if (!whole.IsEmpty) await to.WriteAsync(whole, http.RequestAborted); // what says nothing is left to the page of errors
        return null;
    }

    private string[] OwnOf(HttpContext http)
    {
        if (http.Features.Get<Viewer>() is not { Account: not null } viewer) return ["", "", ""];
        return [encoder.Encode(viewer.Shown), antiforgery.GetAndStoreTokens(http).RequestToken ?? "", SignInAddresses.SecondsLeft(http).ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>A page in pieces, between which stands what is each one's own.</summary>
    /// <param name="Cache">How long others may keep it, as the page said; said again of a page for everybody alone.</param>
    private sealed record Page(string Type, StringValues Cache, StringValues Vary, IReadOnlyList<(byte[] Piece, int Then)> Pieces)
    {
        public long Bytes => Pieces.Sum(p => p.Piece.Length + 64L);

        /// <summary>Something of it is each one's own: a page for everybody has nothing, and gets no token of who happens to have signed in.</summary>
        public bool HasOwn => Pieces.Count > 1;

        public static Page Of(string type, StringValues cache, StringValues vary, ReadOnlySpan<byte> whole)
        {
            var pieces = new List<(byte[], int)>();
            while (Next(whole) is var (at, mark) && at >= 0)
            {
                pieces.Add((whole[..at].ToArray(), mark));
                whole = whole[(at + Marks[mark].Length)..];
            }
            pieces.Add((whole.ToArray(), -1));
            return new(type, cache, vary, pieces);
        }

        private static (int At, int Mark) Next(ReadOnlySpan<byte> text)
        {
            var first = (At: -1, Mark: -1);
            for (var mark = 0; mark < Marks.Length; mark++)
            {
                var at = text.IndexOf(Encoding.UTF8.GetBytes(Marks[mark]));
                if (at >= 0 && (first.At < 0 || at < first.At)) first = (at, mark);
            }
            return first;
        }

        public async Task Send(HttpContext http, string[] own)
        {
            var filled = own.Select(Encoding.UTF8.GetBytes).ToArray();
            http.Response.ContentType = Type;
            if (!HasOwn) (http.Response.Headers.CacheControl, http.Response.Headers.Vary) = (Cache, Vary);
            http.Response.ContentLength = Pieces.Sum(p => p.Piece.Length + (p.Then < 0 ? 0 : filled[p.Then].Length));
            var to = http.Response.BodyWriter; // one sending for all pieces
            foreach (var (piece, then) in Pieces)
            {
                to.Write(piece);
                if (then >= 0) to.Write(filled[then]);
            }
            await to.FlushAsync(http.RequestAborted);
        }
    }
}
