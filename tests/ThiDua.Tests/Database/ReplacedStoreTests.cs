using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>The site keeps its connections to the file of SQLite; whoever puts another file in its place is not answered from the old one.</summary>
public sealed class ReplacedStoreTests
{
    private const string Units = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\n";

    [Fact]
    public void What_was_put_in_the_place_of_the_store_is_seen_at_the_next_look_and_nothing_is_remembered_of_the_old_one()
    {
        using var kept = new Office(Engine.Sqlite, remembers: true);
        using var other = new Office(Engine.Sqlite);
        kept.Import(FileKind.Units, Units + "CU,Đơn vị cũ,,phòng,\n", "cu.csv");
        other.Import(FileKind.Units, Units + "MOI,Đơn vị mới,,phòng,\n", "moi.csv");
        Assert.Equal(("CU", "cũ"), Look("cũ"));
        Assert.Equal(("CU", "cũ"), Look("chưa hỏi"));

        foreach (var file in Directory.EnumerateFiles(kept.Folder, SqliteDb.FileName + "*")) File.Delete(file);
        File.Copy(Path.Combine(other.Folder, SqliteDb.FileName), Path.Combine(kept.Folder, SqliteDb.FileName));
        Assert.Equal(("MOI", "mới"), Look("mới"));

        (string? Unit, string Remembered) Look(string now)
        {
            using var db = kept.Installation.Open();
            return (db.One<string>("select code from unit"), Remembered.At(db, 1, "thử kho bị thay", () => now));
        }
    }

    [Fact]
    public void A_kept_connection_has_the_settings_of_a_new_one()
    {
        using var kept = new Office(Engine.Sqlite, remembers: true);
        using var fresh = new Office(Engine.Sqlite);
        using (kept.Installation.Open()) { }
        kept.Import(FileKind.Units, Units + "CU,Đơn vị cũ,,phòng,\n", "cu.csv");
        Assert.Equal(Settings(fresh), Settings(kept));

        static string Settings(Office office)
        {
            using var db = office.Installation.Open();
            return string.Join(' ', ((string[])["journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "cell_size_check", "busy_timeout", "temp_store", "cache_size", "mmap_size", "page_size"]).Select(s => db.One<string>("pragma " + s)));
        }
    }
}
