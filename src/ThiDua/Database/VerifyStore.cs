using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Campaigns;
using ThiDua.Counting;
using ThiDua.Insurance;

namespace ThiDua.Database;

/// <summary>One invariant of the stored data and whether it holds. Its sentence is "verify.CODE".</summary>
public sealed record Invariant(string Code, bool Holds, IReadOnlyList<string> Details);

/// <summary>Re-checks everything that must be true of the stored data. Changes nothing.</summary>
public sealed class VerifyStore(Installation installation)
{
    public IReadOnlyList<Invariant> Verify()
    {
        using var db = installation.Unlimited.Open();
        using var transaction = db.BeginVerifying();
        return Look(db, installation);
    }

    /// <summary>Inside a running transaction, which must be rolled back afterwards: until then what was counted anew hides what is stored.</summary>
    internal static IReadOnlyList<Invariant> Look(Db db, Installation installation)
    {
        var found = new List<Invariant>
        {
            Engine(db),
            None(db, "rows-have-import", """
                select 'receipt' from receipt r where not exists (select 1 from import i where i.recording_id = r.recording_id)
                union all select 'card' from card r where not exists (select 1 from import i where i.recording_id = r.recording_id)
                union all select 'relative' from relative r where not exists (select 1 from import i where i.recording_id = r.recording_id)
                union all select 'repetition' from repetition r where not exists (select 1 from import i where i.recording_id = r.recording_id)
                """),
            None(db, "import-counts", """
                select i.file from import i where i.row_count <> i.accepted + i.unchanged + i.corrected + i.waiting + i.rejected
                """),
            None(db, "rows-counted", $"""
                select i.file from import i
                left join (select recording_id, sum(n) as n from ({Stored}) one group by recording_id) stored on stored.recording_id = i.recording_id
                where i.kind in ('results', 'cards', 'relatives', 'units', 'officers', 'members', 'targets', 'figures', 'nominees', 'nominations', 'awards', 'settlements')
                and i.row_count - i.rejected <> coalesce(stored.n, 0)
                """),
            None(db, "recordings-in-order", """
                select a.at from recording a join recording b on b.recording_id = a.recording_id + 1 where b.at < a.at
                """),
            None(db, "identifiers-known", """
                select 'receipt' from receipt r left join identifier i on i.identifier_id = coalesce(r.national_id, r.si_number)
                where i.identifier_id is null and coalesce(r.national_id, r.si_number) is not null
                """),
            Campaigns(db),
            MadeAgain("frozen-figures", () => Awards.FreezeStanding.NotReproduced(db, installation)),
            MadeAgain("publications", () => Publications.PublishCampaign.NotReproduced(db, installation)),
            MadeAgain("evidence", () => Awards.VerifySubmissions.Faults(db, installation)),
            MadeAgain("numbers-as-stated", () => NumbersAsStated(db, installation)),
            MadeAgain("decisions", () => Awards.VerifyDecisions.Faults(db)),
            MadeAgain("ballots", () => Ballots.VerifyBallots.Faults(db, installation)),
            new("boxes-wiped", true, Ballots.BallotBox.Unswept(db)), // told, no fault: a stop between the two steps leaves it so
            MadeAgain("sealed-values", () => Privacy.VerifySealed.Faults(db)),
            MadeAgain("tokens-as-sealed", () => Privacy.VerifyNumbers.Faults(db, installation.OpenTokens())),
            MadeAgain("forgotten-stay-forgotten", () => Privacy.VerifySealed.ComeBack(db)),
        };
        found.AddRange(Trail.VerifyTrail.Verify(db, installation));
        var before = Recount.CountedTables.ToDictionary(t => t, t => Digest(db, t));
        found.Add(new("totals-from-attainments", Digest(db, "unit_total", $"({Recount.Totals}) made") == before["unit_total"], []));
        found.Add(CountedFromFacts(db, before));
        return found;
    }

    /// <summary>SQL: how many rows each recording brought, table by table: asked of whole tables, not of each import.</summary>
    private static readonly string Stored = string.Join(" union all ", new[]
    {
        "receipt", "card", "relative", "unit_row", "post", "membership", "settlement", "target", "figure", "nominee", "issued_award", "repetition",
    }.Select(t => $"select recording_id, count(*) as n from {t} group by recording_id"));

    private static Invariant Engine(Db db)
    {
        if (db.Engine != "sqlite") return new("engine", true, []);
        var faults = db.Query<string>("pragma integrity_check").Where(l => l != "ok").ToList();
        faults.AddRange(db.Query<string>("select \"table\" from pragma_foreign_key_check"));
        return new("engine", faults.Count == 0, faults);
    }

    private static Invariant None(Db db, string code, string query)
    {
        var found = db.Query<string>(query + " limit 5");
        return new(code, found.Count == 0, found);
    }

