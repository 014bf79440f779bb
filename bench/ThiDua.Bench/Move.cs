using System.Globalization;
using System.Text.Json;
using ThiDua.Database;

namespace ThiDua.Bench;

/// <summary>A whole store moved from SQLite to PostgreSQL and back (`db move`, which verifies and compares both), beside verifying alone.</summary>
public sealed class Move : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-move-").FullName;
    private readonly Installed here;
    private readonly Installed there;
    private readonly int rows;

    /// <param name="server">Of PostgreSQL, on which databases may be made.</param>
    public Move(int rows, string server)
    {
        this.rows = rows;
        (here, there) = (new(Path.Combine(folder, "move")), new(Path.Combine(folder, "move"), server));
    }

    /// <returns>Whether all three stores are the same.</returns>
    public bool Run()
    {
        Console.Error.WriteLine("filling the installation");
        here.Fill(new(rows), results: true);
        there.MakeDatabase();
        var back = Path.Combine(folder, "back");
        Directory.CreateDirectory(back);
        File.Copy(Path.Combine(here.Folder, KeyFile.Name), Path.Combine(back, KeyFile.Name));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} result rows; whole processes."));
        Console.WriteLine();
        Console.WriteLine("| work | seconds | rows of all tables | rows/s | peak memory | digest |");
        Console.WriteLine("|---|---|---|---|---|---|");
        string[] digests =
        [
            Told("verify --digest on SQLite", here, "verify", "--digest", "--json"),
            Told("db move, SQLite to PostgreSQL", here, "db", "move", "--to", there.Postgres!, "--json"),
            Told("verify --digest on PostgreSQL", there, "verify", "--digest", "--json"),
            Told("db move, PostgreSQL to SQLite", there, "db", "move", "--to", back, "--json"),
            Told("verify --digest on what came back", new(back), "verify", "--digest", "--json"),
        ];
        var same = digests.Distinct().Count() == 1;
        Console.WriteLine();
        Console.WriteLine(same ? "The same digest everywhere." : "**The digests differ.**");
        return same;
    }

    private static string Told(string work, Installed installed, params string[] command)
    {
        Console.Error.WriteLine(work);
        var measured = installed.Timed(command);
        using var answer = JsonDocument.Parse(measured.Output);
        var digest = answer.RootElement.GetProperty("digest").GetString()!;
        var rows = answer.RootElement.TryGetProperty("rows", out var moved) ? moved.GetInt64() : (long?)null;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {work} | {measured.Seconds:0.00} | {(rows is { } all ? all.ToString("N0", CultureInfo.InvariantCulture) : "–")} | {(rows is { } n ? (n / measured.Seconds).ToString("N0", CultureInfo.InvariantCulture) : "–")} | {measured.PeakMebibytes:0} MiB | {digest[..12]} |"));
        return digest;
    }

    public void Dispose()
    {
        there.DropDatabase();
        Directory.Delete(folder, recursive: true);
    }
}
