using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Campaigns.Workshop;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

/// <summary>Campaign files read as a document, changed by form, and held against each other.</summary>
public sealed class WorkshopTests
{
    private static readonly string Plan = File.ReadAllText(AddCampaign.Shipped("9936")!).ReplaceLineEndings("\n");

    [Fact]
    public void Each_clause_stands_beside_what_it_became()
    {
        var read = ReadClauses.Of(Plan, Language.Vi);
        Assert.Equal(CampaignFile.Read(Plan).Campaign!.Clauses.Select(c => (c.Number, c.Text)), read.Clauses.Select(c => (c.Name, c.Text)));
        Assert.Equal(
        [
            "chỉ tiêu: BHXH tự nguyện | đo: cán bộ có ít nhất một người được tính / cán bộ; nhóm đơn vị: Phòng ban; Xã, phường",
            "chỉ tiêu: BHXH tự nguyện | loại hình: TN (BHXH tự nguyện)",
            "chỉ tiêu: BHXH tự nguyện | phần trăm: 50; so sánh: ≥ (đạt hoặc vượt)",
        ], Lines(read.Clauses.Single(c => c.Name == "III.1.1.a")));
        Assert.Equal(["ngày chốt | ngày: 30/11/2024"], Lines(read.Clauses.Single(c => c.Name == "IV")).Where(l => l.StartsWith("ngày chốt", StringComparison.Ordinal)));
        Assert.Contains("chỉ tiêu: Thân nhân đủ BHYT | thân nhân kê khai: cha; mẹ; cha vợ/chồng; mẹ vợ/chồng; con; anh chị em ruột; anh chị em vợ/chồng", Lines(read.Clauses.Single(c => c.Name == "III.1.1.b")));
        var joining = read.Readings.Single(r => r.Name == "joining");
        Assert.Equal((2, "chỉ tiêu: BHXH tự nguyện | cách tham gia: tham gia mới, tham gia lại BHXH"), (joining.Alternatives.Count, Lines(joining).Single()));
        // every line with a source is beside exactly one clause, reading or act, and beside what it names besides
        var told = read.Clauses.Concat(read.Readings).Concat(read.Laws).SelectMany(c => c.Lines).Count();
        Assert.Equal(System.Text.RegularExpressions.Regex.Count(Plan, @"(?<=[ {])(clause|reading|law|also): "), told);
    }

