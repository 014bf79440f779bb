using System.Data;
using System.Data.Common;

namespace ThiDua.Database;

/// <summary>A transaction that does not end before the rows that are still on their way are written, or given up.</summary>
internal sealed class RecordingTransaction(DbTransaction transaction, WriteBehind rows, Action ended) : DbTransaction
{
    private bool isEnded;

    public override IsolationLevel IsolationLevel => transaction.IsolationLevel;

    protected override DbConnection? DbConnection => transaction.Connection;

    public override void Commit()
    {
        rows.Wait();
        End();
        transaction.Commit();
    }

    public override void Rollback()
    {
        End();
        transaction.Rollback();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            transaction.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Once: afterwards the store may be in the middle of the next recording.</summary>
    private void End()
    {
        if (isEnded) return;
        isEnded = true;
        rows.Dispose();
        ended();
    }
}
