using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>A SQLite store whose rows about persons lie in the order of persons gets them into the order in which they came, and loses none.</summary>
public sealed class RowsAsTheyCameTests
{
    private static readonly string[] Tables = ["card", "receipt", "relative", "sealed"];

    [Fact]
    public void An_older_store_has_the_same_rows_and_its_indexes()
    {
        using var office = new Office(Engine.Sqlite);
        SmallTown.Into(office);
        office.Import(FileKind.Cards, "Họ và tên,Mã số BHXH,Mã thẻ,Giá trị từ,Giá trị đến\nPhan A,8900000001,HC4797912345678,01/01/2024,31/12/2024", "the.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nA1,con,Lý Thân,8900000301\n", "nguoi-than.csv");
        string rows;
        using (var db = office.Installation.Open())
        {
            Assert.Equal([], InOrderOfPersons(db));
            Assert.All(Tables, t => Assert.False(db.IsEmpty(t), t));
            rows = StoreDigest.Of(db);
            foreach (var table in Tables)
            {
                var made = db.One<string>("select sql from sqlite_master where type = 'table' and name = @table", new { table })!.Replace($"\"{table}\"", "before", StringComparison.Ordinal);
                db.Execute($"{made} without rowid; insert into before select * from {table}; drop table {table}; alter table before rename to {table}");
            }
            db.Execute("delete from migration where number >= 36");
            Assert.Equal(Tables, InOrderOfPersons(db));
        }
        using (var db = office.Installation.Open())
        {
            Assert.Equal([], InOrderOfPersons(db));
            Assert.Equal(rows, StoreDigest.Of(db));
            Assert.Equal(["CREATE INDEX card_by_commune on card (commune)", "CREATE INDEX card_by_recording on card (recording_id, row_no, person_id)", "CREATE INDEX credit_by_officer on credit (officer_id, campaign_no, indicator_no, part, day, delta)",
                    "CREATE INDEX receipt_by_officer on receipt (officer_id, recording_id, person_id)", "CREATE INDEX receipt_by_recording on receipt (recording_id, row_no, person_id)",
                    "CREATE INDEX relative_by_officer on relative (officer_id, recording_id, person_id)", "CREATE INDEX relative_by_recording on relative (recording_id, row_no, person_id)"],
                db.Query<string>("select sql from sqlite_master where type = 'index' and tbl_name in ('receipt', 'card', 'relative', 'credit', 'sealed') and sql is not null order by name"));
        }
        office.MustVerify();
    }

    private static List<string> InOrderOfPersons(Db db) => db.Query<string>("select name from pragma_table_list where wr = 1 and name in ('card', 'receipt', 'relative', 'sealed') order by name");
}