    [Fact]
    public void Every_word_of_the_vocabulary_is_said_in_both_languages()
    {
        var words = Vocabulary.Shapes.SelectMany(s => s.Keys.SelectMany(k => k.Words.Append(k.Name))).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var language in Enum.GetValues<Language>()) Assert.Equal([], words.Where(w => !Sentences.All(language).ContainsKey("vocabulary." + w)));
    }

    [Fact]
    public void A_form_changes_the_one_value_and_not_a_letter_beside_it()
    {
        foreach (var id in AddCampaign.AllShipped().Select(c => c.Id))
        {
            var text = File.ReadAllText(AddCampaign.Shipped(id)!).ReplaceLineEndings("\n");
            var fields = CampaignFields.Of(text, Language.Vi);
            Assert.Equal(text, CampaignFields.With(text, fields.ToDictionary(f => f.Path, f => f.Value)));
            foreach (var field in fields)
            {
                var other = field.Type switch { KeyType.Day => "2031-12-31", KeyType.Flag => field.Value == "true" ? "false" : "true", KeyType.Word => field.Words.First(w => w != field.Value || field.Words.Count == 1), _ => "7" };
                if (other == field.Value) continue;
                var changed = CampaignFields.With(text, new Dictionary<string, string> { [field.Path] = other, ["no.such.field"] = "1" });
                var lines = LineDiff.Of(text, changed);
                Assert.Equal((field.Path, 1, 1), (field.Path, lines.Count(l => l.Change == LineChange.Removed), lines.Count(l => l.Change == LineChange.Added)));
                Assert.Equal(other, CampaignFields.Of(changed, Language.Vi).Single(f => f.Path == field.Path).Value);
            }
        }
        // what people write is put down as the file wants it
        Assert.Equal(["50.5", "50.5", "60", "60,5,1"], new[] { "50,5", " 50,5 % ", "60%", "60,5,1" }.Select(said => Value(CampaignFields.With(Plan, new Dictionary<string, string> { ["indicators.0.target.percent"] = said }), "indicators.0.target.percent")));
        var written = Plan.Replace("as-of: {day: 2024-11-30,", "as-of: {day: 30/11/2024,", StringComparison.Ordinal);
        Assert.Equal("2024-11-30", Value(written, "as-of.day"));
        Assert.Equal(written, CampaignFields.With(written, new Dictionary<string, string> { ["as-of.day"] = "2024-11-30" }));
        var dangerous = CampaignFields.With(Plan, new Dictionary<string, string> { ["as-of.day"] = "x\", evil: {" });
        Assert.Equal(["not-a-day"], CampaignFile.Read(dangerous).Faults.Select(f => f.Code));

        static string Value(string text, string path) => CampaignFields.Of(text, Language.Vi).Single(f => f.Path == path).Value;
    }

    [Fact]
    public void The_difference_of_two_texts_makes_one_of_the_other_by_the_fewest_lines()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var (before, after) = (Some(), Some());
            var lines = LineDiff.Of(before, after);
            Assert.Equal(before, string.Join('\n', lines.Where(l => l.Change != LineChange.Added).Select(l => l.Text)));
            Assert.Equal(after, string.Join('\n', lines.Where(l => l.Change != LineChange.Removed).Select(l => l.Text)));
            Assert.Equal(Longest(before.Split('\n'), after.Split('\n')), lines.Count(l => l.Change == LineChange.Same));
            Assert.Equal(lines.Where(l => l.Change != LineChange.Same), LineDiff.Stretches(lines).SelectMany(s => s).Where(l => l.Change != LineChange.Same));
        }

        string Some() => string.Join('\n', Enumerable.Range(0, random.Next(1, 9)).Select(_ => "abc"[random.Next(3)]));

        // all choices of lines of the one, the longest that stands in the other in order
        static int Longest(string[] a, string[] b) => Enumerable.Range(0, 1 << a.Length).Max(chosen =>
        {
            var (at, count) = (0, 0);
            for (var i = 0; i < a.Length; i++)
            {
                if ((chosen >> i & 1) == 0) continue;
                while (at < b.Length && b[at] != a[i]) at++;
                if (at++ >= b.Length) return 0;
                count++;
            }
            return count;
        });
    }

    [Fact]
    public void A_trial_tells_whose_verdict_would_change_and_stores_nothing()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(ThiDua.Intake.FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nX,Xã X,xã,xã phường\nY,Xã Y,xã,xã phường\n");
        office.Import(ThiDua.Intake.FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\n1,Lê A,X\n2,Lê B,X\n3,Lê C,Y\n");
        office.Import(ThiDua.Intake.FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\nTrần D,8900000001,TN,16/11/2024,B1,11/2024,12,1,mẹ\n");
        var changed = CampaignFields.With(Plan, new Dictionary<string, string> { ["indicators.0.target.percent"] = "51" });
        var move = Assert.Single(new AddCampaign(office.Installation).Try(changed, "9936", Language.Vi));
        Assert.Equal(("X", "1/2", "1/2", (bool?)true, (bool?)false), (move.Code, move.Before, move.After, move.Met.Before, move.Met.After));
        Assert.Equal(["communes X 1/2 #1 met", "communes Y 0/1 #2 not"], office.Lines("staff-voluntary-si"));
        using var db = office.Installation.Open();
        Assert.Equal(1, db.One<long>("select count(*) from campaign_version"));
    }

    private static List<string> Lines(ReadSource source) => source.Lines.Select(l => $"{l.Of} | {string.Join("; ", l.Says.Select(s => $"{s.Label}: {s.Value}"))}").ToList();
}
