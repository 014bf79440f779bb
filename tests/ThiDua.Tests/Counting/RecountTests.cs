using ThiDua.Counting;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>Everything is counted again recording by recording, each for whom it concerns and nobody of whom nothing was known yet.</summary>
public sealed class RecountTests
{
    [Fact]
    public void Who_has_rows_of_later_recordings_only_is_not_read_for_an_earlier_one()
    {
        using var office = new Office(Engine.Postgres);
        SmallTown.Into(office);
        office.Import(FileKind.Units, SmallTown.Units + "\nXP9,Phường Mới,LX,phường,xã phường,", "don-vi-2.csv");
        using var watched = new WatchedStatements();
        using var db = office.Installation.Open();
        using (db.BeginVerifying())
        {
            var asked = watched.Of(() => Recount.Beside(db, InsuranceCatalog.PaymentWindows));
            Assert.Equal(1, asked.Count(a => a.Contains("from receipt r where r.person_id in", StringComparison.Ordinal)));
        }
        office.MustVerify();
    }
}
