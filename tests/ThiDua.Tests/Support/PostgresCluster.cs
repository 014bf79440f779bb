using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using ThiDua.Database;

namespace ThiDua.Tests.Support;

/// <summary>
/// A throw-away PostgreSQL cluster on loopback, one per test run, started when first asked for. As root it runs as the user
/// `postgres`, since the server refuses root. It ends with the test program.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private static readonly Lazy<PostgresCluster> Shared = new(() => new());

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-pg-").FullName;
    private readonly string bin;
    private readonly int port = FreePort();
    private Process? server;
    private int databases;

    private PostgresCluster()
    {
        bin = Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order().LastOrDefault()
            ?? throw new InvalidOperationException("PostgreSQL is not installed. ./test installs it where it may.");
        if (IsRoot) Run("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        AsServer("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        server = StartLasting("postgres", "-D", data, "-p", $"{port}", "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off", "-c", "max_connections=200", "-c", "autovacuum=off");
        EndOfRun.Then(() =>
        {
            Dispose();
            return Task.CompletedTask;
        });
        WaitUntilReady();
        Administer("create role thidua login createrole");
    }

    /// <summary>The address of a new database with all tables and no rows, whose owner is no superuser, as in an office that is well kept.</summary>
    public static string NewDatabase() => Shared.Value.Create("thidua", $"template {Tables.Value}");

    /// <summary>The same without any table.</summary>
    /// <param name="owner">Another owner than the usual one, who may make roles.</param>
    public static string EmptyDatabase(string owner = "thidua") => Shared.Value.Create(owner, "");

    /// <summary>Making all tables takes ten times as long as copying them.</summary>
    private static readonly Lazy<string> Tables = new(() =>
    {
        var address = EmptyDatabase();
        using (Db.Open(Shared.Value.folder, address)) { }
        NpgsqlConnection.ClearAllPools(); // who copies a database must be alone with it
        return new NpgsqlConnectionStringBuilder(address).Database!;
    });

    private string Create(string owner, string template)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        Administer($"create database {name} owner {owner} {template}");
        return Address(name, owner);
    }

    /// <summary>What the administrator of the server does.</summary>
    public static void AsAdministrator(string sql) => Shared.Value.Administer(sql);

    private void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(Address("postgres", "postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (server is not { } running) return;
        server = null;
        running.Kill(entireProcessTree: true);
        running.WaitForExit(5_000);
        running.Dispose();
        if (IsRoot) Run("rm", "-rf", folder);
        else Directory.Delete(folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string Address(string database, string user) => $"Host=127.0.0.1;Port={port};Username={user};Database={database};Connection Idle Lifetime=2;Connection Pruning Interval=1";

    private void WaitUntilReady()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var connection = new NpgsqlConnection(Address("postgres", "postgres"));
                connection.Open();
                return;
            }
            catch (Exception e) when (e is NpgsqlException && attempt < 100)
            {
                Thread.Sleep(100);
            }
        }
    }

    private void AsServer(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
    }

    /// <summary>Starts from a thread that never ends: the kernel's death signal follows the starting thread, and a pool's threads come and go.</summary>
    private Process StartLasting(string program, params string[] arguments)
    {
        var started = new TaskCompletionSource<Process>();
        new Thread(() =>
        {
            started.SetResult(Start(program, arguments));
            Thread.Sleep(Timeout.Infinite);
        }) { IsBackground = true, Name = "PostgreSQL" }.Start();
        return started.Task.Result;
    }

    private Process Start(string program, params string[] arguments)
    {
        var path = Path.Combine(bin, program);
        var start = new ProcessStartInfo(IsRoot ? "setpriv" : path) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // The kernel ends the server when the test program is killed, however that happens.
        foreach (var argument in IsRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=KILL", path, .. arguments] : arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
