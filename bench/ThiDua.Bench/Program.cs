using System.Globalization;
using ThiDua.Bench;

// bench import [ROWS [RUNS]]: import of result rows beside the sqlite3 shell; prints the table that bench/results keeps.
var culture = CultureInfo.InvariantCulture;
if (args is not ["import", ..])
{
    Console.Error.WriteLine("usage: bench import [ROWS [RUNS]]");
    return 2;
}
var rows = args.Length > 1 ? int.Parse(args[1], culture) : 1_000_000;
var runs = args.Length > 2 ? int.Parse(args[2], culture) : 3;
using var bench = new ImportBeside(rows);
bench.Run(runs);
return 0;
