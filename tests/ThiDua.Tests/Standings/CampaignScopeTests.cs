using ThiDua.Campaigns;
using ThiDua.Campaigns.Workshop;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Targets;
using ThiDua.Tests.Organisation;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Standings;

/// <summary>Who takes part, where a campaign file names a part of the organisation (SCT/I.1, 4225/II.1).</summary>
public sealed class CampaignScopeTests
{
    private static readonly DateOnly EndOf2024 = new(2024, 12, 31);
    private static readonly string Letter = File.ReadAllText(AddCampaign.Shipped("sct")!).ReplaceLineEndings("\n");

    /// <summary>Another department in the same installation, with a room of the same type.</summary>
    private const string Health = "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\nY,Sở Y tế,,sở\nYT,Phòng Nghiệp vụ Y,Y,phòng\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void SCT_I_1_only_the_sector_that_the_file_names_takes_part_and_everybody_else_is_told_why(Engine engine)
    {
        using var office = Two(engine);
        Assert.Equal(["TM 2/ #1", "VP 1/ #2", "YT 1/ #3", "CN 0/ #4", "KC 0/ #5"], Lines(office));
        Assert.Equal(3, Rows(office, new(), StandingOf.Officers, "YT"));
        Scoped(office, "subtrees: [{code: S, day: 2024-05-09}]");
        Assert.Equal(["TM 2/ #1", "VP 1/ #2", "CN 0/ #3", "KC 0/ #4"], Lines(office));
        Assert.Equal(0, Rows(office, new(), StandingOf.Officers, "YT"));
        Assert.Equal(["A1", "A2", "B1", "B2", "B3", "C1", "C2", "D1"], Officers(office));
        using (var db = office.Installation.Open())
        {
            var ground = Ground.Of(db, office.Installation, "sct", new(EndOf2024));
            var queries = new StandingsQueries(db, ground);
            var why = new ExplainQueries(db, ground, queries, InsuranceCatalog.PaymentWindows).OfOfficer("Y1").First(e => e.Indicator.Id == "relatives-maintained").Verdict;
            Assert.Equal(("outside-scope", "I.1"), (why.Reason.Code, why.Source!.Name));
            Assert.Equal("Phòng Nghiệp vụ Y không thuộc phạm vi của phong trào: không tính cho ai.", new ReasonText(ground.Campaign, Language.Vi).Plain(why));
            Assert.Equal("Sở Công Thương (S) và mọi đơn vị trực thuộc (I.1)", ScopeText.Of(ground.Campaign, ground.Units, Language.Vi));
            Assert.Equal(["unit-outside-scope", "unit-not-listed"], new[] { "YT", "CD1" }.Select(u => queries.NotListed(u).Code));
            Assert.DoesNotContain("YT", new RemindQueries(db, ground).Ask(null, new HashSet<int>()).Urge.Select(u => u.Row.Code));
            Assert.Equal(["CN", "KC", "TM", "VP"], new ThiDua.Tasks.TaskQueries(db, ground).Tasks().First(t => t.Task.Followed!.Id == "launch").Units.Select(u => u.Unit.Code).Order(StringComparer.Ordinal));
            Assert.Equal(2, new BoardQueries(office.Installation, within: null).Board("sct").Tiles[0].Numerator); // at the end of 2025, without the one of YT
            Assert.Equal("unit-outside-scope", Assert.Throws<QuestionException>(() => new ProposeTargets(db, ground).Propose(new("relatives-maintained", "Y", ShareBy.Equal, null, 10))).Code);
        }
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_is_in_scope_and_what_is_outside_add_up_to_all_also_through_the_trade_union(Engine engine)
    {
        using var office = Two(engine);
        var all = (Sum(office), Sum(office, "CD"), Sum(office, "S"), Sum(office, "Y"));
        Scoped(office, "subtrees: [{code: S, day: 2024-05-09}]");
        var inside = (Sum(office), Sum(office, "CD"), Sum(office, "S"), Sum(office, "Y"));
        Scoped(office, "subtrees: [{code: Y, day: 2024-05-09}]");
        var outside = (Sum(office), Sum(office, "CD"), Sum(office, "S"), Sum(office, "Y"));
        Assert.Equal(all, (inside.Item1 + outside.Item1, inside.Item2 + outside.Item2, inside.Item3 + outside.Item3, inside.Item4 + outside.Item4));
        Assert.Equal(((3m, 3m, 3m, 0m), (1m, 1m, 0m, 1m)), (inside, outside)); // who is outside the union is in its row “-”
    }

    [Fact]
    public void Types_and_subtrees_must_both_hold_and_a_unit_that_is_not_known_is_told()
    {
        using var office = Two(Engine.Sqlite);
        Scoped(office, "subtrees: [{code: S, day: 2024-05-09}], types: [Đơn vị sự nghiệp]");
        Assert.Equal(["KC 0/ #1"], Lines(office));
        Scoped(office, "types: [phòng]");
        Assert.Equal(["TM 2/ #1", "VP 1/ #2", "YT 1/ #3", "CN 0/ #4"], Lines(office));
        Scoped(office, "subtrees: [{code: XX, day: 2024-05-09}]");
        Assert.Equal([], Lines(office));
        using var db = office.Installation.Open();
        Assert.Equal("Danh sách đơn vị không có mã XX (09/05/2024) mà tệp phong trào nêu trong phạm vi, nên chưa ai tham gia theo mã ấy. Nhập danh sách đơn vị của ngày đó, hoặc sửa mã và ngày trong tệp phong trào.",
            ScopeText.Unknown(Ground.Of(db, office.Installation, "sct", new()).Scope, Language.Vi));
    }

    [Fact]
    public void A_commune_outside_has_no_task_of_its_group_and_is_not_handed_a_target()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nLX,UBND thành phố,,cơ quan,\nX,Xã X,LX,xã,xã phường\nY,Xã Y,LX,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\n1,Lê A,X\n2,Lê B,Y\n", "can-bo.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nX,won-back-hi,5\nY,won-back-hi,7\n", "giao.csv");
        Assert.Equal("X Y | X Y | 5 7", All());
        new AddCampaign(office.Installation).AddText(File.ReadAllText(AddCampaign.Shipped("9936")!).Replace("\ngroups:", "\nscope: {subtrees: [{code: X, day: 2024-11-15}], clause: IV}\ngroups:", StringComparison.Ordinal), "9936.yaml");
        Assert.Equal("X | X | 5", All());

        string All()
        {
            using var db = office.Installation.Open();
            var ground = Ground.Of(db, office.Installation, "9936", new());
            var rows = office.Standings(new(Indicator: "won-back-hi")).SelectMany(s => s.Rows).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
            var tasks = new ThiDua.Tasks.TaskQueries(db, ground).Tasks().First(t => t.Task.Followed?.Id == "launch-communes").Units.Select(u => u.Unit.Code).Order(StringComparer.Ordinal);
            return $"{string.Join(' ', rows.Select(r => r.Code))} | {string.Join(' ', tasks)} | {string.Join(' ', rows.Select(r => r.Target!.Value.ToString("0", System.Globalization.CultureInfo.InvariantCulture)))}";
        }
    }

