using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Tasks;

namespace ThiDua.Problems;

/// <summary>A difficulty that was taken in.</summary>
/// <param name="Number">Its number in the campaign's register.</param>
/// <param name="Sha256">By which it can be withdrawn.</param>
public sealed record ReportedProblem(int Number, string Unit, DateOnly Day, string Sha256);

/// <summary>Enters a difficulty that a unit met, into the register of a campaign.</summary>
public sealed class ReportProblem(Installation installation)
{
    public ReportedProblem Report(string campaign, string unit, string text, DateOnly? day = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var no = ground.Stored.No;
        if (string.IsNullOrWhiteSpace(text)) throw new RefusedEntryException("problem.text-missing");
        var on = day ?? installation.Day;
        if (on > installation.Day) throw new RefusedEntryException("problem.day-ahead");
        var unitNo = db.One<int?>("select unit_id from unit where code = @unit", new { unit }) is { } known && ground.Units.KnownSince(known) is not null
            ? known : throw new QuestionException("unit-unknown", unit);
        var number = (int)(db.One<long?>("select max(problem_no) from problem where campaign_no = @no", new { no }) ?? 0) + 1;
        var (recording, sha) = Recordings.BeginByHand(db, installation, "problems", no, unit, $"{unit}\n{Stored.Day(on)}\n{text}");
        db.Execute("insert into problem (recording_id, campaign_no, problem_no, unit_id, day, text) values (@recording, @no, @number, @unitNo, @day, @text)",
            new { recording, no, number, unitNo, day = Stored.Day(on), text = text.Trim().Normalize() });
        Trail.WriteTrail.Add(db, installation, "problem", $"{campaign} {number.ToString(System.Globalization.CultureInfo.InvariantCulture)} {unit}", recording: recording);
        transaction.Commit();
        return new(number, unit, on, sha);
    }
}
