using System.Text.Json;
using MakeCountry;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>The invented country (tools/make-country.cs), small, comes to the totals that were added up from its plan.</summary>
public sealed class CountryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-country-").FullName;

    private Asked Small => new(folder) { Receipts = 3_000, Officers = 300, Units = 120, From = 2023, Corrected = 60, Cancelled = 110, Claimed = 130, Unknown = 90, BadDate = 140, BadNumber = 150 };

    [Theory]
    [InlineData(Engine.Sqlite, 1UL, false, 120)]
    [InlineData(Engine.Sqlite, 2UL, true, 3_700)] // all communes, and health stations
    [InlineData(Engine.Postgres, 1UL, false, 120)]
    public void What_becomes_of_an_invented_country_was_known_before(Engine engine, ulong seed, bool oneFile, int units)
    {
        Country.Make(Small with { Seed = seed, OneFile = oneFile, Units = units, Officers = Math.Max(300, units) }, Repository.Root);
        using var answer = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "answer.json")));
        var files = answer.RootElement.GetProperty("files").EnumerateArray().ToList();
        using var office = new Office(engine, today: new(2025, 1, 1));

        var found = files.ConvertAll(f => office.Import(Enum.Parse<FileKind>(Text(f, "kind"), ignoreCase: true), File.ReadAllBytes(Path.Combine(folder, Text(f, "file"))), Text(f, "file")));

        Assert.Equal(files.Select(Told), found.Select(f => $"{f.File} {f.Rows}: {f.Accepted} {f.Unchanged} {f.Corrected} {f.Waiting} {f.Rejected}"));
        using (var db = office.Installation.Open())
        {
            Assert.Equal(
                answer.RootElement.GetProperty("receipts").EnumerateObject().Select(r => r.Value.GetInt64()),
                db.Query<long>("select count(distinct receipt_no) from receipt where receipt_no not like '%-%' group by scheme order by scheme"));
            // Some were known by one number, then by the other, and were found to be one person later.
            var links = db.One<long>("select count(*) / 2 from person_link");
            Assert.True(links > 0);
            Assert.Equal(answer.RootElement.GetProperty("persons").GetInt64(), db.One<long>("select count(distinct person_id) from receipt where receipt_no not like '%-K'") - links);
        }
        Assert.Equal(
            answer.RootElement.GetProperty("standings").EnumerateArray().SelectMany(s => s.GetProperty("rows").EnumerateArray().Select(r =>
                $"{Text(s, "indicator")} {Text(s, "group")} {Text(r, "code")} {r.GetProperty("numerator")}/{r.GetProperty("denominator")}")).Order(StringComparer.Ordinal),
            office.Standings().Where(s => s.Indicator.Id != "staff-all-relatives-hi").SelectMany(s => s.Rows.Select(r =>
                $"{s.Indicator.Id} {s.Group?.Id} {r.Code} {r.Numerator:0}/{r.Denominator:0}")).Order(StringComparer.Ordinal));
        office.MustVerify();
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var (one, again, other) = (BytesOf(1), BytesOf(1), BytesOf(2));
        Assert.Equal(one, again);
        Assert.Equal(["units.csv"], one.Where(f => other[f.Key] == f.Value).Select(f => f.Key));
    }

    [Fact]
    public void One_file_holds_what_the_files_of_the_months_hold_one_after_the_other()
    {
        Country.Make(Small with { OneFile = true }, Repository.Root);
        var one = File.ReadAllLines(Path.Combine(folder, "results.csv"));
        Directory.Delete(folder, recursive: true);
        Country.Make(Small, Repository.Root);
        var months = Directory.EnumerateFiles(folder, "results-*.csv").Order(StringComparer.Ordinal).Select(File.ReadAllLines).ToList();
        Assert.Equal(24, months.Count);
        Assert.Equal(one, months.SelectMany(m => m.Skip(1)).Prepend(months[0][0]));
    }

    /// <summary>Planted on exactly one receipt in so many, on any number of receipts.</summary>
    [Theory, InlineData(1), InlineData(7), InlineData(4_321)]
    public void As_many_receipts_hold_as_were_asked_for(int receipts)
    {
        Country.Make(Small with { Receipts = receipts, Repeated = 1, Corrected = 0, Cancelled = 0, Claimed = 0, Unknown = 1, BadDate = 0, BadNumber = 1 }, Repository.Root);
        using var answer = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "answer.json")));
        var results = answer.RootElement.GetProperty("results");
        Assert.Equal($"{{\"rows\":{4 * receipts},\"accepted\":{receipts},\"unchanged\":{receipts},\"corrected\":0,\"waiting\":{receipts},\"rejected\":{receipts}}}", JsonSerializer.Serialize(results));
        Assert.Equal(receipts, answer.RootElement.GetProperty("receipts").EnumerateObject().Sum(r => r.Value.GetInt64()));
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        Assert.Equal("--reciepts", Assert.Throws<ArgumentException>(() => Asked.Parse(["x", "--reciepts", "5"])).Message.Split(':')[0]);
        Assert.Equal("--units needs a whole number.", Assert.Throws<ArgumentException>(() => Asked.Parse(["x", "--units"])).Message);
        Assert.Equal(new Asked("x") { Receipts = 5, Seed = 9, OneFile = true, BadNumber = 0 }, Asked.Parse(["x", "--receipts", "5", "--seed", "9", "--one-file", "--bad-number", "0"]));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, string> BytesOf(ulong seed)
    {
        Country.Make(Small with { Seed = seed }, Repository.Root);
        return Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static string Told(JsonElement file) =>
        $"{Text(file, "file")} {file.GetProperty("rows")}: {file.GetProperty("accepted")} {file.GetProperty("unchanged")} {file.GetProperty("corrected")} {file.GetProperty("waiting")} {file.GetProperty("rejected")}";
}