    [Fact]
    public void The_workshop_reads_the_scope_beside_its_clause_and_a_form_changes_its_unit()
    {
        var text = Letter.Replace("scope: {everybody: true,", "scope: {subtrees: [{code: S, day: 2024-05-09}],", StringComparison.Ordinal);
        Assert.Equal(["phạm vi | đơn vị và trực thuộc: mã đơn vị S, ngày 09/05/2024"], Line(text));
        Assert.Equal(["phạm vi | mọi đơn vị, cán bộ: có"], Line(Letter));
        var changed = CampaignFields.With(text, new Dictionary<string, string> { ["scope.subtrees.0.code"] = "SỞ 1", ["scope.subtrees.0.day"] = "2025-07-01" });
        Assert.Equal([new Subtree("SỞ 1", new(2025, 7, 1))], CampaignFile.Read(changed).Campaign!.Scope!.Subtrees);

        static IEnumerable<string> Line(string text) => ReadClauses.Of(text, Language.Vi).Clauses.Single(c => c.Name == "I.1").Lines.Select(l => $"{l.Of} | {string.Join("; ", l.Says.Select(s => $"{s.Label}: {s.Value}"))}");
    }

    /// <summary>A campaign of figures: who is outside is no row, whatever was entered for him.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_4225_II_1_figures_and_nominees_of_units_outside_the_sector_are_left_aside(Engine engine)
    {
        using var office = new Office(engine, "4225", new(2026, 1, 10));
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\nVN,BHXH Việt Nam,,trung ương\nA,BHXH tỉnh A,VN,tỉnh\nY,Sở Y tế,,sở\n", "don-vi.csv");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,hi-coverage,31/12/2025,\"95,2\"\nY,hi-coverage,31/12/2025,99\n", "so.csv", campaign: "4225");
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\nA,tập thể,Phòng Thu,Vượt\nY,tập thể,Phòng Y,Vượt\n", "de-nghi.csv", campaign: "4225");
        Assert.Equal("Y A / A Y", Both());
        var text = File.ReadAllText(AddCampaign.Shipped("4225")!).Replace("scope: {everybody: true,", "scope: {subtrees: [{code: VN, day: 2024-11-10}],", StringComparison.Ordinal);
        new AddCampaign(office.Installation).AddText(text, "4225.yaml");
        Assert.Equal("A / A", Both());
        office.MustVerify();

