using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;

namespace ThiDua.Intake;

/// <summary>What one kind of file says of persons: who a row names, what makes two rows the same, where it is stored.</summary>
public abstract class PersonFacts<TRow> where TRow : FileRow
{
    /// <summary>As in import.kind.</summary>
    public abstract string Kind { get; }

    public abstract string Table { get; }

    public abstract string[] Columns { get; }

    /// <summary>The numbers by which the row names its person; at least one.</summary>
    public abstract (Digits First, Digits? Second) Names(TRow row);

    /// <summary>Stands for every value of the row that the contract names: two rows with the same one state the same thing. Called on the thread that reads.</summary>
    public abstract long Fingerprint(Tokens tokens, TRow row);

    /// <summary>What stands for the card that the row names; zero where it names none. Called on the thread that reads.</summary>
    public virtual long Card(TRow row) => 0;

    /// <summary>Asks the store for the officers whom the rows of a batch name, and gives their numbers, by position; 0 where rows name none.</summary>
    public virtual int[] Ask(IReadOnlyList<NamedRow<TRow>> rows) => new int[rows.Count];

    /// <summary>The rows of this kind in a cluster, each with what a finding would name of it.</summary>
    public abstract IEnumerable<(RowId Id, string? Subject)> Rows(Cluster cluster);

    /// <summary>The row of the cluster with the same content, if there is one.</summary>
    public abstract RowId? Same(Cluster cluster, long fingerprint);

    public abstract void AddTo(Cluster cluster, NumberedRow<TRow> row);

    public abstract void Write(BulkWriter writer, NumberedRow<TRow> row);

    /// <summary>What of the row is personal and counted by nobody; it is sealed, apart from what <see cref="Write"/> stores. Called from several threads.</summary>
    public abstract void WritePersonal(Utf8JsonWriter json, TRow row);

    /// <summary>Rows whose outcome depends on the whole file.</summary>
    public virtual bool IsDeferred(TRow row) => false;

    /// <summary>Why deferred rows wait after all, by position; null when they do not.</summary>
    public virtual IReadOnlyList<Reason?> WaitAfterAll(IReadOnlyList<TRow> deferred) => new Reason?[deferred.Count];

    protected static (Digits First, Digits? Second) Both(string? nationalId, string? siNumber) => nationalId is { } national
        ? (new(IdentifierKind.NationalId, national), siNumber is { } si ? new Digits(IdentifierKind.SiNumber, si) : null)
        : (new(IdentifierKind.SiNumber, siNumber!), null);

    protected static string Join(params ReadOnlySpan<string?> values) => string.Join('\u001f', values);
}
