using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Bench;

/// <summary>What some time of reading came to.</summary>
/// <param name="Failed">What was no page, by what was said instead.</param>
internal sealed record Read(double Seconds, IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, int> Failed)
{
    public string Told => string.Create(CultureInfo.InvariantCulture,
        $"{Milliseconds.Count / Seconds:0.0} | {At(50):0} ms | {At(95):0} ms | {At(99):0} ms | {Milliseconds.Count:N0} | {Failed.Values.Sum():N0}{(Failed.Count == 0 ? "" : $" ({string.Join(", ", Failed.OrderByDescending(f => f.Value).Select(f => $"{f.Key}: {f.Value}"))})")}");

    private double At(int percent) => Milliseconds.Count == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Count - 1, Milliseconds.Count * percent / 100)];
}

/// <summary>
/// People who have signed in, each with an account of his own, and ask for one page after the other without a pause: the board, the
/// standings, the page of a unit.
/// </summary>
internal sealed class Readers : IDisposable
{
    private readonly List<(Visitor Visitor, string[] Pages)> all = [];

    /// <param name="names">What the names of their accounts begin with.</param>
    /// <param name="units">Of each: over which unit he is (null: over the whole installation), and whose page he opens.</param>
    public Readers(Installed installed, IReadOnlyList<Running> sites, string names, IReadOnlyList<(string? Over, string Unit)> units)
    {
        foreach (var (i, (over, unit)) in units.Index())
        {
            var visitor = installed.Enter(sites[i % sites.Count], string.Create(CultureInfo.InvariantCulture, $"{names}-{i:000}"), Role.UnitHead, over);
            all.Add((visitor, ["/c/9936", "/c/9936/xep-hang", "/c/9936/don-vi/" + unit]));
        }
    }

    /// <summary>All read while something else is done, and at least so long.</summary>
    public async Task<Read> ReadWhile(Task other)
    {
        var failed = new ConcurrentDictionary<string, int>();
        var clock = Stopwatch.StartNew();
        var reading = await Task.WhenAll(all.Select(async (reader, at) =>
        {
            var own = new List<double>();
            for (var i = at; !other.IsCompleted; i++)
            {
                try
                {
                    own.Add((await reader.Visitor.Get(reader.Pages[i % reader.Pages.Length])).Milliseconds);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    failed.AddOrUpdate(e is HttpRequestException { StatusCode: { } status } ? ((int)status).ToString(CultureInfo.InvariantCulture) : e.GetType().Name, 1, (_, n) => n + 1);
                    await Task.Delay(TimeSpan.FromSeconds(1)); // as somebody would who got no page
                }
            }
            return own;
        }));
        return new(clock.Elapsed.TotalSeconds, [.. reading.SelectMany(r => r).Order()], failed);
    }

    public void Dispose()
    {
        foreach (var (visitor, _) in all) visitor.Dispose();
    }
}
