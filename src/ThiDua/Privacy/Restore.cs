using ThiDua.Database;

namespace ThiDua.Privacy;

/// <param name="Salts">Null: there were none; personal values of the store are closed.</param>
public sealed record Restored(string? Store, string? Salts);

/// <summary>
/// Puts a backup back into an empty data folder: the last copy of the store with the last salts. Who was forgotten, by the store or by
/// the file of salts, is forgotten again.
/// </summary>
public sealed class Restore(Installation installation)
{
    /// <param name="folder">Where `backup` wrote; on PostgreSQL null: dumps are put back by its own tools, and only forgetting is done again.</param>
    /// <param name="salts">Another file of salts than the last.</param>
    public Restored PutBack(string? folder, string? salts = null)
    {
        if (installation.Postgres is not null)
        {
            ForgetAgain();
            return new(null, null);
        }
        var target = Path.Combine(installation.DataFolder, "thidua.db");
        if (File.Exists(target)) throw new BackupException("not-empty", target);
        if (KeyFile.Find(installation.DataFolder) is null) throw new BackupException("no-key", Path.Combine(installation.DataFolder, KeyFile.Name));
        var store = Last(folder, BackUp.StorePrefix) ?? throw new BackupException("none", folder ?? "");
        salts ??= Last(folder, BackUp.SaltsPrefix);
        if (salts is not null && !File.Exists(salts)) throw new FileNotFoundException(null, salts);
        var part = target + ".part";
        File.Copy(store, part, overwrite: true);
        if (salts is not null) AddSalts(part, salts);
        File.Move(part, target);
        ForgetAgain();
        return new(store, salts);
    }

    /// <summary>
    /// Salts of persons that the store does not know yet are left out, and who was forgotten after the store was copied counts as
    /// forgotten at its last recording: numbers after that will be given anew.
    /// </summary>
    private static void AddSalts(string store, string salts)
    {
        using var connection = BackUp.Connect(store);
        BackUp.Run(connection, "attach @file as salts", ("@file", salts));
        foreach (var of in SealedOf.All)
        {
            BackUp.Run(connection, $"insert or ignore into main.{of.Salt} select * from salts.{of.Salt} where recording_id <= (select max(recording_id) from recording)");
            BackUp.Run(connection, $"""
                insert or ignore into main.{of.Forgotten} ({of.Subject}, recording_id, at, reason)
                select {of.Subject}, min(recording_id, (select max(recording_id) from recording)), at, reason from salts.{of.Forgotten}
                where {of.Subject} in (select {of.Subject} from main.{of.Sealed})
                """);
        }
        BackUp.Run(connection, "detach salts");
    }

    private void ForgetAgain()
    {
        using var db = installation.Open();
        using (var transaction = db.BeginRecording())
        {
            Forgetting.Honour(db);
            transaction.Commit();
        }
        Forgetting.Scrub(db);
    }

    private static string? Last(string? folder, string prefix) => folder is null || !Directory.Exists(folder) ? null
        : Directory.EnumerateFiles(folder, prefix + "*.db").Order(StringComparer.Ordinal).LastOrDefault();
}
