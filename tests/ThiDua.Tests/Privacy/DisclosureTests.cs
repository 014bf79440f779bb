using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Privacy;

/// <summary>Whose values were shown in full can be seen where the person is: by his unit, not by auditors alone.</summary>
public sealed class DisclosureTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_was_shown_a_person_is_told_however_it_was_asked(Engine engine)
    {
        using var office = new Office(engine);
        (string Reason, string Subject)[] logged =
        [
            ("gọi lại", "P7"), ("người khác", "P8"), ("cả danh sách", "calls 9936"), ("xã khác", "calls 9936 30283"), ("xã này", "calls 9936 30280"), ("nhân viên này", "calls 9936 NVT-01"),
            ("cả hai", "calls 9936 30280 NVT-01"), ("phong trào khác", "calls khac"), ("nhắc", "remind 9936"), ("cán bộ", "A1"),
        ];
        foreach (var (reason, subject) in logged) Disclosures.Log(office.Installation with { Actor = "lan" }, reason, subject);
        using var db = office.Installation.Open();
        Assert.Equal(["lan nhắc", "lan cả hai", "lan nhân viên này", "lan xã này", "lan cả danh sách", "lan gọi lại"], Disclosures.OfPerson(db, "P7", "9936", "30280", "NVT-01").Select(e => $"{e.Actor} {e.After}"));
        Assert.Equal(["lan cán bộ"], Disclosures.OfOfficer(db, "A1").Select(e => $"{e.Actor} {e.After}"));
    }
}
