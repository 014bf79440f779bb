using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Bench;

/// <summary>An installation that is made and filled by the program itself, each command a process of its own.</summary>
/// <param name="folder">For its data; the files that are taken in lie beside.</param>
/// <param name="server">Address of a server on which databases may be made, of which it gets one named after its folder; null: SQLite.</param>
/// <param name="today">The day that it is there.</param>
public sealed partial class Installed(string folder, string? server = null, string today = "2024-11-30")
{
    public string Folder => folder;

    public string Results => folder + "-results.csv";

    /// <summary>Address of its database; null: SQLite.</summary>
    public string? Postgres => server is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = Database }.ToString();

    private string Database => "bench_" + Path.GetFileName(folder).Replace('-', '_');

    public void Fill(Invented invented, bool results)
    {
        var (units, officers) = (folder + "-units.csv", folder + "-officers.csv");
        invented.WriteUnits(units);
        invented.WriteOfficers(officers);
        invented.WriteResults(Results);
        MakeDatabase();
        ThiDua("campaign", "add", "9936");
        ThiDua("import", "units", units);
        ThiDua("import", "officers", officers);
        if (results) ThiDua("import", "results", Results);
    }

    /// <summary>Its site, and somebody of the standing office who has signed in.</summary>
    /// <param name="over">The unit over which he is; null: the whole installation.</param>
    internal Running Serve(string? over = "TW")
    {
        ThiDua("admin", "first", "quan-tri", "--shown", "Quản trị");
        ThiDua("admin", "account", "add", "van-phong", "--shown", "Văn phòng");
        ThiDua(["admin", "role", "give", "van-phong", "standing-office", .. over is null ? (string[])[] : ["--unit", over]]);
        return ServeAgain();
    }

    /// <summary>One more site on the same data.</summary>
    internal Running ServeAgain() => new(new("dotnet", Arguments("serve")) { RedirectStandardOutput = true }, Link().Match(ThiDua("admin", "link", "van-phong")).Value);

    /// <summary>Somebody more who has signed in.</summary>
    internal Visitor Enter(Running site, string name, Role role, string? over)
    {
        var installation = new Installation(folder, Postgres, TimeProvider.System, null);
        var account = new CreateAccount(installation).Create(name, name);
        new GrantRole(installation).Give(account, role, over, Days.Always, Viewer.Machine.Name);
        return site.Enter("/vao/" + new SignInLinks(installation).New(account)).GetAwaiter().GetResult();
    }

    /// <summary>A command that is measured.
    internal Measured Timed(params string[] arguments) => Measured.Of("dotnet", Arguments(arguments));

    /// <summary>Another installation with the same data, anew.</summary>
    public Installed CopyTo(string other)
    {
        var copy = new Installed(other, server, today);
        copy.MakeDatabase(Database);
        if (Directory.Exists(other)) Directory.Delete(other, recursive: true);
        Directory.CreateDirectory(other);
        foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        return copy;
    }

    /// <summary>Its database, anew and empty; on SQLite nothing, since the program makes its file.</summary>
    /// <param name="like">A database that it begins as; null: none.</param>
    public void MakeDatabase(string? like = null)
    {
        DropDatabase();
        OnServer($"create database {Database}{(like is null ? "" : $" template {like}")}");
    }

    public void DropDatabase() => OnServer($"drop database if exists {Database} with (force)");

    /// <summary>Ends what its database is still asked by programs that are gone.</summary>
    public void EndQuestions() => OnServer($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Database}'");

    private void OnServer(string sql)
    {
        if (server is null) return;
        NpgsqlConnection.ClearAllPools(); // who copies a database must be alone with it
        using var connection = new NpgsqlConnection(server);
        connection.Open();
#pragma warning disable CA2100 // names of our own
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A command whose answer is needed.</summary>
    internal string ThiDua(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", Arguments(arguments)) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private string[] Arguments(params string[] arguments) =>
        [Sources.TheProgram, .. arguments, "--data", folder, "--today", today, .. Postgres is { } address ? (string[])["--db", address] : []];

    [GeneratedRegex("/vao/[^ \\s\"]+")]
    private static partial Regex Link();
}
