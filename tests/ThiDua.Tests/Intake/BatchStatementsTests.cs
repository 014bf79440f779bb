using System.Globalization;
using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Oracle;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

/// <summary>Rows are taken in sets: however many there are in a batch, the store is asked as often.</summary>
[Collection(nameof(Alone))]
public sealed class BatchStatementsTests
{
    [Fact]
    public void Each_batch_needs_as_many_statements_as_any_other_and_no_more_for_more_rows()
    {
        using var watched = new WatchedStatements();
        var (one, three, five) = (Statements(watched, batch: 4, batches: 1), Statements(watched, batch: 4, batches: 3), Statements(watched, batch: 4, batches: 5));
        Assert.Equal((five - three, true), (three - one, one > 0));
        Assert.Equal((one, three), (Statements(watched, batch: 40, batches: 1), Statements(watched, batch: 40, batches: 3)));
    }

    private static int Statements(WatchedStatements watched, int batch, int batches)
    {
        using var office = new Office(Engine.Postgres);
        office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
        office.Import(FileKind.Officers, SmallTown.Officers, "can-bo.csv");
        var usual = ImportFile.BatchRows;
        ImportFile.BatchRows = batch;
        try
        {
            return watched.Of(() => Assert.Equal(batch * batches, office.Import(FileKind.Results, File(batch * batches), "ket-qua.csv").Accepted)).Count;
        }
        finally
        {
            ImportFile.BatchRows = usual;
        }
    }

    private static string File(int rows)
    {
        var text = new StringBuilder("Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n");
        for (var i = 0; i < rows; i++) text.Append(CultureInfo.InvariantCulture, $"Phan {(char)('A' + i % 26)},{8_900_000_000 + i},TN,TM,16/11/2024,BL{i},11/2024,3,A{1 + i % 3},cha\n");
        return text.ToString();
    }
}
