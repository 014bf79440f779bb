using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>The commands on a PostgreSQL server answer as on the file inside the data folder.</summary>
public sealed class PostgresTests
{
    [Fact]
    public void Import_standings_explain_awards_and_verify()
    {
        using var town = new SmallTown();
        using var command = new CommandLine();
        var db = new[] { "--db", PostgresCluster.EmptyDatabase() };
        command.Must(["campaign", "add", "9936", .. db]);
        command.Must(["import", "units", command.Write("don-vi.csv", SmallTown.Units), .. db]);
        command.Must(["import", "officers", command.Write("can-bo.csv", SmallTown.Officers), .. db]);
        var imported = command.Must(["import", "results", command.Write("ket-qua.csv", SmallTown.Results), "--json", .. db]);
        Assert.Equal(town.Imported.Output, imported.Output);
        foreach (var question in new string[][] { ["explain", "9936", "--officer", "B1"], ["awards", "9936"], ["standings", "9936", "--csv"], ["standings", "9936", "--of", "officers", "--csv"], ["remind", "9936"] })
        {
            Assert.Equal(town.Command.Must(question).Output, command.Must([.. question, .. db]).Output);
        }
        command.Must(["verify", .. db]);
    }
}
