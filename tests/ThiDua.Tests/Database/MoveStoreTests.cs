using System.Text;
using System.Text.Json;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>A store moved to the other engine and back says the same to the byte; what cannot be moved whole is not moved at all.</summary>
public sealed class MoveStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-move-").FullName;
    private readonly string back = Directory.CreateTempSubdirectory("thidua-move-back-").FullName;
    private readonly Installation sample;

    public MoveStoreTests()
    {
        sample = FilledSample.Copy(folder) with { Clock = new Office.Clock() };
        File.Copy(Path.Combine(folder, KeyFile.Name), Path.Combine(back, KeyFile.Name));
    }

    [Fact]
    public void There_and_back_with_the_same_digest_and_the_same_standings()
    {
        SignedIn.Account(sample);
        var before = File.ReadAllBytes(Path.Combine(folder, SqliteDb.FileName));
        var (postgres, again) = (sample with { Postgres = PostgresCluster.EmptyDatabase() }, sample with { DataFolder = back });

        var moved = new MoveStore(sample, postgres).Move();
        var movedBack = new MoveStore(postgres, again).Move();

        Assert.Equal(("sqlite", "postgres", "postgres", "sqlite"), (moved.From, moved.To, movedBack.From, movedBack.To));
        Assert.Equal(moved.Tables, movedBack.Tables);
        Assert.Equal([moved.Digest, moved.Digest, moved.Digest], new[] { sample, postgres, again }.Select(Digest));
        Assert.Equal(Sqlite.Dump(folder), Sqlite.Dump(back));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, SqliteDb.FileName)));
        Assert.Equal([Standings(sample), Standings(sample)], new[] { postgres, again }.Select(Standings));
        // It goes on there as it would have here.
        new WithdrawFile(postgres).Withdraw(Last(postgres), "thử");
        new WithdrawFile(sample).Withdraw(Last(sample), "thử");
        Assert.Equal(Standings(sample), Standings(postgres));
        Assert.Equal([], new VerifyStore(postgres).Verify().Where(i => !i.Holds).Select(i => i.Code));
    }

    [Fact]
    public void Nothing_is_moved_over_anything()
    {
        var postgres = sample with { Postgres = PostgresCluster.NewDatabase() };
        new MoveStore(sample, postgres).Move();
        var digest = Digest(postgres);

        Assert.Equal("not-empty", Refused(sample, postgres));
        Assert.Equal("not-empty", Refused(postgres, sample));
        Assert.Equal("same", Refused(sample, sample with { DataFolder = folder + Path.DirectorySeparatorChar + "." }));
        var foreign = sample with { Postgres = PostgresCluster.EmptyDatabase() };
        using (var db = Db.OpenAsItIs(folder, foreign.Postgres)) db.Execute("create table khac (x integer)");
        Assert.Equal("not-empty", Refused(sample, foreign));
        using (var db = Db.OpenAsItIs(folder, foreign.Postgres)) Assert.Equal(["khac"], StoreTables.In(db));
        Assert.Equal(digest, Digest(postgres));
    }

    [Fact]
    public void A_store_that_is_damaged_or_being_written_to_is_not_moved()
    {
        var postgres = sample with { Postgres = PostgresCluster.NewDatabase() };
        using (var db = sample.Open())
        {
            using var recording = db.BeginRecording();
            Assert.Equal("recording", Refused(sample, postgres));
        }
        using (var there = postgres.Open())
        {
            using var recording = there.BeginRecording();
            Assert.Equal("recording", Refused(sample, postgres));
        }
        Damage("update office set name = x'00'", "cell");
        Damage("insert into sign_in_failure values (1, 'lúc nào', 'ai', x'00')", "cell");
        Damage("insert into sign_in_failure values (4294967296, 'lúc nào', 'ai' || char(0), '')", "cell");
        Damage("update receipt set amount = amount + 1 where row_no = (select max(row_no) from receipt)", "unsound");

        void Damage(string sql, string code)
        {
            var copy = Directory.CreateTempSubdirectory("thidua-move-damaged-").FullName;
            var damaged = FilledSample.Copy(copy);
            using (var db = damaged.Open()) db.Execute(sql);
            Assert.Equal(code, Refused(damaged, postgres));
            Directory.Delete(copy, recursive: true);
            Assert.Equal(0, Rows(postgres));
        }
    }

    [Fact]
    public void Without_the_key_file_of_the_installation_nothing_is_moved()
    {
        var postgres = sample with { Postgres = PostgresCluster.NewDatabase() };
        Assert.Equal("no-source", Refused(sample with { DataFolder = back }, postgres));
        var key = Path.Combine(back, KeyFile.Name);
        File.WriteAllText(key, new string('a', 64));
        Assert.Equal("other-key", Refused(sample, sample with { DataFolder = back }));
        File.Copy(Path.Combine(folder, SqliteDb.FileName), Path.Combine(back, SqliteDb.FileName));
        Assert.Equal("other-key", Refused(sample with { DataFolder = back }, postgres with { DataFolder = back }));
        File.Delete(key);
        Assert.Equal("no-key", Refused(sample with { DataFolder = back }, postgres with { DataFolder = back }));
        Assert.False(File.Exists(key));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_store_of_another_version_is_neither_moved_nor_brought_up_to_date(bool isTarget)
    {
        var older = isTarget ? sample with { Postgres = PostgresCluster.EmptyDatabase() } : sample with { DataFolder = back };
        using (var db = Db.OpenAsItIs(older.DataFolder, older.Postgres)) Migrations.Apply(db, 20);
        Assert.Equal("version", isTarget ? Refused(sample, older) : Refused(older, sample with { Postgres = PostgresCluster.EmptyDatabase() }));
        using (var db = Db.OpenAsItIs(older.DataFolder, older.Postgres)) Assert.Equal(20, db.One<int>("select max(number) from migration"));
    }

    /// <summary>The server changes what it is given: that is seen, and nothing stays.</summary>
    [Theory]
    [InlineData("new.text := new.text || '.'; return new;", "campaign_version", "differs")]
    [InlineData("return null;", "trail", "differs")]
    public void What_came_over_differently_is_given_up(string does, string table, string code)
    {
        var postgres = sample with { Postgres = PostgresCluster.NewDatabase() };
        using (var db = postgres.Open()) db.Execute($"create function la() returns trigger language plpgsql as $$ begin {does} end $$; create trigger la before insert on {table} for each row execute function la();");
        var refused = Assert.Throws<MoveException>(() => new MoveStore(sample, postgres).Move());
        Assert.Equal(code, refused.Code);
        Assert.StartsWith(table + " (", Assert.Single(refused.Arguments), StringComparison.Ordinal);
        Assert.Equal(0, Rows(postgres));
        using var after = postgres.Open();
        Assert.Equal(1, after.One<long>("select count(*) from office"));
    }

    private static string Refused(Installation source, Installation target) => Assert.Throws<MoveException>(() => new MoveStore(source, target).Move()).Code;

    private static string Digest(Installation installation)
    {
        using var db = installation.Open();
        return StoreDigest.Of(db);
    }

    private static long Rows(Installation installation)
    {
        using var db = installation.Open();
        return StoreTables.Contents.Where(t => t != "office").Sum(t => db.One<long>($"select count(*) from {t}"));
    }

    private static string Last(Installation installation)
    {
        using var db = installation.Open();
        return db.One<string>("select sha256 from import where kind = 'results' order by recording_id desc limit 1")!;
    }

    private static string Standings(Installation installation)
    {
        using var db = installation.Open();
        var ground = Ground.Of(db, installation, "9936", new());
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartArray();
            foreach (var of in new[] { StandingOf.Units, StandingOf.Officers }) StandingsJson.Write(json, ground, new StandingsQueries(db, ground).Standings(new(of)));
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(written.ToArray());
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Delete(back, recursive: true);
    }
}
