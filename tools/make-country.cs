#:property PublishAot=false
#:property RunAnalyzers=false
#:property Configuration=Release
#:include make-country/*.cs

// Makes files of a whole country of any size, with invented persons and known totals.
//   dotnet run tools/make-country.cs -- FOLDER --receipts 1000000 --officers 200000 --units 14000 --seed 1
// All options and what comes out: tools/README.md. The same options always give the same bytes.

using System.Diagnostics;
using System.Globalization;
using MakeCountry;

if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine($"usage: dotnet run tools/make-country.cs -- FOLDER [{string.Join("] [", Asked.Usage)}]");
    return 2;
}
try
{
    if (!File.Exists("ThiDua.slnx")) throw new ArgumentException("Run it from the root of the sources: names and units are there.");
    var watch = Stopwatch.StartNew();
    var rows = Country.Make(Asked.Parse(args), Directory.GetCurrentDirectory());
    var seconds = watch.ElapsedMilliseconds / 1000m;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{rows:N0} result rows in {seconds:0.00} s with all other files, {(seconds == 0 ? rows : rows / seconds):N0} rows/s; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
