using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>On PostgreSQL an index of a large table comes with its first rows: afterwards each store has the same, however it came to them.</summary>
public sealed class LateIndexesTests
{
    private const string Cards = """
        Họ và tên,Mã số BHXH,Mã thẻ,Giá trị từ,Giá trị đến
        Phan A,8900000001,HC4797912345678,01/01/2024,31/12/2024
        """;

    private static readonly string[] OfResults = ["credit_by_officer", "identifier_by_number", "receipt_by_officer", "receipt_by_recording"];

    [Fact]
    public void They_are_made_with_the_first_rows_and_once()
    {
        using var office = new Office(Engine.Postgres);
        Assert.Equal([], Late(office));
        SmallTown.Into(office);
        var made = Late(office);
        Assert.Equal(OfResults, made);
        office.Import(FileKind.Cards, Cards, "the.csv");
        Assert.Equal([.. made.Concat(["card_by_commune", "card_by_recording"]).Order(StringComparer.Ordinal)], Late(office));
        office.MustVerify();
    }

    /// <summary>What is counted beside, while a store is verified, makes none on it.</summary>
    [Fact]
    public void A_store_without_results_is_verified_without_them()
    {
        using var office = new Office(Engine.Postgres);
        office.MustVerify();
        using (var db = office.Installation.Open())
        using (db.BeginVerifying())
        {
            Recount.Beside(db, InsuranceCatalog.PaymentWindows);
        }
        Assert.Equal([], Late(office));
    }

    private static List<string> Late(Office office)
    {
        using var db = office.Installation.Open();
        return db.Query<string>("""
            select indexname::text from pg_indexes where schemaname = current_schema()
              and (indexname like 'credit\_by%' or indexname like 'receipt\_by%' or indexname like 'card\_by%' or indexname like 'relative\_by%' or indexname like 'identifier\_by%')
            order by indexname collate "C"
            """);
    }
}
