using ThiDua.Campaigns;
using ThiDua.Core.Tasks;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Tests.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Tasks;

/// <summary>Who launches, who follows, who sums up, and who has not (SCT/I.3.a, 9936/VI).</summary>
public sealed class RecordTaskTests
{
    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        LX,UBND thành phố,,cơ quan,
        PB1,Phòng Nội vụ,LX,phòng,phòng ban
        PB2,PHÒNG Y TẾ THÀNH PHỐ,LX,phòng,phòng ban
        TT,Trung tâm Y tế,LX,trung tâm,
        XP1,Phường Mỹ Bình,LX,phường,xã phường
        XP2,Phường Mỹ Hoà,LX,phường,xã phường
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Each_unit_of_a_group_and_the_office_of_a_name_have_their_tasks(Engine engine)
    {
        using var office = Ready(engine);
        Assert.Equal(
            [
                "launch-city ", "launch-departments PB1 PB2", "carry-out-home-affairs PB1", "commendations PB1", "follow PB2", "sum-up PB2", "launch-schools ", "launch-health TT", "agents TT",
                "launch-communes XP1 XP2", "on-the-spot XP1 XP2", " ",
            ],
            Tasks(office).Select(t => $"{t.Task.Followed?.Id} {string.Join(' ', t.Units.Select(u => u.Unit.Code).Order(StringComparer.Ordinal))}"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_launch_is_recorded_seen_as_of_its_day_corrected_and_taken_back(Engine engine)
    {
        using var office = Ready(engine);
        var standings = office.Lines("staff-voluntary-si");
        Record(office, new("launch-communes", "XP1", Progress.UnderWay, new(2024, 11, 18), Note: "đã họp"));
        var done = Record(office, new("launch-communes", "XP1", Progress.Done, new(2024, 11, 20), " 15/KH-UBND ", "anh-1.jpg"));

        Assert.Equal(["XP1 NotStarted NotDue", "XP2 NotStarted NotDue"], Launches(office, new(2024, 11, 17)));
        Assert.Equal(["XP1 UnderWay NotDue 18/11 đã họp", "XP2 NotStarted NotDue"], Launches(office, new(2024, 11, 19)));
        Assert.Equal(["XP1 Done Done 20/11 15/KH-UBND anh-1.jpg", "XP2 NotStarted Due"], Launches(office, new(2024, 11, 30)));
        Assert.Equal(["XP1 Done Done 20/11 15/KH-UBND anh-1.jpg", "XP2 NotStarted Late"], Launches(office, new(2024, 12, 1)));
        var launch = Tasks(office, new(2024, 12, 1)).Single(t => t.Task.Followed?.Id == "launch-communes");
        Assert.Equal((1, 1, 2), (launch.Done, launch.Late, launch.Units.Single(u => u.Unit.Code == "XP1").Entries.Count));

        office.Withdraw(done.Sha256);
        Assert.Equal(["XP1 UnderWay Late 18/11 đã họp", "XP2 NotStarted Late"], Launches(office, new(2024, 12, 1)));
        Assert.Equal(standings, office.Lines("staff-voluntary-si"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_unit_that_began_after_the_closing_day_reports_on_the_tree_that_it_is_shown_on(Engine engine)
    {
        using var office = new Office(engine, today: new(2024, 12, 5));
        office.Import(FileKind.Units, Units + "\n", "don-vi.csv");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày\nXP3,Phường Mới,LX,phường,xã phường,02/12/2024\n", "moi.csv");
        Assert.Equal(["XP1", "XP2", "XP3"], Tasks(office).Single(t => t.Task.Followed?.Id == "launch-communes").Units.Select(u => u.Unit.Code).Order(StringComparer.Ordinal));
        Record(office, new("launch-communes", "XP3", Progress.Done, new(2024, 12, 4), "7/KH"));
        Assert.Equal(["XP3 Done DoneLate 04/12 7/KH"], Launches(office, new(2024, 12, 5)).Where(l => l.StartsWith("XP3", StringComparison.Ordinal)));
        Assert.Equal("unit-unknown", Assert.Throws<QuestionException>(() => Record(office, new("launch-communes", "XP9", Progress.UnderWay))).Code);
    }

    [Fact]
    public void A_task_of_every_unit_is_that_of_all_units_of_the_standings()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var file = Path.Combine(office.Folder, "vi-du.yaml");
        File.WriteAllText(file, BrokenFile.With("39|tasks: [{addressee: {vi: Ai, en: Who}, text: {vi: Phát động, en: Launch}, id: launch, every-unit: true, due: {day: 2025-03-10, clause: \"1\"}, clause: \"1\"}]").Text);
        new AddCampaign(office.Installation).Add(file);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nX1,Xã một,xã,mọi đơn vị\nX2,Xã hai,xã,mọi đơn vị\nX3,Xã ngoài,xã,\n", "don-vi.csv");
        using var db = office.Installation.Open();
        Assert.Equal(["X2", "X1"], new TaskQueries(db, Ground.Of(db, office.Installation, "vi-du", new())).Tasks().Single().Units.Select(u => u.Unit.Code));
    }

    [Fact]
    public void What_was_known_before_stays_askable()
    {
        using var office = Ready(Engine.Sqlite);
        Record(office, new("on-the-spot", "XP2", Progress.Done, new(2024, 11, 20)));
        var before = office.Now;
        var later = office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nXP9,Phường mới,phường\n", "moi.csv");
        Record(office, new("on-the-spot", "XP2", Progress.NotStarted, new(2024, 11, 21)));
        using var db = office.Installation.Open();
        var then = new TaskQueries(db, Ground.Of(db, office.Installation, "9936", new(new(2024, 11, 30), before))).Tasks().Single(t => t.Task.Followed?.Id == "on-the-spot");
        Assert.Equal((1, 1), (then.Done, later.Accepted));
        Assert.Equal(0, Tasks(office).Single(t => t.Task.Followed?.Id == "on-the-spot").Done);
    }

    [Fact]
    public void A_report_that_cannot_be_is_refused_in_words()
    {
        using var office = Ready(Engine.Sqlite);
        Assert.Equal("task.document-missing", Refused(new("launch-communes", "XP1", Progress.Done, new(2024, 11, 20), " ")));
        Assert.Equal("task.day-ahead", Refused(new("launch-communes", "XP1", Progress.UnderWay, new(2024, 12, 1))));
        Assert.Equal("task.not-addressed", Refused(new("launch-communes", "PB1", Progress.UnderWay)));
        Assert.Equal("task-unknown", Assert.Throws<QuestionException>(() => Record(office, new("khac", "XP1", Progress.UnderWay))).Code);
        Assert.Equal("unit-unknown", Assert.Throws<QuestionException>(() => Record(office, new("launch-communes", "XP7", Progress.UnderWay))).Code);
        Assert.Equal([], Tasks(office).SelectMany(t => t.Units).SelectMany(u => u.Entries));

        string Refused(ProgressReport report) => Assert.Throws<RefusedEntryException>(() => Record(office, report)).Key;
    }

    [Fact]
    public void The_command_records_lists_and_answers_as_the_api_does()
    {
        using var town = new ThiDua.Tests.Cli.SmallTown();
        var recorded = town.Command.Must("task", "9936", "--unit", "XP1", "--task", "launch-communes", "--state", "done", "--day", "20/11/2024", "--document", "15/KH-UBND", "--json").Json;
        Assert.Equal(("launch-communes", "XP1", "done", "2024-11-20"), ((string?)recorded["task"], (string?)recorded["unit"], (string?)recorded["progress"], (string?)recorded["day"]));
        var listed = town.Command.Must("task", "9936", "--task", "launch-communes", "--json", "--as-of", "2024-12-01").Json["tasks"]!.AsArray().Single()!;
        Assert.Equal((1, 1, "2024-11-30"), ((int)listed["done"]!, (int)listed["late"]!, (string?)listed["due"]));
        Assert.Equal(["XP1 done done 15/KH-UBND", "XP2 not-started late "], listed["units"]!.AsArray().Select(u => $"{u!["unit"]} {u["progress"]} {u["state"]} {u["reports"]!.AsArray().FirstOrDefault()?["document"]}"));
        Assert.Contains("Phường Mỹ Bình: đã làm xong · 20/11/2024 · 15/KH-UBND", town.Command.Must("task", "9936", "--unit", "XP1").Output, StringComparison.Ordinal);

        var refused = town.Command.Run("task", "9936", "--unit", "XP2", "--task", "launch-communes", "--state", "done", "--lang", "en");
        Assert.Equal((1, "This task is done only with a document. Give the number of the unit's document."), (refused.ExitCode, refused.Errors.Trim()));
        Assert.Equal(2, town.Command.Run("task", "9936", "--state", "done").ExitCode);
    }

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, Units, "don-vi.csv");
        return office;
    }

    private static RecordedTask Record(Office office, ProgressReport report) => new RecordTask(office.Installation).Record("9936", report);

    private static IReadOnlyList<TaskProgress> Tasks(Office office, DateOnly? asOf = null)
    {
        using var db = office.Installation.Open();
        return new TaskQueries(db, Ground.Of(db, office.Installation, "9936", TaskAddresses.Today(office.Installation, asOf))).Tasks();
    }

    private static string[] Launches(Office office, DateOnly asOf) =>
        [.. Tasks(office, asOf).Single(t => t.Task.Followed?.Id == "launch-communes").Units.Select(u =>
            string.Join(' ', new[] { u.Unit.Code, u.Standing.Progress.ToString(), u.Standing.State.ToString(), u.Holds?.Fact.Day.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture), u.Holds?.Document, u.Holds?.Evidence, u.Holds?.Note }.Where(p => p is not null)))];
}
