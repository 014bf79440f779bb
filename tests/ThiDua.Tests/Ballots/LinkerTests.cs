using System.Text;
using ThiDua.Ballots;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>
/// Somebody watched who voted when, owns the whole store with its files after the vote was closed (without its key file he reads no state from before: docs/decisions/0047, Limits), and tries to say who voted how: from every table in the order of its rows and of each of its columns, from the
/// places where marks stand in the files, and from the times of files. After a thousand votes on a name he knows no more than who throws a coin; of a store that keeps votes as they come he knows everything, in each of these ways.
/// </summary>
public sealed class LinkerTests
{
    private static readonly DateOnly Day = new(2020, 1, 20);

    private static readonly NominationKey[] Names = [An, Giau, Xuan];

    [Fact]
    public void Who_owns_the_store_does_no_better_than_chance()
    {
        var guesses = Play(sessions: 334, naive: false);
        Assert.True(guesses.Elections > 1_000 && guesses.Of.Count > 5, $"{guesses.Elections} elections, {guesses.Of.Count} ways");
        Assert.Equal([], guesses.Of.Where(g => Math.Abs(g.Value.Sigmas) > 5).Select(g => $"{g.Key}: {g.Value.Hits} of {g.Value.Votes}, by chance {g.Value.Expected:0}"));
    }

    [Fact]
    public void Of_a_store_that_keeps_votes_as_they_come_he_knows_everything()
    {
        var guesses = Play(sessions: 8, naive: true);
        var all = guesses.Of.Where(g => g.Value.Hits == g.Value.Votes && g.Value.Sigmas > 5).Select(g => g.Key).ToList();
        foreach (var way in (string[])["naive_order by rows", "naive_time by at", "times of files"]) Assert.Contains(way, all);
        Assert.Contains(all, way => way.StartsWith("thidua.db ", StringComparison.Ordinal)); // from where marks stand in the bytes of the file
    }

    /// <summary>What one way of guessing came to.</summary>
    private sealed class Guess
    {
        public int Hits { get; private set; }

        public int Votes { get; private set; }

        public double Expected { get; private set; }

        private double variance;

        public double Sigmas => variance == 0 ? 0 : (Hits - Expected) / Math.Sqrt(variance);

        /// <summary>As many of each choice as were announced, in some order: how many hits chance has is that of a shuffled pack.</summary>
        public void Add(List<string> said, string[] truth)
        {
            var (n, yes) = (truth.Length, truth.Count(t => t == "yes"));
            if (yes == 0 || yes == n || said.Count(s => s == "yes") != yes) return; // the result itself tells, or these are not the votes
            Hits += said.Zip(truth).Count(p => p.First == p.Second);
            Votes += n;
            Expected += (yes * yes + (n - yes) * (n - yes)) / (double)n;
            variance += 4.0 * yes * yes / n * (n - yes) / n * (n - yes) / (n - 1);
        }
    }

    private static readonly EnteredTerms Own = new("1/2", true, VoteBase.Present, null, false, true, true, "Quy chế Hội đồng, Điều 6");

    private sealed record Guesses(int Elections, Dictionary<string, Guess> Of);

    /// <summary>In a store of its own each session votes on three names: three elections, whose votes are given together.</summary>
    private static Guesses Play(int sessions, bool naive)
    {
        var (random, found, elections) = (new Random(20260105), new Dictionary<string, Guess>(StringComparer.Ordinal), 0);
        using var template = Letter(Engine.Sqlite, Day);
        Elections.Council(template.Installation, 8, new(2019, 1, 1));
        for (var s = 0; s < sessions; s++)
        {
            using var office = new Office(Engine.Sqlite, campaign: null, today: Day, from: template.Folder, remembers: true); // as a site does
            var at = office.Installation;
            using var db = at.Open();
            if (naive) db.Execute("create table naive_order (id integer primary key autoincrement, contest text, mark text, choice text); create table naive_time (mark text primary key, contest text, choice text, at text) without rowid");
            var no = Elections.Call(at, Names, byCodes: true, own: Own);
            Elections.Roll(at, no, random.Next(5, 9));
            var codes = new OpenBallot(at).Open("3096", no).ToArray();
            random.Shuffle(codes); // out of the box: the first to vote has the first one
            var round = Elections.Session(at, no).Current;
            var (opened, files) = (Counts(db), FilesOf(at).ToHashSet(StringComparer.Ordinal));
            var truth = codes.Select(_ => Names.Select(_ => random.Next(2) == 0 ? "yes" : "no").ToArray()).ToArray();
            foreach (var (i, code) in codes.Index())
            {
                new CastVote(at).Put(code, truth[i].Index().ToDictionary(c => c.Index + 1, c => c.Item == "yes" ? BallotChoice.Yes : BallotChoice.No));
                if (naive) Keep(at, db, round, code, i, truth[i]);
            }
            if (!naive) Assert.Equal(opened, Counts(db)); // voting adds no row anywhere: no entry of the trail, no recording
            if (!naive) Assert.Equal(files.Order(), FilesOf(at).Order()); // nor a file
            new CloseRound(at).Close("3096", no);
            if (!naive) Assert.Equal(files.Order(), FilesOf(at).Order());
            var (grown, lists, contents) = (Grown(db, opened), Elections.Lists(at, no), FilesOf(at).Select(f => (Path.GetFileName(f), Content(f))).ToList());
            foreach (var (n, name) in round.Names.Index())
            {
                elections++;
                foreach (var (way, said) in InTables(db, grown, round, name).Concat(InBytes(contents, lists[n])).Concat(InTimes(at, files, n, codes.Length)))
                    (found.TryGetValue(way, out var guess) ? guess : found[way] = new()).Add(said, [.. truth.Select(t => t[n])]);
            }
        }
        return new(elections, found);
    }

