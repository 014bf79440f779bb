using ThiDua.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Counting;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Oracle;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>Persons are decided a set at a time; one with several numbers may begin in one set and end in another.</summary>
[Collection(nameof(Alone))]
public sealed class SetsOfPersonsTests
{
    private static readonly string Results = """
        Họ và tên,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
        Phan A,,089201000001,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha
        Phan B,8900000002,,TN,TM,16/11/2024,BL2,11/2024,3,A2,cha
        Phan C,8900000003,,TN,TM,16/11/2024,BL3,11/2024,3,A3,cha
        Phan A,8900000001,,TN,TM,17/11/2024,BL4,11/2024,3,A2,cha
        Phan A,8900000001,089201000001,TN,TM,18/11/2024,BL5,11/2024,3,A2,cha
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_person_whose_numbers_lie_in_two_sets_is_counted_once(Engine engine)
    {
        var usual = (ImportFile.BatchRows, CountPersons.BatchSize);
        (ImportFile.BatchRows, CountPersons.BatchSize) = (1, 1);
        try
        {
            using var first = new Office(engine);
            using var later = new Office(engine, campaign: null);
            foreach (var office in (Office[])[first, later])
            {
                office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
                office.Import(FileKind.Officers, SmallTown.Officers, "can-bo.csv");
                office.Import(FileKind.Results, Results, "ket-qua.csv");
            }
            new AddCampaign(later.Installation).Add("9936");
            foreach (var office in (Office[])[first, later])
            {
                var rows = office.Standings(new(StandingOf.Officers, Indicator: "staff-voluntary-si")).SelectMany(s => s.Rows).Where(r => r.Code.StartsWith('A'));
                Assert.Equal(["A1 1", "A2 1", "A3 1"], rows.Select(r => $"{r.Code} {r.Numerator:0}").Order());
                office.MustVerify();
            }
        }
        finally
        {
            (ImportFile.BatchRows, CountPersons.BatchSize) = usual;
        }
    }
}
