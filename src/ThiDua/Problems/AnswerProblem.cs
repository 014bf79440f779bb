using System.Globalization;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Tasks;

namespace ThiDua.Problems;

/// <summary>Where a difficulty stands. Its number is stored.</summary>
public enum ProblemState
{
    Open,
    Answered,
    Closed,
}

/// <summary>Answers, closes or opens again a difficulty: an event beside the earlier ones.</summary>
public sealed class AnswerProblem(Installation installation)
{
    /// <returns>The name by which the event can be withdrawn.</returns>
    public string Answer(string campaign, int number, ProblemState state, string? text, DateOnly? day = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        if (!new ProblemQueries(db, ground).All().Any(p => p.Number == number)) throw new QuestionException("problem-unknown", number.ToString(CultureInfo.InvariantCulture));
        if (state == ProblemState.Answered && string.IsNullOrWhiteSpace(text)) throw new RefusedEntryException("problem.answer-missing");
        var on = day ?? installation.Day;
        if (on > installation.Day) throw new RefusedEntryException("problem.day-ahead");
        var (recording, sha) = Recordings.BeginByHand(db, installation, "problems", ground.Stored.No, number.ToString(CultureInfo.InvariantCulture), $"{number}\n{state}\n{Stored.Day(on)}\n{text}");
        db.Execute("insert into problem_event (recording_id, campaign_no, problem_no, state, day, text) values (@recording, @no, @number, @state, @day, @text)",
            new { recording, no = ground.Stored.No, number, state = (int)state, day = Stored.Day(on), text = string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize() });
        Trail.WriteTrail.Add(db, installation, "problem-answer", $"{campaign} {number.ToString(CultureInfo.InvariantCulture)}", after: state.ToString(), recording: recording);
        transaction.Commit();
        return sha;
    }
}