    /// <summary>As somebody might who thinks that codes hide enough: in the order of votes, with their time, a file for each.</summary>
    private static void Keep(Installation at, Db db, SessionRound round, string code, int second, string[] choices)
    {
        foreach (var (n, name) in round.Names.Index())
        {
            var row = new { contest = round.ContestOf(name), mark = BallotList.MarkOf(BallotCode.Read(code)!, round.ContestOf(name)), choice = choices[n], at = $"{second:00}" };
            db.Execute("insert into naive_order (contest, mark, choice) values (@contest, @mark, @choice); insert into naive_time (mark, contest, choice, at) values (@mark, @contest, @choice, @at)", row);
        }
        var file = Path.Combine(at.DataFolder, BallotList.MarkOf(BallotCode.Read(code)!, "file"));
        File.WriteAllText(file, string.Join(' ', choices));
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 20, 9, 0, second, DateTimeKind.Utc));
    }

    private static Dictionary<string, long> Counts(Db db) => StoreTables.In(db).ToDictionary(t => t, t => db.One<long>($"select count(*) from {t}"), StringComparer.Ordinal);

    private static IEnumerable<string> FilesOf(Installation at) => Directory.EnumerateFiles(at.DataFolder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The tables with choices that have more rows than before, and their columns.</summary>
    private static List<(string Table, List<string> Columns)> Grown(Db db, Dictionary<string, long> before) =>
        [.. Counts(db).Where(c => c.Value > before.GetValueOrDefault(c.Key)).Select(c => (c.Key, StoreTables.Columns(db, c.Key).ConvertAll(x => x.Name))).Where(t => t.Item2.Contains("choice"))];

    /// <summary>The choices about a name in each of these tables, in the order of rows and of each column.</summary>
    private static IEnumerable<(string Way, List<string> Said)> InTables(Db db, List<(string Table, List<string> Columns)> tables, SessionRound round, SessionName name)
    {
        foreach (var (table, columns) in tables)
        {
            foreach (var order in columns.Except(["choice"]).Prepend("rows"))
            {
                var by = order != "rows" ? order : columns.Contains("row_no") ? "recording_id, row_no" : columns[0];
                yield return ($"{table} by {order}", columns.Contains("contest") ? db.Query<string>($"select choice from {table} where contest = @contest order by {by}", new { contest = round.ContestOf(name) }) : db.Query<string>($"select choice from {table} where name_no = @No order by {by}", new { name.No }));
            }
        }
    }

    /// <summary>Where the marks of the ballots stand in the bytes of the files, the first time, the second and so on, and what they chose.</summary>
    private static IEnumerable<(string Way, List<string> Said)> InBytes(List<(string File, byte[] Content)> files, BallotList list)
    {
        foreach (var (file, content) in files)
        {
            var places = list.Ballots.Select(b => (At: Places(content, Encoding.ASCII.GetBytes(b.Mark)), b.Choice)).ToList();
            for (var time = 0; time < places.Min(p => p.At.Count); time++)
            {
                var ordered = places.OrderBy(p => p.At[time]).Select(p => BallotText.WordOf(p.Choice)).ToList();
                yield return ($"{file} {time}", ordered);
                yield return ($"{file} {time} backwards", [.. ordered.AsEnumerable().Reverse()]);
            }
        }
    }

    private static byte[] Content(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static List<int> Places(ReadOnlySpan<byte> content, ReadOnlySpan<byte> mark)
    {
        var found = new List<int>();
        for (var from = 0; content[from..].IndexOf(mark) is var next and >= 0; from += next + 1) found.Add(from + next);
        return found;
    }

    /// <summary>Files that came since the box was opened, as many as votes, by the time they were written last.</summary>
    private static IEnumerable<(string Way, List<string> Said)> InTimes(Installation at, HashSet<string> before, int name, int votes)
    {
        var since = FilesOf(at).Where(f => !before.Contains(f)).OrderBy(File.GetLastWriteTimeUtc).ToList();
        if (since.Count == votes) yield return ("times of files", since.ConvertAll(f => File.ReadAllText(f).Split(' ')[name]));
    }
}