        string Both()
        {
            using var db = office.Installation.Open();
            var ground = Ground.Of(db, office.Installation, "4225", new());
            return string.Join(' ', [.. office.Standings(new(Indicator: "hi-coverage"), campaign: "4225").Single().Rows.Select(r => r.Code), "/", .. new ThiDua.Awards.AwardQueries(db, ground, new(db, ground)).Answer().Proposals.Select(p => p.Unit)]);
        }
    }

    [Fact]
    public void On_any_tree_after_any_reorganisation_who_is_in_and_who_is_out_are_everybody_once_and_the_units_of_the_file_go_on()
    {
        var seen = (In: 0, Out: 0, Merged: 0);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var world = new ReorganisedWorld(new Random(seed));
            var (units, random) = (world.Units, world.Random);
            DateOnly Day() => ReorganisedWorld.First.AddDays(random.Next(ReorganisedWorld.Length));
            var (asOf, tree, day) = (Day(), Day(), Day());
            var there = units.Known.Where(u => units.On(u, day) is not null).Order().ToList();
            var named = there[random.Next(there.Count)];
            var scope = new Scope(new([new("U" + named, day)], [], [], new(SourceKind.Clause, "1")), units, asOf, tree);
            var roots = InPlaceOf(units, named, day, asOf);
            var officers = world.Posts.Where(p => p.On(asOf) is not null).Select(p => (Unit: p.On(asOf)!.Unit, There: units.Successions.InPlaceOf(p.On(asOf)!.Unit, asOf, tree, p)!.Value)).ToList();
            foreach (var (unit, _) in officers) Assert.Equal((seed, roots.Contains(unit) || roots.Contains(units.On(unit, asOf)!.Parent!.Value)), (seed, scope.Has(unit)));
            var (everybody, inside) = (new Scope(null, units, asOf, tree), officers.Where(o => scope.Has(o.Unit)).ToList());
            Assert.Equal((seed, Sum(everybody, officers)), (seed, Sum(scope, inside) + Sum(everybody, [.. officers.Where(o => !scope.Has(o.Unit))])));
            Assert.Equal((seed, inside.Count), (seed, Sum(scope, inside))); // whoever takes part is in a unit that is listed
            seen = (seen.In + inside.Count, seen.Out + officers.Count - inside.Count, seen.Merged + (roots.Contains(named) ? 0 : 1));

            int Sum(Scope of, List<(int Unit, int There)> who) => ReorganisedWorld.Tops.Sum(top =>
            {
                var rollup = Rollup.Under(units, tree, top, of);
                return who.Count(o => rollup.ListedFor(o.There) is not null);
            });
        }
        Assert.True(seen is { In: > 1_000, Out: > 1_000, Merged: > 500 }, seen.ToString());
    }

    /// <summary>Day by day, one document after the other.</summary>
    private static HashSet<int> InPlaceOf(Units units, int unit, DateOnly from, DateOnly to)
    {
        var found = new HashSet<int> { unit };
        var steps = units.Successions.Held;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            found = [.. found.SelectMany(u => steps.Where(s => s.Day == day && s.From == u).Select(s => s.To!.Value).DefaultIfEmpty(u))];
        for (var day = from; day > to; day = day.AddDays(-1))
        {
            found = [.. found.SelectMany(u =>
            {
                var origins = steps.Where(s => s.Day == day && s.To == u).Select(s => s.From).ToList();
                var stayed = units.On(u, day.AddDays(-1)) is not null && !steps.Any(s => s.Day == day && s.From == u);
                return origins.Count == 0 || stayed ? origins.Append(u) : origins;
            })];
        }
        return found;
    }

    private static Office Two(Engine engine)
    {
        var office = IndustryAndTrade.Filled(engine);
        office.Import(FileKind.Units, Health, "don-vi-y.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nY1,Ngô Thị Yên,YT\nY2,Ngô Văn Ý,YT\nY3,Ngô Thị Yến,YT\n", "can-bo-y.csv");
        office.Import(FileKind.Results, IndustryAndTrade.ResultHead + "Người Chín,7900000009,TN,TM,20/12/2024,R9,12/2024,12,Y1,mẹ\n", "ket-qua-y.csv");
        return office;
    }

    private static void Scoped(Office office, string words) =>
        new AddCampaign(office.Installation).AddText(Letter.Replace("scope: {everybody: true,", $"scope: {{{words},", StringComparison.Ordinal), "sct.yaml");

    private static string[] Lines(Office office) => [.. Standing(office, new()).Select(r => $"{r.Code} {r.Numerator:0}/ #{r.Rank}")];

    private static string[] Officers(Office office) => [.. Standing(office, new(StandingOf.Officers)).Select(r => r.Code).Order(StringComparer.Ordinal)];

    private static decimal Sum(Office office, string? under = null) => Standing(office, new(Under: under)).Sum(r => r.Numerator!.Value);

    private static int Rows(Office office, StandingsQuestion question, StandingOf of, string unit)
    {
        using var db = office.Installation.Open();
        var queries = new StandingsQueries(db, Ground.Of(db, office.Installation, "sct", new(EndOf2024)));
        var codes = queries.ListedRoster().Where(r => r.Listed.Code == unit).Select(r => r.Post.Code).ToHashSet();
        return queries.Standings(question with { Of = of, Indicator = "relatives-maintained" }).SelectMany(s => s.Rows).Count(r => codes.Contains(r.Code));
    }

    private static IEnumerable<StandingRow> Standing(Office office, StandingsQuestion question) =>
        office.Standings(question with { Indicator = "relatives-maintained" }, new(EndOf2024), "sct").SelectMany(s => s.Rows);
}
