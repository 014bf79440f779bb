using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>A row with personal values, and whose they are.</summary>
public readonly record struct Confided<T>(long Subject, RowId Id, T Row);

/// <summary>
/// Seals the personal values of rows, a batch at a time: one seal per person and recording with the values of all his rows in it, by
/// row number. A seal is never opened to add to it: a later batch of the same file makes another part.
/// </summary>
public sealed class SealRows(Db db, SealedOf of)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly SealKey key = SealKey.Open(db);
    /// <summary>Sixteen bytes each.</summary>
    private readonly Dictionary<long, UInt128> salts = [];
    /// <summary>Nobody with a higher number has a salt in the store: most persons of a first import need no look-up.</summary>
    private long lastStored = db.One<long?>($"select max({of.Subject}) from {of.Salt}") ?? 0;
    /// <summary>The highest number of who has one.</summary>
    private long lastSalted;
    /// <summary>The salts up to the last one that is looked up in the store.</summary>
    private Task written = Task.CompletedTask;

    /// <param name="rows">In the order of subject, recording and row.</param>
    /// <param name="write">Writes the values of one row as a JSON object; called from several threads.</param>
    public void Write<T>(IReadOnlyList<Confided<T>> rows, Action<Utf8JsonWriter, T> write)
    {
        if (rows.Count == 0) return;
        var parts = Parts(rows);
        Salt(rows, parts);
        var contents = new byte[parts.Count][];
        var nonces = RandomNumberGenerator.GetBytes(parts.Count * SealKey.NonceLength);
        Parallel.For(0, parts.Count, () => new Scratch(), (p, _, scratch) =>
        {
            var (from, to) = parts[p];
            var json = scratch.Start();
            for (var i = from; i < to; i++)
            {
                json.WritePropertyName(rows[i].Id.Row.ToString(CultureInfo.InvariantCulture));
                write(json, rows[i].Row);
            }
            var first = rows[from];
            var salt = salts[first.Subject];
            contents[p] = key.Seal(of.Mark, first.Subject, first.Id, MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in salt)), nonces.AsSpan(p * SealKey.NonceLength, SealKey.NonceLength), scratch.End());
            return scratch;
        }, scratch => scratch.Dispose());
        using var writer = db.Bulk(of.Sealed, of.Subject, "recording_id", "row_no", "content");
        for (var p = 0; p < parts.Count; p++)
        {
            var first = rows[parts[p].From];
            writer.Add(first.Subject).Add(first.Id.Recording).Add(first.Id.Row).Add(contents[p]).EndRow();
        }
    }

    private static List<(int From, int To)> Parts<T>(IReadOnlyList<Confided<T>> rows)
    {
        var parts = new List<(int, int)>(rows.Count);
        for (var from = 0; from < rows.Count;)
        {
            var to = from + 1;
            while (to < rows.Count && rows[to].Subject == rows[from].Subject && rows[to].Id.Recording == rows[from].Id.Recording) to++;
            parts.Add((from, to));
            from = to;
        }
        return parts;
    }

    /// <summary>Everyone of the batch has a salt afterwards; who was forgotten and is named again has a new one.</summary>
    private void Salt<T>(IReadOnlyList<Confided<T>> rows, List<(int From, int To)> parts)
    {
        if (salts.Count >= Held.AtMost)
        {
            salts.Clear();
            (lastStored, written) = (Math.Max(lastStored, lastSalted), db.Written);
        }
        var known = parts.Select(p => rows[p.From].Subject).Where(s => s <= lastStored && !salts.ContainsKey(s)).Distinct().ToList();
        if (known.Count > 0)
        {
            db.ReadBetween(() =>
            {
                db.Want(known);
                db.Read($"select {of.Subject}, salt from {of.Salt} where {of.Subject} in (select id from wanted)", r => salts[r.GetInt64(0)] = MemoryMarshal.Read<UInt128>((byte[])r.GetValue(1)));
            }, written);
        }
        using var writer = db.Bulk(of.Salt, of.Subject, "recording_id", "salt");
        var random = RandomNumberGenerator.GetBytes(parts.Count * SealKey.SaltLength); // asked for at once: each call costs more than its bytes
        for (var p = 0; p < parts.Count; p++)
        {
            var (subject, id) = (rows[parts[p].From].Subject, rows[parts[p].From].Id);
            if (salts.ContainsKey(subject)) continue;
            var salt = random.AsSpan(p * SealKey.SaltLength, SealKey.SaltLength);
            salts[subject] = MemoryMarshal.Read<UInt128>(salt);
            lastSalted = Math.Max(lastSalted, subject);
            writer.Add(subject).Add(id.Recording).Add(salt).EndRow();
        }
    }

    private sealed class Scratch : IDisposable
    {
        private readonly ArrayBufferWriter<byte> buffer = new(512);
        private readonly Utf8JsonWriter json;

        public Scratch() => json = new(buffer, Plain);

        public Utf8JsonWriter Start()
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            return json;
        }

        public ReadOnlySpan<byte> End()
        {
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan;
        }

        public void Dispose() => json.Dispose();
    }
}
