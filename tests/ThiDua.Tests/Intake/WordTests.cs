using ThiDua.Core.Insurance;
using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class WordTests
{
    [Theory]
    [InlineData("cha", Relation.Father), InlineData("bố", Relation.Father), InlineData("Ba", Relation.Father), InlineData("CHA RUỘT", Relation.Father)]
    [InlineData("mẹ", Relation.Mother), InlineData("me", Relation.Mother), InlineData("má", Relation.Mother), InlineData("mẹ ruột", Relation.Mother)]
    [InlineData("cha vợ/chồng", Relation.FatherInLaw), InlineData("Bố vợ", Relation.FatherInLaw), InlineData("cha chồng", Relation.FatherInLaw)]
    [InlineData("mẹ vợ/chồng", Relation.MotherInLaw), InlineData("me chong", Relation.MotherInLaw), InlineData("mẹ chồng", Relation.MotherInLaw)]
    [InlineData("con", Relation.Child), InlineData("con gái", Relation.Child)]
    [InlineData("anh chị em ruột", Relation.Sibling), InlineData("anh, chị, em ruột", Relation.Sibling), InlineData("anh", Relation.Sibling), InlineData("chị", Relation.Sibling), InlineData("em ruột", Relation.Sibling)]
    [InlineData("anh chị em vợ/chồng", Relation.SiblingInLaw), InlineData("Anh chị em vợ (chồng)", Relation.SiblingInLaw), InlineData("em chồng", Relation.SiblingInLaw)]
    [InlineData("vợ/chồng", Relation.Spouse), InlineData("Vợ", Relation.Spouse), InlineData("chồng", Relation.Spouse)]
    [InlineData("khác", Relation.OtherRelative), InlineData("không phải người thân", Relation.NotRelative), InlineData("KHONG PHAI NGUOI THAN", Relation.NotRelative)]
    public void A_relation_is_known_by_its_words(string text, Relation relation) => Assert.Equal(relation, Reading.Value(Reading.Result(("Quan hệ", text))).Relation);

    [Theory, InlineData("bà"), InlineData("bạn"), InlineData("ông nội"), InlineData("anh rể"), InlineData("mẹ nuôi"), InlineData("x")]
    public void Another_relation_is_not_guessed(string text) => Assert.Equal(
        $"Quan hệ unknown-word({text}|cha, mẹ, cha vợ/chồng, mẹ vợ/chồng, con, anh chị em ruột, anh chị em vợ/chồng, vợ/chồng, khác, không phải người thân)",
        Reading.Findings(Reading.Result(("Quan hệ", text))));

    [Fact]
    public void Declarations_and_results_have_a_word_of_their_own()
    {
        Assert.Equal("Quan hệ none-in-results(không có)", Reading.Findings(Reading.Result(("Quan hệ", "không có"))));
        var rows = Reading.Rows(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên\nCB1,không có,\nCB2,không phải người thân,A\n");
        Assert.Equal(new RelativeRow("CB1", Relation.NoneDeclared, null, null, null, null, false) { Row = 2 }, rows[0].Value);
        Assert.Equal(new RelativeRow("CB2", Relation.NotRelative, "A", null, null, null, false) { Row = 3 }, rows[1].Value);
    }

    [Theory]
    [InlineData("TN", Scheme.VoluntarySocialInsurance), InlineData("BHXH TN", Scheme.VoluntarySocialInsurance), InlineData("bhxh tự nguyện", Scheme.VoluntarySocialInsurance)]
    [InlineData("HGD", Scheme.HouseholdHealthInsurance), InlineData("HGĐ", Scheme.HouseholdHealthInsurance), InlineData("BHYT HGD", Scheme.HouseholdHealthInsurance), InlineData("BHYT hộ gia đình", Scheme.HouseholdHealthInsurance)]
    public void A_scheme_is_known_by_its_words(string text, Scheme scheme) => Assert.Equal(scheme, Reading.Value(Reading.Result(("Loại hình", text))).Scheme);

    [Theory]
    [InlineData("TM", JoiningHint.New), InlineData("dt", JoiningHint.Continued), InlineData("Đóng tiếp", JoiningHint.Continued), InlineData("TL", JoiningHint.Rejoined), InlineData("HỦY", JoiningHint.Cancelled), InlineData("", JoiningHint.None)]
    public void A_hint_is_known_by_its_words(string text, JoiningHint hint) => Assert.Equal(hint, Reading.Value(Reading.Result(("Phương án", text))).Hint);

    [Theory, InlineData("Loại hình", "BB"), InlineData("Phương án", "XX")]
    public void Unknown_schemes_and_hints_reject_the_row(string column, string text) =>
        Assert.StartsWith($"{column} unknown-word({text}|", Reading.Findings(Reading.Result((column, text))), StringComparison.Ordinal);

    [Fact]
    public void Officers_are_read_with_their_group_and_status()
    {
        var rows = Reading.Rows(FileKind.Officers, """
            Mã cán bộ,Họ và tên,Ngày sinh,Giới tính,Số định danh,Mã đơn vị,Chức vụ,Nhóm,Đối tượng,Từ ngày,Đến ngày
            007,Lê Hà,1980,NU,079180001234,D1,Trưởng phòng,LÃNH ĐẠO,Viên chức,01/01/2020,
            008,Lý An,,,,D1,,trực tiếp,nguoi lao dong,,31/12/2024
            009,Võ Du,,,,D1,,giám đốc,nhà thầu,,
            """);
        Assert.Equal(new OfficerRow("007", "Lê Hà", "1980", "Nữ", "079180001234", "D1", "Trưởng phòng", "lãnh đạo", "viên chức", new(2020, 1, 1), null) { Row = 2 }, rows[0].Value);
        Assert.Equal(new OfficerRow("008", "Lý An", null, null, null, "D1", null, "trực tiếp", "người lao động", null, new(2024, 12, 31)) { Row = 3 }, rows[1].Value);
        Assert.Equal("Nhóm unknown-word(giám đốc|lãnh đạo, trực tiếp)\nĐối tượng unknown-word(nhà thầu|cán bộ, công chức, viên chức, người lao động)", Reading.Findings(rows[2]));
    }

    [Theory, InlineData("", false), InlineData("không", false), InlineData("KHONG", false), InlineData("0", false), InlineData("x", true), InlineData("quân đội", true), InlineData("có", true)]
    public void Any_reason_exempts_a_relative(string text, bool exempt) => Assert.Equal(
        [exempt], Reading.Rows(FileKind.Relatives, $"Mã cán bộ,Quan hệ,Miễn trừ\nCB1,con,{text}\n").Select(r => ((RelativeRow)r.Value!).Exempt));

    [Fact]
    public void False_in_a_workbook_exempts_nobody() => Assert.Equal(
        [false, true], Reading.Rows(FileKind.Relatives, ["Mã cán bộ", "Quan hệ", "Miễn trừ"], ["CB1", "con", false], ["CB1", "mẹ", true]).Select(r => ((RelativeRow)r.Value!).Exempt));

    [Fact]
    public void Units_belong_to_the_administrative_tree_unless_said() => Assert.Equal(
        [
            new UnitRow("D1", "Phòng Nội vụ", null, "phòng", "phòng ban", null, null, null, "hành chính") { Row = 2 },
            new UnitRow("D2", "Công đoàn", "D1", "tổ chức", null, "30280", new(2024, 1, 1), null, "công đoàn") { Row = 3 },
        ],
        Reading.Rows(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính,Từ ngày,Cây\nD1,Phòng Nội vụ,,phòng,phòng ban,,,\nD2,Công đoàn,D1,tổ chức,,30280,01/01/2024,công đoàn\n").Select(r => r.Value));

    [Fact]
    public void A_unit_is_not_its_own_parent() => Assert.Equal(
        ["Mã đơn vị cấp trên parent-is-itself(D1)"], Reading.Rows(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Cấp trên\nD1,A,x,D1\n").Select(Reading.Findings));

    [Fact]
    public void Nominees_are_read()
    {
        var rows = Reading.Rows(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích\nD1,Tập thể,Phòng A,,không,Tốt\nD1,ca nhan,Lê Hà,CB1,có,Tốt\nD1,tổ,B,,,Tốt\nD1,cá nhân,B,,có lẽ,Tốt\n");
        Assert.Equal(new NomineeRow("D1", "tập thể", "Phòng A", null, false, "Tốt") { Row = 2 }, rows[0].Value);
        Assert.Equal(new NomineeRow("D1", "cá nhân", "Lê Hà", "CB1", true, "Tốt") { Row = 3 }, rows[1].Value);
        Assert.Equal("Loại unknown-word(tổ|tập thể, cá nhân)", Reading.Findings(rows[2]));
        Assert.Equal("Ngoài ngành unknown-word(có lẽ|có, không)", Reading.Findings(rows[3]));
    }

    [Fact]
    public void All_faults_of_a_row_are_told_at_once() => Assert.Equal(
        "Họ và tên missing(Họ và tên)\nMã số BHXH wrong-length(1|10|1)\nNgày biên lai not-a-day(x)",
        Reading.Findings(Reading.Result(("Họ và tên", ""), ("Mã số BHXH", "1"), ("Ngày biên lai", "x"))));
}
