using System.Diagnostics;
using System.Text;
using ThiDua.Campaigns;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

/// <summary>Whatever text comes, the reader gives a campaign or faults; it throws nothing. The same texts come in every run.</summary>
public sealed class FuzzTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml")).ReplaceLineEndings("\n");

    /// <summary>What means something to YAML or to a reader of lines, and some that means nothing.</summary>
    private static readonly string[] Scraps =
    [
        ":", ": ", "- ", "-", "? ", "?", "{", "}", "[", "]", ",", ", ", "\"", "'", "|", ">", ">-", "|2", "&a ", "*a", "!", "!!str ", "!<", "!<>", "!e!x ", "%YAML 1.2", "%TAG ! x", "---", "...", "#", " #",
        "@", "`", "\\", "\\x", "\"\\uD800\"", "\"\\U00110000\"", "<<: ", "~", "null", "\n", "\n", "\n ", "\n  ", "\n    ", "\n\t", "\t", "\r", "\r\n", "\0", "\u0007", "\u0085", "\u2028", "\uFEFF", "\uFFFD", "\uD83D", "😀",
        "id", "title", "vi", "en", "clauses", "clause", "window", "from", "to", "conditions", "2024-11-15", "100", "đ", "ệ", "e\u0323",
    ];

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        var read = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var lines = Shipped.Split('\n').ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--) Damage(lines, random);
            var text = string.Join('\n', lines);
            // Some are cut off at any character, as by a copy that broke.
            if (random.Next(8) == 0) text = text[..random.Next(text.Length)];
            read += Check(text, seed) ? 1 : 0;
        }
        // Neither is the damage always harmless, nor does it always break the file.
        Assert.InRange(read, 50, 1_000);
    }

    [Fact]
    public void Random_scraps_of_yaml_are_refused()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var length = random.Next(1, 120); length > 0; length--)
            {
                text.Append(random.Next(10) == 0 ? ((char)random.Next(0x20, 0x250)).ToString() : Scraps[random.Next(Scraps.Length)]);
            }
            Assert.False(Check(text.ToString(), seed));
        }
    }

    public static TheoryData<string, string> Large() => new()
    {
        { "brackets", new string('[', 200_000) },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", 100_000)) },
        { "closed brackets", new string('[', 100_000) + new string(']', 100_000) },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 100_000)) + "a" },
        { "indentation", string.Concat(Enumerable.Range(0, 1_000).Select(i => new string(' ', i) + "a:\n")) },
        { "keys of keys", string.Concat(Enumerable.Repeat("? ", 100_000)) + "a" },
        { "a text of 4 MB", BrokenFile.With("1|id: " + new string('a', 4 << 20)).Text },
        { "a key of 4 MB", BrokenFile.With("39|? " + new string('a', 4 << 20) + "\n40|: b").Text },
        { "a quoted text of many lines", "id: \"" + string.Concat(Enumerable.Repeat("a\n ", 300_000)) + "\"" },
        { "a block text of many lines", "id: |\n" + string.Concat(Enumerable.Repeat("  a\n", 300_000)) },
        { "a day of 4 MB", BrokenFile.With("9|window: {from: \"" + new string('1', 4 << 20) + "\", clause: \"1\"}").Text },
        { "many keys", string.Concat(Enumerable.Range(0, 30_000).Select(i => $"a{i}: b\n")) },
        { "many remarks", string.Concat(Enumerable.Repeat("# a\n", 300_000)) },
        { "many documents", string.Concat(Enumerable.Repeat("---\na: b\n", 100_000)) },
        { "many colons", new string(':', 1 << 20) },
        { "many question marks", string.Concat(Enumerable.Repeat("?\n", 100_000)) },
    };

    /// <summary>Deep and huge files take time and memory in proportion to their size, and stay off the stack.</summary>
    [Theory, MemberData(nameof(Large), DisableDiscoveryEnumeration = true)]
    public void Deep_and_huge_files_are_bounded(string name, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var reading = CampaignFile.Read(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{name}: {clock.Elapsed}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
        Assert.Equal(reading.Campaign is null, reading.Faults.Count > 0);
        Assert.Equal(name == "a text of 4 MB", reading.Campaign is not null);
    }

    private static void Damage(List<string> lines, Random random)
    {
        if (lines.Count < 2) return;
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        var line = lines[at];
        var column = random.Next(line.Length + 1);
        switch (random.Next(9))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(other, line); break;
            case 2: (lines[at], lines[other]) = (lines[other], line); break;
            case 3: lines[at] = line[..column]; break;
            case 4: lines[at] = line[column..]; break;
            case 5 when line.Length > 0: lines[at] = line.Remove(Math.Min(column, line.Length - 1), 1); break;
            case 6 when column + 1 < line.Length: lines[at] = line[..column] + line[column + 1] + line[column] + line[(column + 2)..]; break;
            case 7: lines.RemoveRange(at, Math.Min(random.Next(1, 20), lines.Count - at)); break;
            default: lines[at] = line[..column] + Scraps[random.Next(Scraps.Length)] + line[column..]; break;
        }
    }

    /// <summary>True when it was read. All that the reader says must hold together.</summary>
    private static bool Check(string text, int seed)
    {
        CampaignReading reading;
        try
        {
            reading = CampaignFile.Read(text);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed} stopped the reader:\n{text}", e);
        }
        var lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + text.AsSpan().Count('\u0085') + text.AsSpan().Count('\u2028') + 1;
        Assert.Equal(reading.Campaign is null, reading.Faults.Count > 0);
        Assert.Equal(reading.Faults.OrderBy(f => (f.Line, f.Column)), reading.Faults);
        foreach (var fault in reading.Faults)
        {
            Assert.True(fault.Line >= 1 && fault.Line <= lines + 1 && fault.Column >= 1, $"Seed {seed}: {BrokenFile.Show(fault)}");
            foreach (var language in Enum.GetValues<Language>()) Assert.False(fault.Say(language).StartsWith("campaign-fault", StringComparison.Ordinal), $"Seed {seed}: {fault.Code}");
        }
        return reading.Campaign is not null;
    }
}
