using System.Data.Common;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>SQLite locks nothing per call here, so whoever makes a statement ends it: the watch that all tests run under sees one that was left.</summary>
public sealed class LeftStatementsTests
{
    [Fact]
    public void A_statement_that_was_left_is_named()
    {
        using var office = new Office(Engine.Sqlite);
        var db = office.Installation.Open();
        var command = db.Connection.CreateCommand();
        command.CommandText = "select 1 from office";
        var reader = command.ExecuteReader();
        var told = Assert.Throws<InvalidOperationException>(db.Dispose);
        Assert.Equal("A statement was not ended: select 1 from office", told.Message);
        reader.Dispose();
        command.Dispose();
        db.Dispose();
    }
}
