using ThiDua.Intake;
using ThiDua.Problems;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Problems;

/// <summary>Difficulties go to the office that the plan names (9936, last paragraph), and are answered there.</summary>
public sealed class ProblemTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_difficulty_is_reported_answered_closed_and_opened_again(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
        var (report, answer) = (new ReportProblem(office.Installation), new AnswerProblem(office.Installation));
        Assert.Equal(1, report.Report("9936", "XP1", " Thiếu mẫu kê khai ", new(2024, 11, 18)).Number);
        var second = report.Report("9936", "XP2", "Chưa có đại lý thu");
        Assert.Equal(["1 XP1 Open Thiếu mẫu kê khai", "2 XP2 Open Chưa có đại lý thu"], Register());

        answer.Answer("9936", 1, ProblemState.Answered, "Đã gửi mẫu", new(2024, 11, 19));
        var closed = answer.Answer("9936", 1, ProblemState.Closed, null);
        Assert.Equal(["2 XP2 Open Chưa có đại lý thu", "1 XP1 Closed Thiếu mẫu kê khai; Answered Đã gửi mẫu; Closed"], Register());
        office.Withdraw(closed);
        Assert.Equal(["2 XP2 Open Chưa có đại lý thu", "1 XP1 Answered Thiếu mẫu kê khai; Answered Đã gửi mẫu"], Register());
        answer.Answer("9936", 1, ProblemState.Open, null);
        office.Withdraw(second.Sha256);
        Assert.Equal(["1 XP1 Open Thiếu mẫu kê khai; Answered Đã gửi mẫu; Open"], Register());
        Assert.Equal(3, report.Report("9936", "XP1", "Việc khác").Number);
        office.MustVerify();

        string[] Register()
        {
            using var db = office.Installation.Open();
            return [.. new ProblemQueries(db, Ground.Of(db, office.Installation, "9936", new())).All().Select(p =>
                string.Join("; ", p.Events.Select(e => $"{e.State} {e.Text}".Trim()).Prepend($"{p.Number} {p.Unit} {p.State} {p.Text}")))];
        }
    }

    [Fact]
    public void What_says_nothing_or_is_not_there_is_refused()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
        var (report, answer) = (new ReportProblem(office.Installation), new AnswerProblem(office.Installation));
        report.Report("9936", "XP1", "Thiếu mẫu");
        Assert.Equal("problem.text-missing", Assert.Throws<RefusedEntryException>(() => report.Report("9936", "XP1", " ")).Key);
        Assert.Equal("problem.day-ahead", Assert.Throws<RefusedEntryException>(() => report.Report("9936", "XP1", "a", new(2024, 12, 1))).Key);
        Assert.Equal("problem.answer-missing", Assert.Throws<RefusedEntryException>(() => answer.Answer("9936", 1, ProblemState.Answered, "")).Key);
        Assert.Equal("unit-unknown", Assert.Throws<QuestionException>(() => report.Report("9936", "XP9", "a")).Code);
        Assert.Equal("problem-unknown", Assert.Throws<QuestionException>(() => answer.Answer("9936", 2, ProblemState.Closed, null)).Code);
    }

    [Fact]
    public void The_command_reports_answers_and_names_the_office()
    {
        using var town = new SmallTown();
        Assert.Equal("Chưa có vướng mắc nào. Đơn vị gặp khó khăn thì báo ở đây, câu trả lời cũng nằm ở đây.", town.Command.Must("problem", "9936").Output.Trim());
        Assert.Equal(1, (int)town.Command.Must("problem", "9936", "--unit", "XP1", "--text", "Thiếu mẫu", "--json").Json["number"]!);
        town.Command.Must("problem", "9936", "--number", "1", "--state", "answered", "--text", "Đã gửi");
        var register = town.Command.Must("problem", "9936", "--json", "--lang", "en").Json;
        Assert.Equal(("Home Affairs Office of the city", "answered", "Đã gửi"), ((string?)register["reportedTo"], (string?)register["problems"]![0]!["state"], (string?)register["problems"]![0]!["events"]![0]!["text"]));
        Assert.Equal(2, town.Command.Run("problem", "9936", "--text", "a").ExitCode);
    }
}
