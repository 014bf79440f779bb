using System.Text;
using ThiDua.Ballots;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>
/// Somebody watched who voted when, owns the whole store with its files after the vote was closed (without its key file he reads no state from before: docs/decisions/0047, Limits), and tries to say who voted how: from every table in the order of its rows and of each of its columns, and from the
/// places where marks stand in the files. After a thousand elections he knows no more than who throws a coin; of a store that keeps votes as they come he knows everything.
/// </summary>
public sealed class LinkerTests
{
    private const int Stores = 50, Each = 20; // the more votes lie in a store, the longer each takes

    private static readonly DateOnly Day = new(2020, 1, 20);

    [Fact]
    public void Who_owns_the_store_does_no_better_than_chance()
    {
        var guesses = Play(Stores, Each, naive: false);
        Assert.True(guesses.Elections == Stores * Each && guesses.Of.Count > 5, $"{guesses.Elections} elections, {guesses.Of.Count} ways");
        Assert.Equal([], guesses.Of.Where(g => Math.Abs(g.Value.Sigmas) > 5).Select(g => $"{g.Key}: {g.Value.Hits} of {g.Value.Votes}, by chance {g.Value.Expected:0}"));
    }

    [Fact]
    public void Of_a_store_that_keeps_votes_as_they_come_he_knows_everything()
    {
        var guesses = Play(1, Each, naive: true);
        foreach (var way in (string[])["naive_order by rows", "naive_time by at"]) Assert.Equal((way, guesses.Of[way].Votes), (way, guesses.Of[way].Hits));
        Assert.True(guesses.Of["naive_order by rows"].Sigmas > 5);
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

    /// <summary>One yes passes, so that a thousand elections may be about the same name: who fails is not voted on again.</summary>
    private static readonly EnteredTerms Own = new("1/100", true, VoteBase.Present, null, false, true, true, "Quy chế Hội đồng, Điều 6");

    private sealed record Guesses(int Elections, Dictionary<string, Guess> Of);

    private static Guesses Play(int stores, int each, bool naive)
    {
        var (random, found, elections) = (new Random(20260105), new Dictionary<string, Guess>(StringComparer.Ordinal), 0);
        using var template = Letter(Engine.Sqlite, Day);
        Elections.Council(template.Installation, 8, new(2019, 1, 1));
        for (var s = 0; s < stores; s++)
        {
            using var office = new Office(Engine.Sqlite, campaign: null, today: Day, from: template.Folder, remembers: true); // as a site does
            var at = office.Installation;
            if (naive)
            {
                using var db = at.Open();
                db.Execute("create table naive_order (id integer primary key autoincrement, mark text, choice text); create table naive_time (mark text primary key, choice text, at text) without rowid");
            }
            for (var e = 0; e < each; e++, elections++)
            {
                var no = Elections.Call(at, [An], byCodes: true, own: Own);
                Elections.Roll(at, no, random.Next(5, 9));
                var codes = new OpenBallot(at).Open("3096", no).ToArray();
                random.Shuffle(codes); // out of the box: the first to vote has the first one
                using var db = at.Open();
                var opened = Counts(db);
                string[] truth;
                do truth = [.. codes.Select(_ => random.Next(2) == 0 ? "yes" : "no")];
                while (!truth.Contains("yes"));
                foreach (var (code, choice) in codes.Zip(truth))
                {
                    Elections.Vote(at, code, choice == "yes" ? BallotChoice.Yes : BallotChoice.No);
                    if (!naive) continue;
                    db.Execute("insert into naive_order (mark, choice) values (@code, @choice); insert into naive_time (mark, choice, at) values (@code, @choice, @at)", new { code, choice, at = $"{elections:00000} {Array.IndexOf(codes, code):00}" });
                }
                if (!naive) Assert.Equal(opened, Counts(db)); // voting adds no row anywhere: no entry of the trail, no recording
                new CloseRound(at).Close("3096", no);
                foreach (var (way, said) in Ways(db, opened).Concat(InFiles(at, no, codes.Length))) (found.TryGetValue(way, out var guess) ? guess : found[way] = new()).Add(said, truth);
            }
        }
        return new(elections, found);
    }

    private static Dictionary<string, long> Counts(Db db) => StoreTables.In(db).ToDictionary(t => t, t => db.One<long>($"select count(*) from {t}"), StringComparer.Ordinal);

    /// <summary>Of each table that has more rows than before: the choices in its new rows, in the order of rows and of each column.</summary>
    private static IEnumerable<(string Way, List<string> Said)> Ways(Db db, Dictionary<string, long> before)
    {
        foreach (var (table, count) in Counts(db).Where(c => c.Value > before.GetValueOrDefault(c.Key)))
        {
            var columns = StoreTables.Columns(db, table).ConvertAll(c => c.Name);
            if (!columns.Contains("choice")) continue;
            var added = (int)(table.StartsWith("naive", StringComparison.Ordinal) ? count - before[table] : count - before.GetValueOrDefault(table));
            var newest = table == "naive_time" ? "at" : columns[0];
            foreach (var order in columns.Except(["choice"]).Prepend("rows"))
            {
                var rows = db.Query<string>($"select choice from (select * from {table} order by {newest} desc limit {added}) t order by {(order == "rows" ? columns.Contains("row_no") ? "recording_id, row_no" : newest : order)}");
                yield return ($"{table} by {order}", rows);
            }
        }
    }

    /// <summary>Where the marks of the ballots stand in the files, first and last, and what they chose.</summary>
    private static IEnumerable<(string Way, List<string> Said)> InFiles(Installation at, int no, int votes)
    {
        var ballots = Elections.Lists(at, no)[0].Ballots;
        Assert.Equal(votes, ballots.Count);
        foreach (var file in Directory.EnumerateFiles(at.DataFolder).Order(StringComparer.Ordinal).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            byte[] content;
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                content = new byte[stream.Length];
                stream.ReadExactly(content);
            }
            foreach (var (name, last) in new[] { ("first", false), ("last", true) })
            {
                var places = ballots.Select(b => (At: last ? content.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(b.Mark)) : content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(b.Mark)), b.Choice)).ToList();
                if (places.Exists(p => p.At < 0)) continue;
                var ordered = places.OrderBy(p => p.At).Select(p => BallotText.WordOf(p.Choice)).ToList();
                yield return ($"{Path.GetFileName(file)} {name}", ordered);
                ordered.Reverse();
                yield return ($"{Path.GetFileName(file)} {name} backwards", [.. ordered]);
            }
        }
    }
}
