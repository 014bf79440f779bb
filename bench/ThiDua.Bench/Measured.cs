using System.Diagnostics;

namespace ThiDua.Bench;

/// <summary>A whole process: how long it took, how much memory it had at most, what it printed.</summary>
internal readonly record struct Measured(double Seconds, long PeakBytes, string Output)
{
    public double PeakMebibytes => PeakBytes / 1048576.0;

    public static Measured Of(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using (var sync = Process.Start("sync")) sync.WaitForExit(); // nobody pays for what the one before left to be written
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(250)) // the peak only grows, and looking costs a little
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // it ended between the two looks
            }
        }
        process.WaitForExit();
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? new(seconds, peak, reading.Result) : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.TakeWhile(a => a != "--data"))} ended with {process.ExitCode}. {reading.Result}".TrimEnd());
    }
}
