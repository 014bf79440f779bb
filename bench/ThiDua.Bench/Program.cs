using System.Globalization;
using ThiDua.Bench;

// bench import [ROWS [RUNS [POSTGRES]]]: import of result rows, and what comes after, beside the sqlite3 shell, or beside psql on the server of that address.
// bench budgets [ROWS]: a workbook beside CSV, the standings page beside a static file, start and help.
// bench pages [UNITS [ROWS [TIMES]]]: pages of a whole country in the tree beside those of an office of 60 units.
// bench drill [UNITS OFFICERS RECEIPTS] POSTGRES [--sites N] [--without-verify] [--keep]: a whole country on that server, from its files to verify; may take hours.
// bench scale [SMALL LARGE] [POSTGRES]: import of 1,000,000 and of 10,000,000 result rows, what a row costs and the memory of both.
// bench move ROWS POSTGRES: an installation moved from SQLite to that server and back.
// bench certificates [COUNT]: certificates as PDF, a file for each unit of twenty.
// Each prints the table that bench/results keeps.
var culture = CultureInfo.InvariantCulture;
const string Usage = "usage: bench import [ROWS [RUNS [POSTGRES]]] | bench budgets [ROWS] | bench pages [UNITS [ROWS [TIMES]]] | bench drill [UNITS OFFICERS RECEIPTS] POSTGRES [--sites N] [--without-verify] [--keep] | bench scale [SMALL LARGE] [POSTGRES] | bench move ROWS POSTGRES | bench certificates [COUNT]";
int Number(int position, int usual) => args.Length > position ? int.Parse(args[position], culture) : usual;
switch (args)
{
    case ["import", ..]:
        using (var import = new ImportBeside(Number(1, 1_000_000), args.Length > 3 ? args[3] : null)) import.Run(Number(2, 3));
        return 0;
    case ["pages", ..]:
        using (var pages = new PagesBeside(Number(1, 14_000), Number(2, 1_000_000))) pages.Run(Number(3, 100));
        return 0;
    case ["budgets", ..]:
        using (var budgets = new Budgets(Number(1, 1_000_000))) budgets.Run();
        return 0;
    case ["drill", .. var rest]:
        var sites = Array.IndexOf(rest, "--sites") is >= 0 and var at && at + 1 < rest.Length ? int.Parse(rest[at + 1], culture) : 1;
        var said = rest.Where((word, i) => !word.StartsWith("--", StringComparison.Ordinal) && (i == 0 || rest[i - 1] != "--sites")).ToList();
        if (said.Count is not (1 or 4) || !said[^1].Contains('=', StringComparison.Ordinal)) goto default;
        var (units, officers, receipts) = said.Count == 1 ? (14_000, 2_000_000, 10_000_000) : (int.Parse(said[0], culture), int.Parse(said[1], culture), int.Parse(said[2], culture));
        using (var drill = new Drill(units, officers, receipts, said[^1], rest.Contains("--keep"))) return drill.Run(sites, !rest.Contains("--without-verify")) ? 0 : 1;
    case ["scale"] or ["scale", _] or ["scale", _, _] or ["scale", _, _, _]:
        using (var scale = new Scale(args.Length % 2 == 0 ? args[^1] : null)) scale.Run(args.Length > 2 ? Number(1, 0) : 1_000_000, args.Length > 2 ? Number(2, 0) : 10_000_000);
        return 0;
    case ["move", _, var server]:
        using (var move = new Move(Number(1, 0), server)) return move.Run() ? 0 : 1;
    case ["certificates"] or ["certificates", _]:
        Certificates.Run(Number(1, 10_000));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
