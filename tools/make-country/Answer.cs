using System.Text.Json;

namespace MakeCountry;

/// <summary>What the files must come to, added up from the plan alone.</summary>
public sealed class Answer(Asked asked, Places places, Payments payments, Drive drive)
{
    private readonly List<(string Name, string Kind, Tally Tally)> files = [];

    /// <summary>Of all results.</summary>
    public Tally Results { get; } = new();

    public void Add(string name, string kind, Tally tally)
    {
        files.Add((name, kind, tally));
        if (kind == "results") Results.Add(tally);
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("seed", asked.Seed);
        json.WriteString("from", payments.FirstDay(0).ToString("yyyy-MM-dd", null));
        json.WriteString("to", payments.FirstDay(payments.Months).AddDays(-1).ToString("yyyy-MM-dd", null));
        json.WriteNumber("units", asked.Units);
        json.WriteNumber("officers", asked.Officers);
        json.WriteNumber("persons", payments.Persons);
        json.WriteStartObject("receipts");
        json.WriteNumber("TN", Results.Voluntary);
        json.WriteNumber("HGD", Results.Health);
        json.WriteEndObject();
        json.WriteStartObject("planted");
        foreach (var (what, count) in Results.Planted) json.WriteNumber(what, count);
        json.WriteEndObject();
        json.WriteStartArray("files");
        foreach (var (name, kind, tally) in files) Outcomes(json, name, kind, tally);
        json.WriteEndArray();
        json.WritePropertyName("results");
        Outcomes(json, null, null, Results);
        Standings(json);
        json.WriteEndObject();
    }

    private static void Outcomes(Utf8JsonWriter json, string? name, string? kind, Tally tally)
    {
        json.WriteStartObject();
        if (name is not null) json.WriteString("file", name);
        if (kind is not null) json.WriteString("kind", kind);
        json.WriteNumber("rows", tally.Rows);
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("unchanged", tally.Unchanged);
        json.WriteNumber("corrected", tally.Corrected);
        json.WriteNumber("waiting", tally.Waiting);
        json.WriteNumber("rejected", tally.Rejected);
        json.WriteEndObject();
    }

    /// <summary>Of plan 9936 on its day, all but who has all his relatives covered.</summary>
    private void Standings(Utf8JsonWriter json)
    {
        json.WriteString("campaign", "9936");
        json.WriteString("asOf", Drive.To.ToString("yyyy-MM-dd", null));
        json.WriteStartArray("standings");
        Standing(json, "staff-voluntary-si", "departments", "phòng ban", drive.Voluntary, isRate: true);
        Standing(json, "staff-voluntary-si", "communes", "xã phường", drive.Voluntary, isRate: true);
        Standing(json, "staff-one-relative-hi", "communes", "xã phường", drive.Relatives, isRate: true);
        Standing(json, "won-back-hi", "departments", "phòng ban", drive.WonBack, isRate: false);
        Standing(json, "won-back-hi", "communes", "xã phường", drive.WonBack, isRate: false);
        Standing(json, "staff-one-person-hi", "health-stations", "trạm y tế", drive.Anybody, isRate: true);
        json.WriteEndArray();
    }

    /// <param name="isRate">Officers with at least one person among all; else persons.</param>
    private void Standing(Utf8JsonWriter json, string indicator, string id, string group, int[] persons, bool isRate)
    {
        var (numerators, denominators) = (new int[places.Units.Count], new int[places.Units.Count]);
        for (var o = 0; o < asked.Officers; o++)
        {
            if (places.UnitOn(o, Drive.To) is not { } unit || places.Listed(unit) is not { } listed) continue;
            denominators[listed]++;
            numerators[listed] += isRate ? Math.Min(1, persons[o]) : persons[o];
        }
        json.WriteStartObject();
        json.WriteString("indicator", indicator);
        json.WriteString("group", id);
        json.WriteStartArray("rows");
        foreach (var (at, unit) in places.Units.Index().Where(u => u.Item.Group == group).OrderBy(u => u.Item.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("code", unit.Code);
            json.WriteNumber("numerator", numerators[at]);
            if (isRate) json.WriteNumber("denominator", denominators[at]);
            else json.WriteNull("denominator");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
