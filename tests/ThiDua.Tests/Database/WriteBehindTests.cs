using System.Data.Common;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>Rows of a recording are written while the next ones are decided; nobody can tell, whatever goes wrong.</summary>
public sealed class WriteBehindTests
{
    private const string Results = LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n";

    /// <summary>More than one stretch of rows, among them values that are nothing, empty, and longer than a stretch.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Whoever_reads_finds_every_row_as_it_was_given(Engine engine)
    {
        using var office = new Office(engine);
        using var db = office.Installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute(db.Translate("create table paper (no bigint primary key, pages integer, name text, image bytea)"));
        var expected = new List<(long, int?, string?, string?)>();
        using (var writer = db.Bulk("paper", "no", "pages", "name", "image"))
        {
            for (var i = 0L; i < 20_000; i++)
            {
                int? pages = i % 3 == 0 ? null : (int)-i;
                var name = i % 5 == 0 ? null : i == 7 ? "" : i == 8 ? new string('ữ', 300_000) : $"Số {i}";
                var image = i % 7 == 0 ? null : i == 9 ? [] : new byte[] { 0, (byte)i, 255 };
                writer.Add(long.MaxValue - i).Add(pages).Add(name).Add(image).EndRow();
                expected.Add((long.MaxValue - i, pages, name, image is null ? null : Convert.ToHexString(image)));
            }
            writer.Add(1L); // begun and not ended: no row
        }
        var found = new List<(long, int?, string?, string?)>();
        db.Read("select no, pages, name, image from paper order by no desc", r => found.Add((
            r.GetInt64(0), r.IsDBNull(1) ? null : r.GetInt32(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : Convert.ToHexString((byte[])r.GetValue(3)))));
        Assert.Equal(expected, found);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_waits_is_written_before_the_end_and_left_when_it_is_undone(Engine engine)
    {
        using var office = new Office(engine);
        using var db = office.Installation.Open();
        using (var transaction = db.BeginRecording())
        {
            Write(db, 1, 2);
            transaction.Commit();
        }
        using (var transaction = db.BeginRecording())
        {
            Write(db, 3, 4);
            transaction.Rollback();
        }
        using (db.BeginRecording()) Write(db, 5, 6);
        Assert.Equal([1, 2], db.Query<long>("select officer_id from officer order by officer_id"));
    }

    /// <summary>The row that cannot be written is one of many, and whoever brought it is further on by then.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_row_that_cannot_be_written_is_told_at_the_next_reading_and_at_the_end(Engine engine)
    {
        using var office = new Office(engine);
        using var db = office.Installation.Open();
        using (var transaction = db.BeginRecording())
        {
            Write(db, 1, 2, 2);
            Assert.ThrowsAny<DbException>(() => db.One<long>("select count(*) from officer"));
            Assert.ThrowsAny<DbException>(transaction.Commit);
        }
        Assert.Equal(0, db.One<long>("select count(*) from officer"));
        using (var transaction = db.BeginRecording())
        {
            Write(db, 1, 2);
            transaction.Commit();
        }
        Assert.Equal(2, db.One<long>("select count(*) from officer"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_import_whose_rows_cannot_be_written_leaves_the_store_as_it_was(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var before = Counts(office);
        using (var db = office.Installation.Open())
        {
            db.Execute(engine == Engine.Sqlite ? "create trigger full_disk before insert on credit begin select raise(abort, 'full'); end"
                : "alter table credit add constraint full_disk check (delta = 0) not valid");
        }

        Assert.ThrowsAny<DbException>(() => office.Import(FileKind.Results, Results, "ket-qua.csv"));

        Assert.Equal(before, Counts(office));
        using (var db = office.Installation.Open()) db.Execute(engine == Engine.Sqlite ? "drop trigger full_disk" : "alter table credit drop constraint full_disk");
        Assert.Equal(1, office.Import(FileKind.Results, Results, "ket-qua.csv").Accepted);
        office.MustVerify();
    }

    private static List<long> Counts(Office office)
    {
        using var db = office.Installation.Open();
        string[] tables = ["recording", "import", "receipt", "sealed", "person_salt", "identifier", "credit", "attainment", "unit_total", "trail"];
        return [.. tables.Select(t => db.One<long>($"select count(*) from {t}"))];
    }

    private static void Write(Db db, params ReadOnlySpan<int> officers)
    {
        using var writer = db.Bulk("officer", "officer_id", "office_id", "code");
        foreach (var officer in officers) writer.Add(officer).Add(1).Add($"M{officer}").EndRow();
    }
}
