using System.Globalization;
using System.Text.Json;
using MakeCountry;

namespace ThiDua.Bench;

/// <summary>A file of the country and what must become of its rows.</summary>
internal sealed record CountryFile(string Path, string Kind, long Rows, string Outcome)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What an answer says that became of the rows of a file.</summary>
    public static string Told(JsonElement file) => string.Join(", ", new[] { "accepted", "unchanged", "corrected", "waiting", "rejected" }.Select(o => $"{o} {file.GetProperty(o).GetInt64()}"));
}

/// <summary>The files of a whole country (tools/make-country.cs), and what they must come to.</summary>
internal sealed class InventedCountry
{
    private readonly string folder;
    private readonly List<string> standings;

    public InventedCountry(string folder, int units, int officers, long receipts)
    {
        this.folder = folder;
        Country.Make(new Asked(folder) { Units = units, Officers = officers, Receipts = receipts }, Sources.Root);
        using (var answer = JsonDocument.Parse(File.ReadAllBytes(At("answer.json"))))
        {
            Files = [.. answer.RootElement.GetProperty("files").EnumerateArray().Select(f => new CountryFile(At(f.GetProperty("file").GetString()!), f.GetProperty("kind").GetString()!, f.GetProperty("rows").GetInt64(), CountryFile.Told(f)))];
            standings = Told(answer.RootElement);
        }
        var codes = File.ReadLines(At("units.csv")).Skip(1).Select(l => l.Split(',')).Select(c => (Code: c[0], Kind: c[3])).ToList();
        Provinces = [.. codes.Where(u => u.Kind is "tỉnh" or "thành phố").Select(u => u.Code)];
        Communes = [.. codes.Where(u => u.Kind is "xã" or "phường" or "đặc khu").Select(u => u.Code)];
    }

    /// <summary>In the order in which they are taken in.</summary>
    public IReadOnlyList<CountryFile> Files { get; }

    public IReadOnlyList<string> Provinces { get; }

    public IReadOnlyList<string> Communes { get; }

    /// <summary>Of plan 9936 on its day.</summary>
    /// <returns>What differs: nothing, when everything came out as was planned.</returns>
    public IReadOnlyList<string> Different(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var told = Told(json.RootElement).Where(l => !l.StartsWith("staff-all-relatives-hi ", StringComparison.Ordinal)).ToHashSet(); // of which there is no plan
        return [.. told.Except(standings), .. standings.Except(told)];
    }

    /// <summary>Rows from everywhere in files of results, with one month more than they had.</summary>
    public CountryFile WriteCorrection(IReadOnlyList<CountryFile> of, int count)
    {
        var (every, at, written) = (Math.Max(1, of.Sum(f => f.Rows) / count), 0L, 0);
        using var file = new StreamWriter(At("correction.csv")) { NewLine = "\n" };
        file.WriteLine(Results.Head);
        foreach (var row in of.SelectMany(f => File.ReadLines(f.Path).Skip(1)))
        {
            if (at++ % every != 0 || written == count) continue;
            var cells = row.Split(',');
            cells[9] = (int.Parse(cells[9], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            file.WriteLine(string.Join(',', cells));
            written++;
        }
        return new(At("correction.csv"), "results", written, "");
    }

    private static List<string> Told(JsonElement answer) =>
        [.. answer.GetProperty("standings").EnumerateArray().SelectMany(s => s.GetProperty("rows").EnumerateArray().Select(r =>
            $"{s.GetProperty("indicator")} {s.GetProperty("group")} {r.GetProperty("code")} {r.GetProperty("numerator")}/{r.GetProperty("denominator")}"))];

    private string At(string name) => Path.Combine(folder, name);
}
