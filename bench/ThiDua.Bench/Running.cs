using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ThiDua.Bench;

internal readonly record struct Got(double Milliseconds, long Bytes);

/// <summary>A site that runs, and somebody signed in to it.</summary>
internal sealed partial class Running : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    public Running(ProcessStartInfo start, string link)
    {
        var port = FreePort();
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var clock = Stopwatch.StartNew();
        process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var page = Wait(link);
        FirstPage = clock.Elapsed;
        var token = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["tiep"] = "/" });
        using var entered = http.PostAsync(new Uri(link, UriKind.Relative), form).GetAwaiter().GetResult();
        entered.EnsureSuccessStatusCode();
    }

    /// <summary>From the start of the process to its first page.</summary>
    public TimeSpan FirstPage { get; }

    public Got Get(string address)
    {
        var clock = Stopwatch.StartNew();
        using var answer = http.GetAsync(new Uri(address, UriKind.Relative)).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        var bytes = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult().Length;
        return new(clock.Elapsed.TotalMilliseconds, bytes);
    }

    /// <summary>Visitors who ask one after the other for some seconds, all at once.</summary>
    /// <returns>Requests a second, and what 99 of 100 took at most, in milliseconds.</returns>
    public (double PerSecond, double Late) Load(string address, int visitors, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var all = Task.WhenAll(Enumerable.Range(0, visitors).Select(_ => Task.Run(() =>
        {
            var own = new List<double>();
            while (clock.Elapsed < time) own.Add(Get(address).Milliseconds);
            return own;
        }))).GetAwaiter().GetResult().SelectMany(a => a).Order().ToList();
        return (all.Count / clock.Elapsed.TotalSeconds, all[all.Count * 99 / 100]);
    }

    private string Wait(string address)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return http.GetStringAsync(new Uri(address, UriKind.Relative)).GetAwaiter().GetResult();
            }
            catch (HttpRequestException) when (tries < 200)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    public void Dispose()
    {
        http.Dispose();
        process.Kill();
        process.Dispose();
    }
}
