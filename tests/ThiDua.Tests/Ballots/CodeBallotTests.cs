using System.Text;
using Microsoft.Extensions.Logging;
using ThiDua.Awards;
using ThiDua.Background;
using ThiDua.Ballots;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>A council votes in the room, by codes that no account is tied to.</summary>
public sealed class CodeBallotTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Codes_vote_and_vote_again_until_it_is_closed_and_anybody_counts_again(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, 6, new(2019, 1, 1));
        var no = Elections.Call(at, [An, Giau], byCodes: true);
        Elections.Roll(at, no, 5);
        Assert.StartsWith("Vòng này không đang mở bỏ phiếu.", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal);
        Assert.StartsWith("Phiên họp ngày 20/01/2020: mã chỉ mở được trong ngày họp.", Refused(() => new OpenBallot(at with { Today = new(2020, 1, 21) }).Open("3096", no)), StringComparison.Ordinal);
        var codes = new OpenBallot(at).Open("3096", no);
        Assert.Equal(5, codes.Distinct().Count());
        Assert.StartsWith("Đã mở bỏ phiếu rồi.", Refused(() => new OpenBallot(at).Open("3096", no)), StringComparison.Ordinal);
        Assert.StartsWith("Không có phiếu nào của mã này.", Refused(() => Elections.Vote(at, BallotCode.New(), BallotChoice.Yes, 2)), StringComparison.Ordinal);
        Assert.StartsWith("Mã không đọc được.", Refused(() => Elections.Vote(at, "12345", BallotChoice.Yes, 2)), StringComparison.Ordinal);
        Assert.StartsWith("Chưa chọn gì về Đỗ Văn Giàu.", Refused(() => Elections.Vote(at, codes[0], BallotChoice.Yes)), StringComparison.Ordinal);
        Elections.Vote(at, codes[0], BallotChoice.No, 2);
        foreach (var code in codes.Take(4)) Elections.Vote(at, code.ToLowerInvariant(), BallotChoice.Yes, 2); // the first one thought better of it
        new CastVote(at).Put(codes[3], new Dictionary<int, BallotChoice> { [1] = BallotChoice.Yes, [2] = BallotChoice.Blank });
        Assert.StartsWith("Nguyễn Thị Ân: 2 ý kiến bằng văn bản nhưng chỉ 1 người vắng.", Refused(() => new CountBallots(at).Record("3096", no, [new(default, new(2, 0, 0)), default])), StringComparison.Ordinal);
        Assert.StartsWith("Chưa ai nhập", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal); // whether the absent one wrote
        Elections.Count(at, no, new NameCount(default, new(1, 0, 0)), new NameCount(default, new(0, 1, 0)));
        new CloseRound(at).Close("3096", no);

        var result = Elections.Session(at, no).Current.Result!;
        Assert.Equal([new Tally(5, 4, 0, 0, 0, 1), new Tally(5, 3, 0, 1, 0, 1)], result.Results.Select(r => r.Tally));
        Assert.Equal([(5, 6, VoteOutcome.Failed), (3, 6, VoteOutcome.Failed)], result.Results.Zip(result.Outcomes, (r, o) => (r.Yes, r.Voters, o)));
        Assert.StartsWith("Đã đóng bỏ phiếu", Refused(() => Elections.Vote(at, codes[4], BallotChoice.Yes, 2)), StringComparison.Ordinal);
        Assert.StartsWith("Hòm phiếu đã xóa", Refused(() => new CloseRound(at).TakeBack("3096", no, result.Entry, "x")), StringComparison.Ordinal);
        using (var db = at.Open()) Assert.Equal(0, db.One<long>("select count(*) from ballot_box"));
        var lists = Elections.Lists(at, no);
        Assert.All(lists, l => Assert.True(l.IsInOrder));
        Assert.Empty(lists[0].Ballots.Select(b => b.Mark).Intersect(lists[1].Ballots.Select(b => b.Mark))); // the two votes of one code are not joined
        var session = Elections.Session(at, no);
        var file = BallotFile.Write("3096", session, session.Current, lists);
        var (names, marks) = BallotFile.Recount(file, codes[3]);
        Assert.Equal(session.Current.Opening!.Sha256, marks);
        Assert.Equal([("", BallotChoice.Yes), ("", BallotChoice.Blank)], names.Select(n => (string.Join(' ', n.Faults), n.Own!.Value)));
        Assert.Equal([(BallotChoice?)null, null], BallotFile.Recount(file, BallotCode.New()).Names.Select(n => n.Own));
        office.MustVerify();
    }

    /// <summary>Each way of altering the published file is seen by counting it again.</summary>
    [Fact]
    public void A_file_that_was_altered_is_not_right()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, 5, [An]);
        foreach (var (code, i) in codes.Select((c, i) => (c, i))) Elections.Vote(at, code, i < 3 ? BallotChoice.Yes : BallotChoice.No);
        new CloseRound(at).Close("3096", no);
        var session = Elections.Session(at, no);
        var text = Encoding.UTF8.GetString(BallotFile.Write("3096", session, session.Current, Elections.Lists(at, no)));
        var first = Elections.Lists(at, no)[0].Ballots[0];
        Assert.Equal([""], Faults(text));
        Assert.Equal(["totals altered"], Faults(text.Replace($"\"mark\": \"{first.Mark}\",\n          \"choice\": \"{BallotText.WordOf(first.Choice)}\"", $"\"mark\": \"{first.Mark}\",\n          \"choice\": \"blank\"", StringComparison.Ordinal)));
        Assert.Equal(["totals"], Faults(text.Replace("\"yes\": 3,", "\"yes\": 4,", StringComparison.Ordinal)));
        // Who writes the whole file anew has one that is right in itself, and other marks than the signed record.
        using var store = at.Open();
        var record = string.Join('\n', BallotPapers.Blocks(ThiDua.Standings.Ground.Of(store, at, "3096", new()), session, session.Current, Elections.Lists(at, no), "kiem-phieu")!.OfType<ThiDua.Documents.ParagraphBlock>().Select(b => b.Text));
        Assert.All(BallotFile.Recount(Encoding.UTF8.GetBytes(text), null).Names, n => Assert.Contains(n.Sha256, record, StringComparison.Ordinal));
        var list = Elections.Lists(at, no)[0];
        var forged = list with { Ballots = [.. list.Ballots.Select(b => b with { Choice = BallotChoice.Yes })] };
        var written = BallotFile.Recount(BallotFile.Write("3096", session, session.Current, [forged]), null).Names.Single();
        Assert.Equal(("", 5, false), (string.Join(' ', written.Faults), written.Tally.Yes, record.Contains(written.Sha256, StringComparison.Ordinal)));
        Assert.Equal(["slips"], Faults(text.Replace("\"slips\": 5,", "\"slips\": 6,", StringComparison.Ordinal)));
        Assert.Equal(["order altered marks"], Faults(text.Replace(first.Mark, "ff" + first.Mark[2..], StringComparison.Ordinal)));
        foreach (var bad in (string[])["", "{}", "[]", "{\"names\":[null]}", "{\"names\":[{\"ballots\":[{}]}]}"]) Assert.Throws<BallotException>(() => BallotFile.Recount(Encoding.UTF8.GetBytes(bad), null));

        static IEnumerable<string> Faults(string file) => BallotFile.Recount(Encoding.UTF8.GetBytes(file), null).Names.Select(n => string.Join(' ', n.Faults));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_bad_print_is_cancelled_and_its_codes_vote_no_more(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, 4, new(2019, 1, 1));
        var no = Elections.Call(at, [An], byCodes: true);
        Elections.Roll(at, no, 4);
        var lost = new OpenBallot(at).Open("3096", no);
        Elections.Vote(at, lost[0], BallotChoice.Yes);
        Assert.StartsWith("Phiên họp đã có phiếu hoặc từng có kết quả, không rút được. Chốt kết quả, kiểm phiếu lại trong vòng ấy, hoặc hủy lần mở.", Refused(() => new CloseRound(at).TakeBack("3096", no, Elections.Session(at, no).Entry, "x")), StringComparison.Ordinal);
        new OpenBallot(at).Cancel("3096", no, "Máy in kẹt giấy");
        Assert.StartsWith("Không có phiếu nào của mã này.", Refused(() => Elections.Vote(at, lost[0], BallotChoice.Yes)), StringComparison.Ordinal);
        var codes = new OpenBallot(at).Open("3096", no);
        foreach (var code in codes) Elections.Vote(at, code, BallotChoice.Yes);
        new CloseRound(at).Close("3096", no);
        Assert.Equal(new Tally(4, 4, 0, 0, 0, 0), Elections.Session(at, no).Current.Result!.Results[0].Tally);
        office.MustVerify();
    }

    [Fact]
    public void With_few_members_or_one_who_may_not_vote_on_a_name_it_is_done_on_paper()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1), officer: "C1");
        var no = Elections.Call(at, [An, Giau], byCodes: true);
        Elections.Roll(at, no, 2);
        Assert.StartsWith("Phải có ít nhất 3 người có mặt", Refused(() => new OpenBallot(at).Open("3096", no)), StringComparison.Ordinal);
        Elections.Roll(at, no, 5);
        Assert.StartsWith("Ủy viên 3 có mặt nhưng không bỏ phiếu về Nguyễn Thị Ân.", Refused(() => new OpenBallot(at).Open("3096", no)), StringComparison.Ordinal);
        var paper = Elections.Call(at, [Xuan]);
        Elections.Roll(at, paper, 5);
        Assert.StartsWith("Phiên này bỏ phiếu giấy.", Refused(() => new OpenBallot(at).Open("3096", paper)), StringComparison.Ordinal);
    }

    /// <summary>No state that the box ever had is left in the files of the store once it was shut; where a stop came between, the next start of anything that opens a box wipes it out.</summary>
    [Fact]
    public void Of_a_box_that_was_shut_nothing_is_left_in_the_files()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, 4, [An]);
        var states = new List<byte[]> { State(at) };
        foreach (var code in codes)
        {
            Elections.Vote(at, code, BallotChoice.Yes);
            states.Add(State(at));
        }
        Assert.NotEqual([], Left(at, states)); // else it would not be looked for where it is
        new CloseRound(at).Close("3096", no);
        Assert.Equal([], Left(at, states));

        var opening = Elections.Session(at, no).Current.Opening!.Recording;
        using (var db = at.Open()) db.Execute("insert into ballot_box (opening, content) values (@opening, @content)", new { opening, content = states[0] });
        using (var db = at.Open())
        {
            using (var transaction = db.BeginRecording())
            {
                Assert.True(BallotBox.Shut(db, opening));
                transaction.Commit();
            }
            Assert.True(BallotBox.HasLeftovers(db, opening));
        }
        office.MustVerify(); // a stop between leaves a state that is accepted, and told
        Assert.Equal(["3096 1"], new VerifyStore(at).Verify().Single(i => i.Code == "boxes-wiped").Details);
        var next = Elections.Call(at, [Giau], byCodes: true);
        Elections.Roll(at, next, 4);
        new OpenBallot(at).Open("3096", next);
        using (var db = at.Open()) Assert.False(BallotBox.HasLeftovers(db, opening));
        Assert.Equal([], Left(at, states));
        Assert.Equal([], new VerifyStore(at).Verify().Single(i => i.Code == "boxes-wiped").Details);
    }

    /// <summary>What prevents it is a reader of the file, or a server that breaks the connection in the middle: the site goes on, and whoever keeps it is told.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task The_log_names_the_sessions_of_boxes_that_could_not_be_wiped_out(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Open(at, 4, [An]);
        using var other = at.Open();
        using var reading = engine == Engine.Sqlite ? other.BeginReading() : other.BeginRecording();
        other.One<long>("select count(*) from ballot_box");
        if (engine == Engine.Postgres) other.Execute("lock table ballot_box in share update exclusive mode");
        using (var db = at.Open()) db.Execute("update ballot_box set content = @nothing", new { nothing = Array.Empty<byte>() });
        using var watch = at.Open(); // in a transaction the server shows the connections of its beginning
        var log = new Lines();
        var swept = Task.Run(() => PurgeLeftovers.SweepBoxes(at, log), TestContext.Current.CancellationToken);
        if (engine == Engine.Postgres) await Node.Until(() => Task.FromResult(watch.One<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0));
        await swept;
        Assert.StartsWith("Earlier sealed states of the shut ballot boxes of 3096 1 are not wiped out yet", Assert.Single(log.Said), StringComparison.Ordinal);
        reading.Rollback();
        PurgeLeftovers.SweepBoxes(at, log);
        Assert.Single(log.Said);
        Assert.Equal(0, other.One<long>("select count(*) from ballot_box"));
    }

    private sealed class Lines : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }

    private static byte[] State(Installation at)
    {
        using var db = at.Open();
        return db.One<byte[]>("select content from ballot_box")!;
    }

    /// <summary>Numbers of the states of which a part stands in a file of the store.</summary>
    private static List<int> Left(Installation at, List<byte[]> states)
    {
        var files = Directory.EnumerateFiles(at.DataFolder, "thidua.db*").Select(f =>
        {
            using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }).ToList();
        return [.. states.Index().Where(s => files.Exists(f => Enumerable.Range(0, s.Item.Length / 16).Any(part => f.AsSpan().IndexOf(s.Item.AsSpan(part * 16, 16)) >= 0))).Select(s => s.Index)];
    }

    /// <summary>Whoever alters the store behind the program is found out: the box does not open, a published ballot no longer fits.</summary>
    [Fact]
    public void What_is_altered_in_the_store_is_found()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, 4, [An]);
        byte[] empty;
        using (var db = at.Open()) empty = db.One<byte[]>("select content from ballot_box")!;
        foreach (var code in codes) Elections.Vote(at, code, BallotChoice.No);
        using (var db = at.Open())
        {
            var full = db.One<byte[]>("select content from ballot_box")!;
            Assert.Equal(empty.Length, full.Length);
            Assert.InRange(empty.Zip(full).Count(b => b.First == b.Second), 0, empty.Length / 8); // sealed anew as a whole: what changed is everything
            full[40] ^= 1;
            db.Execute("update ballot_box set content = @full", new { full });
            Assert.Equal(["ballots: 3096 1: box"], new VerifyStore(at).Verify().Where(i => !i.Holds).Select(i => $"{i.Code}: {string.Join(' ', i.Details)}"));
            Assert.StartsWith("Hòm phiếu không mở được", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal);
            full[40] ^= 1;
            db.Execute("update ballot_box set content = @full", new { full });
        }
        new CloseRound(at).Close("3096", no);
        office.MustVerify();
        using (var db = at.Open())
        {
            // Of each table that recordings of a vote brought, each column.
            var digest = new ThiDua.Trail.FactDigest(db, at.OpenTokens());
            foreach (var table in (string[])["council_member", "council_session", "session_name", "session_roll", "ballot_opening", "session_result", "cast_ballot"])
            {
                var recording = db.One<long>($"select max(recording_id) from {table}");
                foreach (var column in StoreTables.Columns(db, table).Where(c => c.Name is not ("recording_id" or "row_no" or "mode" or "outcome" or "choice" or "post" or "is_present") && !c.Name.EndsWith("_id", StringComparison.Ordinal) && c.Name is not ("session" or "member" or "round" or "name_no" or "campaign_no")))
                {
                    using var transaction = db.BeginRecording();
                    var before = digest.Of(recording, (0, 0), (0, 0));
                    db.Execute($"update {table} set {column.Name} = {(column.Type == "text" ? $"coalesce({column.Name}, '') || '.'" : $"coalesce({column.Name}, 0) + 1")} where recording_id = @recording", new { recording });
                    Assert.True(digest.Of(recording, (0, 0), (0, 0)) != before, $"{table}.{column.Name}");
                    transaction.Rollback();
                }
            }
        }
        using (var db = at.Open()) db.Execute("update cast_ballot set choice = 'yes' where row_no = 1");
        Assert.Equal(["ballots", "facts-as-recorded"], new VerifyStore(at).Verify().Where(i => !i.Holds).Select(i => i.Code).Order());
    }
}
