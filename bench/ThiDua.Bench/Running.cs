using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ThiDua.Bench;

internal readonly record struct Got(double Milliseconds, long Bytes);

/// <summary>A site that runs, and somebody signed in to it.</summary>
internal sealed class Running : IDisposable
{
    private readonly Process process;
    private readonly Uri site;
    private readonly Visitor first;

    public Running(ProcessStartInfo start, string link)
    {
        site = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(site.GetLeftPart(UriPartial.Authority));
        var clock = Stopwatch.StartNew();
        process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        first = new(site);
        try
        {
            var page = Wait(link);
            FirstPage = clock.Elapsed;
            first.Enter(link, page).GetAwaiter().GetResult();
        }
        catch
        {
            Dispose(); // else it would run on, and nobody would know
            throw;
        }
    }

    /// <summary>From the start of the process to its first page.</summary>
    public TimeSpan FirstPage { get; }

    /// <summary>The most memory that the site had so far.</summary>
    public double PeakMebibytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1048576.0;
        }
    }

    public Got Get(string address) => first.Get(address).GetAwaiter().GetResult();

    /// <summary>Somebody else who signs in.</summary>
    public async Task<Visitor> Enter(string link)
    {
        var visitor = new Visitor(site);
        await visitor.Enter(link, await visitor.Page(link));
        return visitor;
    }

    /// <summary>Visitors, of whom some ask at the same time, the next when one has his answer; for some seconds.</summary>
    /// <returns>Requests a second, and what 99 of 100 took at most, in milliseconds.</returns>
    public static (double PerSecond, double Late) Load(string address, IReadOnlyList<Visitor> visitors, int atOnce, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var all = Task.WhenAll(Enumerable.Range(0, atOnce).Select(first => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = first; clock.Elapsed < time; i += atOnce) own.Add((await visitors[i % visitors.Count].Get(address)).Milliseconds);
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
                return first.Page(address).GetAwaiter().GetResult();
            }
            catch (HttpRequestException) when (tries < 200 && !process.HasExited)
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

    public void Dispose()
    {
        first.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
