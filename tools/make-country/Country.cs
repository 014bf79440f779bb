namespace MakeCountry;

/// <summary>Makes all files.</summary>
public static class Country
{
    /// <param name="root">The folder of the sources, where names and units are.</param>
    /// <returns>Rows of results.</returns>
    public static long Make(Asked asked, string root)
    {
        Directory.CreateDirectory(asked.Folder);
        var (places, persons, payments, drive) = (new Places(asked, root), new Persons(root, asked.Seed), new Payments(asked), new Drive(asked.Officers));
        var rosters = new Rosters(asked, places, persons, payments);
        rosters.CheckNumbers();
        var answer = new Answer(asked, places, payments, drive);
        answer.Add("units.csv", "units", rosters.Units(Path("units.csv")));
        answer.Add("officers.csv", "officers", rosters.Officers(Path("officers.csv")));
        answer.Add("relatives.csv", "relatives", rosters.Relatives(Path("relatives.csv")));

        var results = new Results(asked, payments, persons, places, drive);
        if (asked.OneFile) answer.Add("results.csv", "results", OneFile());
        else foreach (var (month, tally) in Months().Index()) answer.Add(NameOf(month), "results", tally);
        answer.Write(Path("answer.json"));
        return answer.Results.Rows;

        string Path(string name) => System.IO.Path.Combine(asked.Folder, name);

        string NameOf(int month) => $"results-{payments.FirstDay(month):yyyy-MM}.csv";

        Tally OneFile()
        {
            using var sheet = new Sheet(Path("results.csv"), Results.Head);
            var tally = new Tally();
            for (var month = 0; month < payments.Months; month++) tally.Add(results.Write(month, sheet));
            return tally;
        }

        // No month needs another one, and only the thread of November 2024 touches what is counted.
        Tally[] Months()
        {
            var tallies = new Tally[payments.Months];
            Parallel.For(0, payments.Months, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, month =>
            {
                using var sheet = new Sheet(Path(NameOf(month)), Results.Head);
                tallies[month] = results.Write(month, sheet);
            });
            return tallies;
        }
    }
}
