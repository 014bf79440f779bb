using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ThiDua.Bench;

/// <summary>A browser that has signed in to a site.</summary>
internal sealed partial class Visitor(Uri site) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site };

    /// <param name="page">The page of the link.</param>
    public async Task Enter(string link, string page)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value, ["tiep"] = "/" });
        using var entered = await http.PostAsync(new Uri(link, UriKind.Relative), form);
        entered.EnsureSuccessStatusCode();
        if (entered.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/dang-nhap", StringComparison.Ordinal)) throw new InvalidOperationException("The site did not let a visitor in.");
    }

    public async Task<string> Page(string address) => await http.GetStringAsync(new Uri(address, UriKind.Relative));

    public async Task<Got> Get(string address)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        var bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
        return new(clock.Elapsed.TotalMilliseconds, bytes);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    public void Dispose() => http.Dispose();
}
