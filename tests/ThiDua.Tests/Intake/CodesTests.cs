using System.Globalization;
using System.Text;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Organisation;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>Of officers the store is asked for those whom a file names, not for a country of them; once many are named, for all.</summary>
public sealed class CodesTests
{
    private const int Officers = 2_000;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_few_are_asked_for_many_are_read_together(Engine engine)
    {
        using var office = Filled(engine);
        using var db = office.Installation.Open();
        var last = db.One<long>("select max(recording_id) from recording");
        var (codes, since) = (Codes.OfOfficers(db), new OfficersSince(db, last, LoadOrganisation.Units(db, last)));
        Ask(0, 3);
        Assert.Equal([1, 2, 3, null], new[] { "C0", "C1", "C2", "NEW" }.Select(codes.Find));
        Assert.Equal([last, last, last], new[] { 1, 2, 3 }.Select(since.Of));
        Assert.Throws<InvalidOperationException>(() => codes.Find("C3"));
        Assert.Throws<InvalidOperationException>(() => since.Of(4));

        Ask(1, 1_001); // with the first four more than a thousand
        Assert.Equal([4, Officers, null], new[] { "C3", Code(Officers - 1), "NEWER" }.Select(codes.Find));
        Assert.Equal([last, last, null], new[] { 4, Officers, Officers + 1 }.Select(since.Of));
        Assert.Equal(Officers + 1, codes.Number("NEW"));

        void Ask(int from, int count)
        {
            codes.Ask(Enumerable.Range(from, count).Select(Code).Append("NEW"));
            since.Ask(Enumerable.Range(from + 1, count));
        }
    }

    /// <summary>What is asked for on the way does not replace who is wanted.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_wanted_stays_wanted(Engine engine)
    {
        using var office = Filled(engine);
        using var db = office.Installation.Open();
        db.Want([7, 8]);
        Codes.OfOfficers(db).Ask(["C1", "C2"]);
        new OfficersSince(db, 2, LoadOrganisation.Units(db, 2)).Ask([1, 2, 3]);
        Assert.Equal([7L, 8L], db.Query<long>("select id from wanted order by id"));
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị;Tên đơn vị;Mã đơn vị cấp trên;Loại;Nhóm\nX;Xã X;;xã;\n", "don-vi.csv");
        var text = new StringBuilder("Mã cán bộ;Họ và tên;Mã đơn vị;Từ ngày;Đến ngày\n");
        for (var i = 0; i < Officers; i++) text.Append(CultureInfo.InvariantCulture, $"{Code(i)};Nguyễn Văn {(char)('A' + i % 26)}{i};X;;\n");
        office.Import(FileKind.Officers, text.ToString(), "can-bo.csv");
        return office;
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number}");
}
