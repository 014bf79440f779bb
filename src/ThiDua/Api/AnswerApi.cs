using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Api;

/// <summary>
/// What holds of every answer below /api: HEAD is GET without the body, whatever goes wrong is a problem document and never a page,
/// and an answer that names no state of its own gets its hash as ETag.
/// </summary>
public static partial class AnswerApi
{
    public static async Task Run(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path.Value!.Trim('/') == "api")
        {
            await next(http);
            return;
        }
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        // The server goes on knowing that it was HEAD, and sends no body.
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        http.Response.Headers.Vary = "Accept, Accept-Language";
        http.Response.Headers.CacheControl = "no-cache";
        var outside = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await Answer(http, next);
        }
        finally
        {
            http.Response.Body = outside;
        }
        if (!Has(http, answer)) await Send(http, answer, outside);
    }

    private static async Task Answer(HttpContext http, RequestDelegate next)
    {
        var language = http.RequestServices.GetRequiredService<PageContext>().Language;
        try
        {
            await next(http);
        }
#pragma warning disable CA1031 // a fault of ours must not reach another program as a page
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var fault = Fault.Of(e, language);
            if (fault is null or { Status: >= 500 }) Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ThiDua.Api"), e, http.Request.Method, http.Request.Path);
            http.Response.Headers.Remove(HeaderNames.ETag);
            http.Response.Body.SetLength(0); // what was written before it went wrong is no part of the answer
            await (fault ?? Fault.OfStatus(StatusCodes.Status500InternalServerError, language)).Answer(language).ExecuteAsync(http);
            return;
        }
        // Given by the server itself: it has no text.
        if (http.Response.StatusCode >= 400 && http.Response.ContentType is null) await Fault.OfStatus(http.Response.StatusCode, language).Answer(language).ExecuteAsync(http);
    }

    /// <summary>Names the answer by its hash where it has no name yet; true when the caller has it.</summary>
    private static bool Has(HttpContext http, MemoryStream answer)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Response.StatusCode != StatusCodes.Status200OK || http.Response.Headers.ETag.Count > 0) return false;
        if (!http.RequestServices.GetRequiredService<PageContext>().Has($"\"{Convert.ToHexStringLower(SHA256.HashData(answer.ToArray()))[..32]}\"")) return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        http.Response.ContentLength = null;
        http.Response.Headers.Remove(HeaderNames.ContentType);
        return true;
    }

    private static async Task Send(HttpContext http, MemoryStream answer, Stream body)
    {
        if (answer.Length == 0) return;
        http.Response.ContentLength = answer.Length;
        answer.Position = 0;
        await answer.CopyToAsync(body);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path}")]
    private static partial void Failed(ILogger logger, Exception exception, string method, string path);
}
