using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>`db move` and `db distribute` as an office runs them.</summary>
public sealed class DbTests
{
    [Fact]
    public void Moving_says_what_it_did_and_what_comes_next_and_refuses_a_second_time()
    {
        using var town = new SmallTown();
        var command = town.Command;
        var address = PostgresCluster.EmptyDatabase();
        var digest = (string?)command.Must("verify", "--digest", "--json").Json["digest"];

        var moved = command.Must("db", "move", "--to", address, "--json").Json;

        Assert.Equal(("sqlite", "postgres", digest), ((string?)moved["from"], (string?)moved["to"], (string?)moved["digest"]));
        Assert.Equal(StoreTables.Contents, moved["tables"]!.AsArray().Select(t => (string)t!["table"]!));
        Assert.Equal((long)moved["rows"]!, moved["tables"]!.AsArray().Sum(t => (long)t!["rows"]!));
        Assert.Contains($"Mã của toàn bộ kho: {digest}", command.Must("verify", "--digest", "--db", address).Output, StringComparison.Ordinal);
        Assert.Equal(command.Must("standings", "9936", "--csv").Output, command.Must("standings", "9936", "--csv", "--db", address).Output);
        var again = command.Run("db", "move", "--to", address);
        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.Contains("không trống: bảng recording đã có", again.Errors, StringComparison.Ordinal);

        File.Delete(Path.Combine(command.Data, SqliteDb.FileName));
        var back = command.Must("db", "move", "--to", "sqlite", "--db", address).Output;
        Assert.Contains("từ postgres sang sqlite. Không bỏ lại gì; kho cũ giữ nguyên.", back, StringComparison.Ordinal);
        Assert.Contains($"Mã của toàn bộ kho: {digest}", back, StringComparison.Ordinal);
        Assert.Contains("Việc tiếp theo:", back, StringComparison.Ordinal);
    }

    [Fact]
    public void Distributing_without_citus_is_refused_and_its_statements_can_be_read_before()
    {
        using var command = new CommandLine();
        var address = PostgresCluster.NewDatabase();
        var refused = command.Run("db", "distribute", "--db", address, "--json");
        Assert.Equal((1, "no-citus"), (refused.ExitCode, (string?)refused.Json["error"]!["code"]));
        Assert.Contains("select create_reference_table('office');\n", command.Must("db", "distribute", "--dry-run", "--db", address).Output, StringComparison.Ordinal);
    }
}
