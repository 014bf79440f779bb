using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>The tables can be spread over several machines: the catalogue of PostgreSQL says whether they keep the rules (design §4).</summary>
public sealed class DistributeStoreTests : IDisposable
{
    private readonly Office office = new(Engine.Postgres, campaign: null);
    private readonly Db db;

    public DistributeStoreTests() => db = office.Installation.Open();

    private static readonly Dictionary<string, StoreTable> Spread = StoreTables.All.Where(t => t.Column is not null).ToDictionary(t => t.Name);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Every_table_is_listed_once(Engine engine)
    {
        using var store = new Office(engine, campaign: null);
        using var there = store.Installation.Open();
        Assert.Equal(StoreTables.In(there).Order(StringComparer.Ordinal), StoreTables.All.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal([], StoreTables.All.SelectMany(t => StoreTables.Columns(there, t.Name)).Select(c => c.Type).Distinct().Except(["integer", "bigint", "text", "bytea", "blob"]));
    }

    [Fact]
    public void Nothing_numbers_itself() =>
        Assert.Equal([], db.Query<string>("select attrelid::regclass || '.' || attname from pg_attribute where attrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r') and (attidentity <> '' or atthasdef and attgenerated <> '')")
            .Concat(db.Query<string>("select sequencename::text from pg_sequences")));

    /// <summary>Rows of a person have him first in their key, rows of an officer the officer, identifiers their token.</summary>
    [Fact]
    public void What_rows_are_divided_by_comes_first_in_their_primary_key()
    {
        Assert.Equal(Spread.Values.Select(t => $"{t.Name} {t.Column}").Order(StringComparer.Ordinal), db.Query<string>("""
            select c.conrelid::regclass || ' ' || a.attname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'p' and c.connamespace = current_schema()::regnamespace and c.conrelid::regclass::text = any (@names)
            """, new { names = Spread.Keys.ToArray() }).Order(StringComparer.Ordinal));
        // And who is keyed so is spread, but for what this list says is everywhere (decision 0038).
        var keyed = db.Query<string>("""
            select c.conrelid::regclass::text from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'p' and c.connamespace = current_schema()::regnamespace and a.attname in ('person_id', 'officer_id', 'token')
            """);
        Assert.Equal(["officer", "officer_forgotten", "officer_salt", "officer_sealed"], keyed.Except(Spread.Keys).Order(StringComparer.Ordinal));
    }

    /// <summary>Uniqueness is kept within one machine: each unique key names what its rows are divided by.</summary>
    [Fact]
    public void No_key_reaches_over_several_machines() => Assert.Equal([], db.Query<Key>("""
        select i.indrelid::regclass::text as "Table", i.indexrelid::regclass::text as Name, array_to_string(array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)), ' ') as Columns
        from pg_index i join pg_class t on t.oid = i.indrelid where t.relnamespace = current_schema()::regnamespace and (i.indisunique or i.indisexclusion)
        """).Where(k => Spread.TryGetValue(k.Table, out var table) && !k.Columns.Split(' ').Contains(table.Column)).Select(k => k.Name));

    /// <summary>To a table that is everywhere any row may refer; to one that is divided only a row that lies beside it.</summary>
    [Fact]
    public void No_reference_leads_to_another_machine_and_each_table_comes_after_those_it_refers_to()
    {
        var references = db.Query<Reference>("""
            select c.conrelid::regclass::text as "From", c.confrelid::regclass::text as "To",
              coalesce((select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]), '') as FromColumn,
              coalesce((select a.attname::text from pg_attribute a where a.attrelid = c.confrelid and a.attnum = c.confkey[1]), '') as ToColumn
            from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
            """);
        Assert.True(references.Count > 50, $"{references.Count} references");
        Assert.Equal([], references.Where(r => Spread.TryGetValue(r.To, out var to)
            && !(Spread.TryGetValue(r.From, out var table) && r.FromColumn == table.Column && r.ToColumn == to.Column && (table.With ?? table.Name) == (to.With ?? to.Name))).Select(r => $"{r.From} → {r.To}"));
        var place = StoreTables.All.Select((t, i) => (t.Name, i)).ToDictionary(t => t.Name, t => t.i);
        Assert.Equal([], references.Where(r => r.From != r.To && place[r.From] < place[r.To]).Select(r => $"{r.From} → {r.To}"));
    }

    /// <summary>Rows lie beside each other only when they are divided by columns of one type.</summary>
    [Fact]
    public void What_lies_together_is_divided_by_one_type()
    {
        var types = Spread.Values.ToDictionary(t => t.Name, t => StoreTables.Columns(db, t.Name).Single(c => c.Name == t.Column).Type);
        Assert.Equal([], Spread.Values.Where(t => t.With is { } with && (Spread[with].With is not null || types[with] != types[t.Name])).Select(t => t.Name));
    }

    [Fact]
    public void Without_citus_it_refuses_and_shows_what_it_would_run()
    {
        var store = new DistributeStore(office.Installation);
        Assert.Equal("no-citus", Assert.Throws<DistributeException>(() => store.Distribute(withoutWall: true)).Code);
        Assert.Equal("sqlite", Assert.Throws<DistributeException>(() => new DistributeStore(office.Installation with { Postgres = null }).Distribute(withoutWall: true)).Code);

        var would = store.WouldRun();

        Assert.Equal(StoreTables.All.Select(t => t.Name).Order(StringComparer.Ordinal), would.Where(s => s.StartsWith("select create_", StringComparison.Ordinal)).Select(s => s.Split('\'')[1]).Order(StringComparer.Ordinal));
        var (everywhere, spread) = (would.Select(s => s.StartsWith("select create_reference", StringComparison.Ordinal)).ToList(), would.Select(s => s.StartsWith("select create_distributed", StringComparison.Ordinal)).ToList());
        Assert.True(everywhere.LastIndexOf(true) < spread.IndexOf(true), "what is referred to comes first");
        Assert.Contains("select create_distributed_table('receipt', 'person_id', colocate_with => 'none')", would);
        Assert.Contains("select create_distributed_table('card', 'person_id', colocate_with => 'receipt')", would);
        // What this server knows of it runs, and leaves no policy and the same view.
        using var transaction = db.BeginRecording();
        foreach (var statement in would.Where(s => !s.Contains("citus", StringComparison.Ordinal) && !s.StartsWith("select create_", StringComparison.Ordinal))) db.Execute(statement);
        Assert.Equal([], db.Query<string>("select tablename::text from pg_policies where schemaname = current_schema()"));
        Assert.Equal([], db.Query<string>("select relname::text from pg_class where relnamespace = current_schema()::regnamespace and relrowsecurity"));
        Assert.Equal(0, db.One<long>("select count(*) from roster"));
    }

    public void Dispose()
    {
        db.Dispose();
        office.Dispose();
    }

    private sealed record Key
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
        public string Columns { get; init; } = "";
    }

    private sealed record Reference
    {
        public string From { get; init; } = "";
        public string To { get; init; } = "";
        public string FromColumn { get; init; } = "";
        public string ToColumn { get; init; } = "";
    }
}
