using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Trail;

namespace ThiDua.Tests.Intake;

/// <summary>Who may withdraw files may not, by naming it like a file, undo what was decided, reviewed or paid.</summary>
public sealed class TakenBackTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void What_was_decided_is_taken_back_by_its_own_kind_and_never_by_its_name(Engine engine)
    {
        using var office = new Office(engine);
        var entered = new[] { Recordings.Nominations, Recordings.Holds, Recordings.Reviews, Recordings.Decisions, Recordings.Payments, Recordings.Honours }.ToDictionary(k => k, k => Enter(office.Installation, k));
        var withdraw = new WithdrawFile(office.Installation);
        foreach (var (kind, sha) in entered)
        {
            foreach (var named in new[] { sha, sha[..12], "việc " + kind })
            {
                if (kind != Recordings.Nominations) Assert.Equal("not-found", Assert.Throws<WithdrawException>(() => withdraw.Withdraw(named, "thử")).Code);
            }
            foreach (var other in entered.Keys.Where(k => k != kind)) Assert.Throws<WithdrawException>(() => withdraw.TakeBack(other, sha, "thử"));
            withdraw.TakeBack(kind, sha, "thử");
        }
        var again = Enter(office.Installation, Recordings.Nominations);
        Assert.Equal([again], withdraw.Withdraw(again, "thử").Select(w => w.Sha256));
    }

    private static string Enter(Installation installation, string kind)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var (recording, sha) = Recordings.BeginByHand(db, installation, kind, null, "việc " + kind, "nội dung");
        WriteTrail.Add(db, installation, "hold", "việc " + kind, recording: recording);
        transaction.Commit();
        return sha;
    }
}
