using System.Runtime.InteropServices;
using ThiDua.Database;

namespace ThiDua.Counting;

/// <summary>An entry of the credit ledger as its officer needs it.</summary>
/// <param name="Day">As stored.</param>
internal readonly record struct PostedCredit(int Officer, int Campaign, int Indicator, int Part, int Day, int Delta);

/// <summary>
/// What the running recording posted, kept until the attainments of its officers are decided: to read it back, one would have to wait until
/// all of it is written. 24 bytes per entry; what is more than a few goes in sorted parts into a file that nobody else sees, so that a file of any size needs no more memory.
/// </summary>
internal sealed class PostedCredits : IDisposable
{
    private readonly List<PostedCredit> all = [];
    private readonly PriorityQueue<Part, int> parts = new();
    private FileStream? file;

    public bool Any => all.Count > 0 || file is not null;

    public void Add(PostedCredit posted)
    {
        all.Add(posted);
        if (all.Count >= Held.AtMost) PutAside();
    }

    /// <summary>From here on they are taken, in the order of officers.</summary>
    public void Sort()
    {
        SortHeld();
        Queue(new Part(CollectionsMarshal.AsSpan(all).ToArray()));
        all.Clear();
    }

    /// <summary>Those of officers up to and with this one that were not taken yet.</summary>
    public IEnumerable<PostedCredit> TakeUpTo(int officer)
    {
        while (parts.TryPeek(out var part, out var first) && first <= officer)
        {
            parts.Dequeue();
            do yield return part.Now;
            while (part.Next() && part.Now.Officer <= officer);
            Queue(part);
        }
    }

    public void Dispose() => file?.Dispose();

    private void Queue(Part part)
    {
        if (!part.IsAtEnd) parts.Enqueue(part, part.Now.Officer);
    }

    private void SortHeld() => all.Sort((a, b) => a.Officer.CompareTo(b.Officer));

    private void PutAside()
    {
        SortHeld();
        file ??= new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 0,
        });
        var from = file.Position;
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(all)));
        Queue(new Part(file, from, file.Position));
        all.Clear();
    }

    /// <summary>Sorted entries, in memory or in the file.</summary>
    private sealed class Part
    {
        private static readonly int Size = Marshal.SizeOf<PostedCredit>();

        private readonly FileStream? file;
        private readonly PostedCredit[] held;
        private readonly long to;
        private long read;
        private int at;
        private int count;

        public Part(PostedCredit[] held) => (this.held, count) = (held, held.Length);

        public Part(FileStream file, long from, long to)
        {
            (this.file, read, this.to, held) = (file, from, to, new PostedCredit[2048]);
            Fill();
        }

        public bool IsAtEnd => at >= count;

        public PostedCredit Now => held[at];

        public bool Next()
        {
            if (++at >= count && read < to) Fill();
            return !IsAtEnd;
        }

        private void Fill()
        {
            var bytes = MemoryMarshal.AsBytes(held.AsSpan(0, (int)Math.Min(held.Length, (to - read) / Size)));
            for (var got = 0; got < bytes.Length;)
            {
                var more = RandomAccess.Read(file!.SafeFileHandle, bytes[got..], read + got);
                got += more > 0 ? more : throw new EndOfStreamException();
            }
            (at, count, read) = (0, bytes.Length / Size, read + bytes.Length);
        }
    }
}
