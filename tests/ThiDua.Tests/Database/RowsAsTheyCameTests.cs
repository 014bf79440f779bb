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
        office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
        office.Import(FileKind.Officers, SmallTown.Officers, "can-bo.csv");
        office.Import(FileKind.Results, SmallTown.Results, "ket-qua.csv");
        string rows;
        using (var db = office.Installation.Open())
        {
            Assert.Equal([], InOrderOfPersons(db));
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
            // Whatever has no rows goes without until it has (LateIndexes).
            Assert.Equal(["CREATE INDEX credit_by_officer on credit (officer_id, campaign_no, indicator_no, part, day, delta)",
                    "CREATE INDEX receipt_by_officer on receipt (officer_id, recording_id, person_id)", "CREATE INDEX receipt_by_recording on receipt (recording_id, row_no, person_id)"],
                db.Query<string>("select sql from sqlite_master where type = 'index' and tbl_name in ('receipt', 'card', 'relative', 'credit', 'sealed') and sql is not null order by name"));
        }
        office.MustVerify();
    }

    private static List<string> InOrderOfPersons(Db db) => db.Query<string>("select name from pragma_table_list where wr = 1 and name in ('card', 'receipt', 'relative', 'sealed') order by name");
}
