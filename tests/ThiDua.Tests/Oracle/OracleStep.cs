using System.Text;

namespace ThiDua.Tests.Oracle;

/// <summary>One thing that happens to an installation: a file comes, or one is taken back.</summary>
public abstract record OracleStep;

/// <param name="Kind">As in the command: units officers relatives results cards targets.</param>
/// <param name="Header">Column names of contract §2.</param>
public sealed record OracleImport(string Kind, string File, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : OracleStep
{
    public string Csv()
    {
        var csv = new StringBuilder();
        foreach (var row in Rows.Prepend(Header)) csv.AppendJoin(',', row).Append('\n');
        return csv.ToString();
    }
}

public sealed record OracleWithdrawal(string File) : OracleStep;

/// <summary>One line of a standing.</summary>
public sealed record OracleLine(
    string Indicator, string Of, string? Group, int? Rank, string Code, string Name, decimal Numerator, decimal? Denominator, string? Value, string? Target, bool? Met);

public sealed record OracleOutcomes(int Accepted, int Unchanged, int Corrected, int Waiting, int Rejected);
