using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>The store keeps what it promises: settings, migrations, and all of a file or nothing.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-store-").FullName;

    private Installation Installation => new(folder, null, TimeProvider.System, new(2024, 11, 30));

    [Fact]
    public void Sqlite_is_set_for_safety_at_every_open()
    {
        for (var i = 0; i < 2; i++)
        {
            using var db = Installation.Open();
            string[] settings = ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema"];
            Assert.Equal(["wal", "2", "1", "1", "0"], settings.Select(s => db.One<string>("pragma " + s)));
        }
    }

    /// <summary>Of the driver's own limit of half a minute a country's officers were refused; who names one in his address is given his.</summary>
    [Fact]
    public void On_PostgreSQL_a_question_about_millions_of_rows_is_waited_for()
    {
        using var office = new Office(Engine.Postgres);
        string[] addresses = [office.Installation.Postgres!, office.Installation.Postgres + ";Command Timeout=5"];
        Assert.Equal([600, 5], addresses.Select(address =>
        {
            using var db = Db.OpenAsItIs(folder, address);
            using var command = db.Connection.CreateCommand();
            return command.CommandTimeout;
        }));
    }

    [Fact]
    public void On_PostgreSQL_only_the_temporary_table_that_is_asked_for_is_made()
    {
        using var office = new Office(Engine.Postgres);
        using var db = office.Installation.Open();
        string[] Made() => [.. db.Query<string>("select relname::text from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r' order by 1")];
        Assert.Equal([], Made());
        db.Want(new long[] { 1, 2 });
        Assert.Equal(["wanted"], Made());
        db.WantCodes(["A", "B", "A"]);
        Assert.Equal(["wanted", "wanted_code"], Made());
        Assert.Equal((2, 2), (db.One<long>("select count(*) from wanted"), db.One<long>("select count(*) from wanted_code")));
    }

    [Fact]
    public void A_migration_that_was_changed_after_it_ran_stops_the_program()
    {
        using (var db = Installation.Open()) db.Execute("update migration set sha256 = 'x' where number = 1");
        Assert.Throws<MigrationException>(() => Installation.Open());
    }

    [Fact]
    public void A_store_of_a_later_program_is_not_opened()
    {
        using (var db = Installation.Open()) db.Execute("insert into migration (number, name, sha256) values (9999, 'later', 'x')");
        Assert.Throws<MigrationException>(() => Installation.Open());
    }

    /// <summary>The work is interrupted inside the transaction, after everything was counted: nothing of it may be seen afterwards.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_crash_in_the_middle_leaves_nothing_of_the_file(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var before = Digests(office);
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n"));

        Assert.Throws<TimeoutException>(() => new ImportFile(office.Installation).Import(
            new(content, "ket-qua.csv", FileKind.Results, null, false, false), null, (_, _) => throw new TimeoutException("power cut")));

        Assert.Equal(before, Digests(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void While_the_store_is_verified_others_take_files_in(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        using var db = office.Installation.Open();
        using (db.BeginVerifying())
        {
            var imports = db.One<long>("select count(*) from import");
            office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
            Assert.Equal([], VerifyStore.Look(db, office.Installation).Where(i => !i.Holds).Select(i => i.Code));

            // It has counted beside and is not rolled back: what it holds now stands in nobody's way.
            office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n", "ket-qua.csv");
            Assert.Equal(imports, db.One<long>("select count(*) from import")); // of the moment at which it began
        }
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Taking_a_file_again_and_again_changes_nothing(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var row = "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n";
        office.Import(FileKind.Results, LongXuyenTests.Head + row, "ket-qua.csv");
        var before = Digests(office);

        var same = office.Import(FileKind.Results, LongXuyenTests.Head + row, "ket-qua.csv");
        var otherBytes = office.Import(FileKind.Results, LongXuyenTests.Head.ReplaceLineEndings("\r\n") + row.ReplaceLineEndings("\r\n"), "ket-qua-luu-lai.csv");

        Assert.Equal((1, 1, 1, 1), (same.Rows, same.Unchanged, otherBytes.Rows, otherBytes.Unchanged));
        Assert.Equal(before[1..], Digests(office)[1..]);
        office.MustVerify();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The number of imports, then a digest of all that is counted.</summary>
    private static string[] Digests(Office office)
    {
        using var db = office.Installation.Open();
        return [db.One<long>("select count(*) from import").ToString(System.Globalization.CultureInfo.InvariantCulture), .. ThiDua.Counting.Recount.CountedTables.Select(t => VerifyStore.Digest(db, t))];
    }
}
