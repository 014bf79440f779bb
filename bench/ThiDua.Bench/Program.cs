using System.Globalization;
using ThiDua.Bench;

// bench import [ROWS [RUNS [POSTGRES]]]: import of result rows, and what comes after, beside the sqlite3 shell, or beside psql on the server of that address.
// bench budgets [ROWS]: a workbook beside CSV, the standings page beside a static file, start and help.
// bench pages [UNITS [ROWS [TIMES]]]: pages of a whole country in the tree beside those of an office of 60 units.
// Each prints the table that bench/results keeps.
var culture = CultureInfo.InvariantCulture;
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
    default:
        Console.Error.WriteLine("usage: bench import [ROWS [RUNS [POSTGRES]]] | bench budgets [ROWS] | bench pages [UNITS [ROWS [TIMES]]]");
        return 2;
}
