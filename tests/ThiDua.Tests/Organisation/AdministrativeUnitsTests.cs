using ThiDua.Organisation;

namespace ThiDua.Tests.Organisation;

/// <summary>The shipped lists of administrative units: whole, consistent, and sure only on their days.</summary>
public sealed class AdministrativeUnitsTests
{
    [Theory]
    [InlineData("2022-10-01", 63, 705, 10_599, "2023-04-09")]
    [InlineData("2025-03-01", 63, 696, 10_035, "2025-06-30")]
    [InlineData("2025-07-01", 34, 0, 3_321, "2026-04-29")]
    [InlineData("2026-04-30", 34, 0, 3_321, null)]
    public void Each_list_has_all_units_under_units_of_its_own(string day, int provinces, int districts, int communes, string? until)
    {
        var list = AdministrativeUnits.On(DateOnly.Parse(day, null))!;

        Assert.Equal((provinces, districts, communes), (list.Provinces.Count, list.Districts.Count, list.Communes.Count));
        Assert.Equal((DateOnly.Parse(day, null), until is null ? null : DateOnly.Parse(until, null)), (list.Day, list.SureUntil));
        Assert.Equal([], list.Districts.Values.Where(d => !list.Provinces.ContainsKey(d.Parent!)));
        Assert.Equal([], list.Communes.Values.Where(c => !(districts > 0 ? list.Districts : list.Provinces).ContainsKey(c.Parent!)));
        Assert.Equal([], list.Communes.Values.Concat(list.Districts.Values).Concat(list.Provinces.Values).Where(u => !u.Name.IsNormalized() || u.Name.Contains("  ", StringComparison.Ordinal)));
        Assert.Equal(list.Districts.Keys.Order(StringComparer.Ordinal), list.Points().Select(p => p.District).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2022-09-30", null, false)]
    [InlineData("2022-10-01", "2022-10-01", true)]
    [InlineData("2023-04-09", "2022-10-01", true)]
    [InlineData("2023-04-10", "2022-10-01", false)]
    [InlineData("2025-02-28", "2022-10-01", false)]
    [InlineData("2025-06-30", "2025-03-01", true)]
    [InlineData("2026-04-29", "2025-07-01", true)]
    [InlineData("2026-11-01", "2026-04-30", true)]
    public void A_day_between_two_lists_has_the_last_one_which_is_sure_until_the_next_resolution(string day, string? list, bool sure)
    {
        var on = DateOnly.Parse(day, null);
        var units = AdministrativeUnits.On(on);

        Assert.Equal((list is null ? null : DateOnly.Parse(list, null), sure), (units?.Day, units?.IsSureOn(on) ?? false));
    }

    [Fact]
    public void A_code_is_a_key_only_with_its_day()
    {
        var (before, after) = (AdministrativeUnits.On(new(2025, 6, 30))!, AdministrativeUnits.On(new(2025, 7, 1))!);

        Assert.Equal(["15", "24", "44", "52", "80", "82", "91"], after.Provinces.Values.Where(p => before.Provinces[p.Code].Name.Split(' ', 2)[1] != p.Name.Split(' ', 2)[1] && p.Code != "79").Select(p => p.Code).Order(StringComparer.Ordinal));
        Assert.Equal(("Tỉnh Yên Bái", "Tỉnh Lào Cai"), (before.Provinces["15"].Name, after.Provinces["15"].Name));
    }

    [Fact]
    public void Neighbours_and_islands_join_the_districts_of_every_province_into_one()
    {
        foreach (var day in new DateOnly[] { new(2022, 10, 1), new(2025, 3, 1) })
        {
            var list = AdministrativeUnits.On(day)!;
            Assert.Equal([], list.Borders().Concat(list.Islands()).Where(b => !list.Districts.ContainsKey(b.Item1) || !list.Districts.ContainsKey(b.Item2)));
            var parts = list.Districts.Keys.ToDictionary(d => d, d => d);
            foreach (var (a, b) in list.Borders().Concat(list.Islands()).Where(b => list.Districts[b.Item1].Parent == list.Districts[b.Item2].Parent)) parts[Root(a)] = Root(b);
            Assert.Equal(63, list.Districts.Keys.Select(Root).Distinct().Count());

            string Root(string district) => parts[district] == district ? district : Root(parts[district]);
        }
    }

    [Fact]
    public void Everybody_counted_in_2019_lives_in_a_district_of_each_list()
    {
        var (first, second) = (AdministrativeUnits.On(new(2022, 10, 1))!.Census2019(), AdministrativeUnits.On(new(2025, 3, 1))!.Census2019());

        Assert.Equal((96_208_984, 96_208_984), (first.Values.Sum(), second.Values.Sum()));
        // 769 was Quận 2 (180,275 people) in the census; Thủ Đức took the old Thủ Đức and Quận 9 in
        Assert.Equal(1_169_967, first["769"]);
        Assert.Equal((0, 0), (first.Values.Count(p => p == 0) - 1, first["498"])); // Hoàng Sa alone has nobody
        Assert.Equal([], second.Where(p => p.Value == 0 && p.Key != "498"));
    }

    [Fact]
    public void Every_commune_of_the_last_day_with_districts_is_somewhere_on_the_next()
    {
        var (before, after) = (AdministrativeUnits.On(new(2025, 6, 30))!, AdministrativeUnits.On(new(2025, 7, 1))!);
        var changes = AdministrativeChanges.Communes().ToList();
        var provinces = AdministrativeChanges.Provinces();

        Assert.Equal(10_604 - 8, changes.Count);
        // of two communes the source knows a mistaken place only: Xã Tân Phú of An Giang, Xã Vĩnh Thành of Sóc Trăng
        Assert.Equal(["30622", "31771"], before.Communes.Keys.Except(changes.Select(c => c.Old)));
        Assert.Equal([], after.Communes.Keys.Except(changes.Select(c => c.New)));
        Assert.Equal([], changes.Where(c => !after.Communes.ContainsKey(c.New)));
        Assert.Equal(12, changes.Count(c => c.Note is not null));
        Assert.Equal(before.Provinces.Keys.Order(StringComparer.Ordinal), provinces.Keys.Order(StringComparer.Ordinal));
        // no commune leaves the province that its own became part of
        Assert.Equal([], changes.Where(c => c.Note is null && before.Communes.TryGetValue(c.Old, out var old) && provinces[before.Districts[old.Parent!].Parent!] != after.Communes[c.New].Parent));
    }
}
