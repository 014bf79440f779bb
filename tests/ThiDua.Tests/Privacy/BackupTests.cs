using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Privacy;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Privacy;

/// <summary>A backup is a store that opens nothing, and salts that do not grow old; who was forgotten does not come back with them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string backups = Directory.CreateTempSubdirectory("thidua-backup-").FullName;
    private readonly string restored = Directory.CreateTempSubdirectory("thidua-restored-").FullName;

    [Fact]
    public void A_backup_put_back_opens_what_was_sealed_and_its_store_alone_opens_nothing()
    {
        using var office = Canaries.Import(Engine.Sqlite);
        var before = Seen(office);
        var made = new BackUp(office.Installation).Make(backups);
        Assert.Equal(["salts-20241130-010500.db", "thidua-20241130-010500.db"], Directory.EnumerateFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([], Directory.EnumerateFiles(backups).SelectMany(f => Canaries.In(File.ReadAllBytes(f))));
        using (var db = office.Installation.Open())
        {
            var (salts, store) = (db.Query<byte[]>("select salt from person_salt"), File.ReadAllBytes(made.Store));
            Assert.Equal([], salts.Where(s => store.AsSpan().IndexOf(s) >= 0));
        }
        var target = office.Installation with { DataFolder = restored };
        Assert.Equal("no-key", Assert.Throws<BackupException>(() => new Restore(target).PutBack(backups)).Code);
        File.Copy(Path.Combine(office.Folder, KeyFile.Name), Path.Combine(restored, KeyFile.Name));

        new Restore(target).PutBack(backups);

        Assert.Equal([], new VerifyStore(target).Verify().Where(i => !i.Holds).Select(i => i.Code));
        using var again = new Office(Engine.Sqlite, campaign: null, from: restored);
        Assert.Equal(before, Seen(again));
        Assert.Equal("not-empty", Assert.Throws<BackupException>(() => new Restore(target).PutBack(backups)).Code);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Who_was_forgotten_stays_forgotten_when_older_salts_or_an_older_store_come_back(bool olderStore)
    {
        using var office = Canaries.Import(Engine.Sqlite);
        var first = new BackUp(office.Installation).Make(backups);
        office.Import(FileKind.Results, Canaries.Receipts(1, "BZ"), "sau.csv");
        new ForgetPersons(office.Installation).Person(Canaries.Si(0), "xin xoá", dryRun: false);
        var second = new BackUp(office.Installation).Make(backups);
        if (olderStore) File.Delete(second.Store);
        var target = office.Installation with { DataFolder = restored };
        File.Copy(Path.Combine(office.Folder, KeyFile.Name), Path.Combine(restored, KeyFile.Name));

        new Restore(target).PutBack(backups, olderStore ? null : first.Salts);

        using var again = new Office(Engine.Sqlite, campaign: null, from: restored);
        var persons = SealTests.Persons(again, "A1");
        Assert.Equal(["đã xoá theo yêu cầu"], persons.Where(p => !p.StartsWith("Hoàng Yến", StringComparison.Ordinal)).Distinct());
        Assert.Equal(5, persons.Where(p => p.StartsWith("Hoàng Yến", StringComparison.Ordinal)).Distinct().Count());
        again.MustVerify();
        again.Import(FileKind.Results, LongXuyenTests.Head + $"Người mới,{Canaries.Si(0)},,TN,TM,20/11/2024,BN,11/2024,12,B2,cha\n", "moi.csv");
        Assert.Equal(["Người mới · " + Canaries.Si(0)], SealTests.Persons(again, "B2").Distinct());
        again.MustVerify();
    }

    [Fact]
    public void Salts_put_back_by_hand_are_named_by_verify()
    {
        using var office = Canaries.Import(Engine.Sqlite);
        using (var db = office.Installation.Open())
        {
            db.Execute("create table kept as select * from person_salt");
            new ForgetPersons(office.Installation).Person(Canaries.Si(0), "xin xoá", dryRun: false);
            db.Execute("insert or ignore into person_salt select * from kept");
            db.Execute("drop table kept");
        }
        Assert.Equal(["forgotten-stay-forgotten"], new VerifyStore(office.Installation).Verify().Where(i => !i.Holds).Select(i => i.Code));
    }

    [Fact]
    public void Salts_older_than_thirty_days_are_deleted_and_stores_are_kept()
    {
        using var office = new Office(Engine.Sqlite);
        foreach (var file in new[] { "salts-20241030-235959.db", "salts-20241031-010000.db", "thidua-20200101-000000.db", "salts-of-mine.db" }) File.WriteAllText(Path.Combine(backups, file), "");
        Assert.Equal(["salts-20241030-235959.db"], new BackUp(office.Installation).Make(backups).Deleted.Select(Path.GetFileName));
        Assert.Equal(
            ["salts-20241031-010000.db", "salts-20241130-010000.db", "salts-of-mine.db", "thidua-20200101-000000.db", "thidua-20241130-010000.db"],
            Directory.EnumerateFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void On_postgres_the_command_names_the_two_dumps_to_make()
    {
        using var office = new Office(Engine.Postgres);
        Assert.Equal("postgres", Assert.Throws<BackupException>(() => new BackUp(office.Installation).Make(backups)).Code);
        Assert.Contains("--exclude-table-data=person_salt", Texts.Sentences.Say(Texts.Language.Vi, "backup.postgres"), StringComparison.Ordinal);
    }

    private static string Seen(Office office) => string.Join('\n', SealTests.Persons(office, "A1").Concat(office.Why("A1")).Concat(office.Lines("staff-voluntary-si")));

    public void Dispose()
    {
        Directory.Delete(backups, recursive: true);
        Directory.Delete(restored, recursive: true);
    }
}