    /// <summary>What was frozen, made public, sent or decided comes to the same again. A value that nothing can be made of is a fault among others and does not end the look.</summary>
    /// <param name="bad">What does not.</param>
    private static Invariant MadeAgain(string code, Func<IEnumerable<string>> bad)
    {
        try
        {
            string[] faults = [.. bad()];
            return new(code, faults.Length == 0, faults);
        }
        catch (Exception e) when (IsOfStored(e) || e is System.Text.Json.JsonException or Standings.QuestionException)
        {
            return new(code, false, [e.Message]);
        }
    }

    /// <summary>A stored value that no file could have brought.</summary>
    private static bool IsOfStored(Exception e) =>
        e is ArgumentException or FormatException or InvalidOperationException or InvalidCastException or ArithmeticException or KeyNotFoundException;

    private static Invariant CountedFromFacts(Db db, Dictionary<string, string> before)
    {
        try
        {
            Recount.Beside(db, InsuranceCatalog.PaymentWindows);
        }
        catch (Exception e) when (IsOfStored(e))
        {
            return new("counted-from-facts", false, [e.Message]);
        }
        var changed = Recount.CountedTables.Where(t => Digest(db, t) != before[t]).ToList();
        return new("counted-from-facts", changed.Count == 0, changed);
    }

    /// <summary>Targets, figures, nominees and awards are counted by nobody, so each must still say what its file said.</summary>
    private static List<string> NumbersAsStated(Db db, Installation installation)
    {
        var tokens = installation.OpenTokens();
        var bad = new List<string>();
        Look("select unit_id, row_no, fingerprint, assigned, registered, null, null from target", "target");
        Look("select r.unit_id, r.row_no, r.fingerprint, r.value, r.source, p.numerator, p.denominator from figure r left join figure_part p on p.recording_id = r.recording_id and p.row_no = r.row_no", "figure");
        db.Read("select unit_id, row_no, fingerprint, name, outside, summary from nominee", r =>
        {
            if (tokens.Fingerprint(Intake.TakeNominees.Content(r.GetString(3), r.GetInt32(4) == 1, r.GetString(5))) != r.GetInt64(2) && bad.Count < 5) bad.Add($"nominee {r.GetValue(0)} #{r.GetInt32(1)}");
        });
        db.Read("select unit_id, row_no, fingerprint, signer, form, name, movement, from_year, to_year, summary from issued_award", r =>
        {
            var content = Intake.TakeAwards.Content(r.GetString(3), r.GetString(4), r.TextOrNull(5), r.TextOrNull(6), r.GetInt32(7), r.GetInt32(8), r.TextOrNull(9));
            if (tokens.Fingerprint(content) != r.GetInt64(2) && bad.Count < 5) bad.Add($"issued_award {r.GetValue(0)} #{r.GetInt32(1)}");
        });
        return bad;

        void Look(string query, string table) => db.Read(query, r =>
        {
            if (tokens.Fingerprint(Intake.TakeNumbers.Content(r.GetString(3), r.TextOrNull(4), r.IsDBNull(5) ? null : (r.GetString(5), r.GetString(6)))) != r.GetInt64(2) && bad.Count < 5) bad.Add($"{table} {r.GetValue(0)} #{r.GetInt32(1)}");
        });
    }

    private static Invariant Campaigns(Db db)
    {
        var bad = db.Query<Version>("select text as Text, sha256 as Sha256 from campaign_version")
            .Where(v => CampaignFile.Stored(v.Text) is null || CampaignFile.Hash(v.Text) != v.Sha256).Select(v => v.Sha256).ToList();
        return new("campaigns-read", bad.Count == 0, bad);
    }

    /// <summary>A hash over every row of a table in the order of its key.</summary>
    /// <param name="made">SQL: what the rows come from instead; null: the table.</param>
    public static string Digest(Db db, string table, string? made = null)
    {
        var columns = table switch
        {
            "credit" => "person_id, person_no, campaign_no, indicator_no, part, officer_id, day, recording_id, delta",
            "attainment" => "officer_id, campaign_no, indicator_no, unit_id, day, recording_id, numerator, denominator, persons, required",
            "unit_total" => "campaign_no, indicator_no, unit_id, day, recording_id, numerator, denominator, persons, required",
            _ => throw new ArgumentOutOfRangeException(nameof(table)),
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = new StringBuilder();
        db.Read($"select {columns} from {made ?? table} order by {columns}", r =>
        {
            line.Clear();
            for (var i = 0; i < r.FieldCount; i++) line.Append(Convert.ToInt64(r.GetValue(i), CultureInfo.InvariantCulture)).Append(' ');
            line.Append('\n');
            hash.AppendData(Encoding.ASCII.GetBytes(line.ToString()));
        });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Version
    {
        public string Text { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
