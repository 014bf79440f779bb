using ThiDua.Intake;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Cli;

/// <summary>A small town, filled through the program itself, asked by the tests of the commands; none of them changes it.</summary>
public sealed class SmallTown : IDisposable
{
    public const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Từ ngày
        LX,UBND thành phố,,cơ quan,,
        PB1,Phòng Giáo dục,LX,phòng,phòng ban,
        PB2,Phòng Y tế,LX,phòng,phòng ban,
        TH1,Trường Tiểu học số 1,PB1,trường học,,
        TH1,Trường Tiểu học số 1,PB2,trường học,,25/11/2024
        XP1,Phường Mỹ Bình,LX,phường,xã phường,
        XP2,Phường Mỹ Hoà,LX,phường,xã phường,
        """;

    public const string Officers = """
        Mã cán bộ,Họ và tên,Mã đơn vị
        A1,Nguyễn An,PB1
        A2,Trần Bình,TH1
        A3,Lê Cúc,PB2
        B1,Phạm Dung,XP1
        B2,Võ Em,XP1
        B3,Đỗ Gấm,XP1
        """;

    public const string Results = """
        Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
        Phan A,8900000001,TN,TM,16/11/2024,BL1,11/2024,3,A2,cha
        Phan B,8900000002,HGD,TM,31/11/2024,BL2,11/2024,12,B1,cha
        Phan C,8900000003,HGD,TM,16/11/2024,BL3,11/2024,12,ZZ,cha
        Phan D,8900000004,HGD,TM,17/11/2024,BL4,11/2024,12,B1,cha
        Phan E,8900000005,TN,TM,18/11/2024,BL5,11/2024,1,B2,mẹ
        """;

    private static readonly Lazy<(string Data, CommandLine.Answer Imported)> Filled = new(Fill);

    public SmallTown()
    {
        Directory.CreateDirectory(Command.Data);
        (var filled, Imported) = Filled.Value;
        foreach (var file in Directory.EnumerateFiles(filled)) File.Copy(file, Path.Combine(Command.Data, Path.GetFileName(file)));
    }

    public CommandLine Command { get; } = new();

    public CommandLine.Answer Imported { get; }

    /// <summary>The same files, taken in by an office.</summary>
    public static void Into(Office office)
    {
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        office.Import(FileKind.Results, Results, "ket-qua.csv");
    }

    public void Dispose() => Command.Dispose();

    /// <summary>Once per test run; each town is a copy.</summary>
    private static (string Data, CommandLine.Answer Imported) Fill()
    {
        var command = new CommandLine();
        EndOfRun.Then(() =>
        {
            command.Dispose();
            return Task.CompletedTask;
        });
        command.Must("campaign", "add", "9936");
        command.Must("import", "units", command.Write("don-vi.csv", Units));
        command.Must("import", "officers", command.Write("can-bo.csv", Officers));
        return (command.Data, command.Must("import", "results", command.Write("ket-qua.csv", Results), "--json"));
    }
}
