using ThiDua.Access;
using ThiDua.Intake;
using ThiDua.Tests.Core;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>Somebody gives a unit, an officer or an account a name that looks like another's (AC-30).</summary>
public sealed class LookAlikeNamesTests
{
    private const string Units = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\n";
    private const string Officers = "Mã cán bộ,Họ và tên,Mã đơn vị\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_30_names_of_units_and_officers_that_look_alike_are_told_and_their_rows_taken(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        Assert.Equal([], Told(office.Import(FileKind.Units, Units + "LX,Thành phố,,cơ quan\nP1,Phòng \u0110ào tạo 1,LX,phòng\nP2,PHÒNG NỘI VỤ,LX,phòng\nX,Phòng Đào tạo l,P1,tổ\n", "don-vi.csv")));
        Assert.Equal(
            [
                "2 Tên đơn vị look-alike-mended(“Ð” (U+00D0)|Phòng Đào tạo l)", "2 Tên đơn vị name-looks-like(Phòng Đào tạo l|Phòng Đào tạo 1)",
                "3 Tên đơn vị letter-foreign(“Ф” (U+0424)|Tổ Ф)", "5 Tên đơn vị letter-foreign(“\u04cf” (U+04CF)|Phòng Nộ\u04cf vụ)", "5 Tên đơn vị name-looks-like(Phòng Nộ\u04cf vụ|PHÒNG NỘI VỤ)",
            ],
            Told(office.Import(FileKind.Units, Units + "P3,Phòng \u00d0ào tạo l,LX,phòng\nT1,Tổ \u0424,P1,tổ\nP4,Phòng Nội vụ,P1,phòng\nP5,Phòng Nộ\u04cf vụ,LX,phòng\n", "them.csv")).Order(StringComparer.Ordinal));

        Assert.Equal([], Told(office.Import(FileKind.Officers, Officers + "A1,Lý Mai,P1\nA2,Lý Mai,P1\nA3,LÝ MAI,P2\n", "can-bo.csv")));
        var added = office.Import(FileKind.Officers, Officers + "A4,Lý Mal,P1\nA5,Lý Mal,P3\nA6,\u0189inh Văn \u0410n,P1\nA1,Lý Mai,P1\n", "can-bo-moi.csv");
        Assert.Equal(["2 Họ và tên name-looks-like(Lý Mal|Lý Mai)", "4 Họ và tên look-alike-mended(“Ɖ” (U+0189), “А” (U+0410)|Đinh Văn An)"], Told(added));
        Assert.Equal((4, 3, 1, 0), (added.Rows, added.Accepted, added.Unchanged, added.Rejected));
        using var db = office.Installation.Open();
        Assert.Equal(["Đinh Văn An"], db.Query<string>("select p.name from post p join officer o on o.officer_id = p.officer_id where o.code = 'A6'"));
        office.MustVerify();
    }

    [Fact]
    public void AC_30_names_of_the_peoples_of_this_country_are_taken_without_a_word()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        office.Import(FileKind.Units, Units + "P1,Phòng Dân tộc,,phòng\n", "don-vi.csv");
        var names = LookAlikesTests.OfPeoples.SelectMany((n, i) => new[] { $"A{i},{n},P1", $"B{i},{n.Normalize(System.Text.NormalizationForm.FormD)},P1" });
        Assert.Equal([], Told(office.Import(FileKind.Officers, Officers + string.Join('\n', names) + "\n", "can-bo.csv")));
    }

    [Fact]
    public void AC_30_a_nominee_is_named_in_letters_of_names() => Assert.Equal(
        "+Tên look-alike-mended(“Ð” (U+00D0)|Đặng An)\n+Tên letter-foreign(“ø” (U+00F8)|Đặng An Sør)".Replace("Đặng An)", "Đặng An Sør)", StringComparison.Ordinal),
        Reading.Findings(Assert.Single(Reading.Rows(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\nP1,cá nhân,\u00d0ặng An Sør,vận động 12 người\n"))));

    [Fact]
    public void An_old_font_is_told_once() => Assert.Equal(
        "+Họ và tên legacy-encoding(NguyÔn §×nh §Ðc|Nguyễn Đình Đéc)", Reading.Findings(Assert.Single(Reading.Rows(FileKind.Officers, Officers + "A1,NguyÔn §×nh §Ðc,P1\n"))));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_30_an_account_that_looks_like_another_is_refused(Engine engine)
    {
        using var office = new Office(engine, campaign: null);
        var create = new CreateAccount(office.Installation);
        create.Create("lan.mai", "Phạm Lan");
        create.Create("dung", "\u0110ặng Dũng");
        new DisableAccount(office.Installation).Disable("dung", "máy");
        string Refused(string name, string shown)
        {
            var fault = Assert.Throws<AccessException>(() => create.Create(name, shown));
            return $"{fault.Code}: {string.Join('|', fault.Arguments)}";
        }
        Assert.Equal(
            [
                "name-looks-like: lan.mai", "name-looks-like: lan.mai", "name-looks-like: lan.mai", "name-looks-like: lan.mai", "name-looks-like: dung",
                "letter-foreign: “Ð” (U+00D0)", "letter-foreign: “Ɖ” (U+0189)", "letter-foreign: “а” (U+0430)", "letter-foreign: “Ｐ” (U+FF30)",
            ],
            [
                Refused("lan.rnai", "Trần Lan"), Refused("1an.mai", "Trần Lan"), Refused("tran.lan", "pHẠM Ian"), Refused("tran.lan", "Pha\u0323\u200bm  Lan"), Refused("tran.dung", "Đặng Dũng"),
                Refused("d1", "\u00d0ặng Dũng"), Refused("d2", "\u0189ặng Dũng"), Refused("d3", "Phạm L\u0430n"), Refused("d4", "Ｐhạm Lan"),
            ]);
        create.Create("lan.may", "Phạm Lan (Phòng Nội vụ)");
        using var db = office.Installation.Open();
        Assert.Equal(["dung Đặng Dũng", "lan.mai Phạm Lan", "lan.may Phạm Lan (Phòng Nội vụ)"], new AccountQueries(db).All().Select(a => $"{a.Name} {a.Shown}"));
    }

    private static string[] Told(ImportResult result) => [.. result.Issues.Select(i => $"{i.Row} {i.Column} {i.Code}({string.Join('|', i.Arguments)})")];
}
