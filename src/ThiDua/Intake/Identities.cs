using System.Buffers.Binary;
using ThiDua.Core.Insurance;
using ThiDua.Database;

namespace ThiDua.Intake;

/// <summary>A number of a person as a file gives it.</summary>
public readonly record struct Digits(IdentifierKind Kind, string Number);

/// <summary>What stands for a number of a person, so that he is found without it.</summary>
public readonly record struct Token(IdentifierKind Kind, UInt128 Value)
{
    public static Token Of(Tokens tokens, Digits digits)
    {
        Span<byte> token = stackalloc byte[KeyedHash.Length];
        tokens.Of(digits.Kind, digits.Number, token);
        return new(digits.Kind, BinaryPrimitives.ReadUInt128BigEndian(token));
    }
}

/// <summary>Who a row speaks of: the numbers of its identifiers, and the person number under which the row is stored.</summary>
public readonly record struct Named(Identifiers Identifiers, long Person, bool IsNew);

/// <summary>
/// From identity numbers to their numbers in the store. Tokens are looked up a batch at a time; new ones are written together, in the order of the token, which is
/// how the table is kept: at the end of the import, and whenever so many are held that a longer file would need more memory than a shorter one.
/// </summary>
public sealed class Identities(Db db, long recording)
{
    private readonly record struct Known(long Identifier, long Person);

    private readonly Dictionary<UInt128, Known> known = [];
    private readonly List<(UInt128 Token, Known Known, IdentifierKind Kind)> added = [];
    private readonly HashSet<(long, long)> links = [];
    /// <summary>In a store that knew nobody, most tokens are new and need no look-up; null: anybody may be known.</summary>
    private readonly SeenTokens? seen = db.IsEmpty("identifier") ? new() : null;
    /// <summary>What was put into the store.</summary>
    private Task written = Task.CompletedTask;

    /// <summary>The highest number given so far: a person with a higher one has no rows yet.</summary>
    public long Last { get; private set; } = db.One<long?>("select max(identifier_id) from identifier") ?? 0;

    /// <summary>Names the persons of a batch of rows; each row gives one or two numbers.</summary>
    public Named[] Name<TRow>(IReadOnlyList<NamedRow<TRow>> rows)
    {
        if (known.Count >= Held.AtMost)
        {
            Write();
            known.Clear();
        }
        LookUp(rows);
        var named = new Named[rows.Count];
        for (var i = 0; i < named.Length; i++) named[i] = NameOne(rows[i].First, rows[i].Second);
        return named;
    }

    /// <summary>Writes the new identifiers, and the links between persons whose rows belong together.</summary>
    public void Write()
    {
        added.Sort((a, b) => a.Token.CompareTo(b.Token));
        using (var writer = db.Bulk("identifier", "token", "identifier_id", "person_id", "kind"))
        {
            foreach (var (token, it, kind) in added) writer.Add(Bytes(token)).Add(it.Identifier).Add(it.Person).Add((int)kind).EndRow();
        }
        WriteLinks();
        added.Clear();
        written = db.Written;
    }

    /// <summary>Links must be there before the rows of the next batch are read together.</summary>
    /// <returns>The persons that were linked.</returns>
    public IReadOnlySet<long> WriteLinks()
    {
        var linked = new HashSet<long>();
        foreach (var (one, other) in links)
        {
            linked.Add(one);
            db.Execute("""
                insert into person_link (person_id, other_id, recording_id)
                select @one, @other, @recording where not exists (select 1 from person_link where person_id = @one and other_id = @other)
                """, new { one, other, recording });
        }
        links.Clear();
        return linked;
    }

    private Named NameOne(Token firstToken, Token? secondToken)
    {
        var firstKnown = known.TryGetValue(firstToken.Value, out var first);
        var second = default(Known);
        var secondKnown = secondToken is { } t && known.TryGetValue(t.Value, out second);
        if (!firstKnown) first = Add(firstToken, secondKnown ? second.Person : null);
        if (secondToken is { } other && !secondKnown) second = Add(other, first.Person);
        var person = first.Person;
        if (secondToken is not null && second.Person != first.Person)
        {
            links.Add((first.Person, second.Person));
            links.Add((second.Person, first.Person));
            person = Math.Min(first.Person, second.Person);
        }
        var identifiers = firstToken.Kind switch
        {
            IdentifierKind.NationalId => new Identifiers(first.Identifier, secondToken is null ? null : second.Identifier),
            IdentifierKind.SiNumber => new Identifiers(null, first.Identifier),
            IdentifierKind.Description => new Identifiers(null, null, first.Identifier),
            _ => throw new ArgumentOutOfRangeException(nameof(firstToken)),
        };
        return new(identifiers, person, !firstKnown && !secondKnown);
    }

    private Known Add(Token token, long? person)
    {
        Last++;
        var it = new Known(Last, person ?? Last);
        known[token.Value] = it;
        added.Add((token.Value, it, token.Kind));
        seen?.Add(token.Value);
        return it;
    }

    private void LookUp<TRow>(IReadOnlyList<NamedRow<TRow>> rows)
    {
        var unseen = new HashSet<UInt128>();
        foreach (var row in rows)
        {
            if (MayBeStored(row.First.Value)) unseen.Add(row.First.Value);
            if (row.Second is { } s && MayBeStored(s.Value)) unseen.Add(s.Value);
        }
        if (unseen.Count == 0) return;
        db.ReadBetween(() =>
        {
            db.WantTokens([.. unseen.Select(Bytes)]);
            db.Read("select i.token, i.identifier_id, i.person_id from identifier i where i.token in (select token from wanted_token)",
                r => known[BinaryPrimitives.ReadUInt128BigEndian((byte[])r.GetValue(0))] = new(r.GetInt64(1), r.GetInt64(2)));
        }, written);

        bool MayBeStored(UInt128 token) => !known.ContainsKey(token) && seen?.MayHave(token) != false;
    }

    private static byte[] Bytes(UInt128 token)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, token);
        return bytes;
    }
}
