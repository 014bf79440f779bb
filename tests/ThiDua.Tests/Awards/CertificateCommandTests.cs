using ThiDua.Awards;
using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>`certificate` as an office calls it, and as somebody calls it who has a paper, the key of the office and no network.</summary>
public sealed class CertificateCommandTests : IDisposable
{
    private readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void Certificates_are_made_and_who_has_none_is_named_with_an_exit_code_of_its_own()
    {
        var no = Decided("Lý 李 Em");
        var pdf = command.PathOf("giay.pdf");
        var made = command.Run("certificate", "make", "9936", no, "--out", pdf, "--site", "https://thidua.example.vn");
        Assert.Equal((1, $"Đã làm 2 giấy của 2 đơn vị: {pdf}\n"), (made.ExitCode, made.Output));
        Assert.StartsWith("1 dòng không làm được giấy:\n  2 Lý 李 Em: Phông script-bold không có chữ “李” (U+674E)", made.Errors, StringComparison.Ordinal);
        Assert.Equal(2, Poppler.Text(File.ReadAllBytes(pdf)).Split('\f').Count(p => p.Contains("312/QĐ-UBND", StringComparison.Ordinal)));
        var json = command.Run("certificate", "make", "9936", no, "--out", command.PathOf("giay.zip"), "--json").Json;
        Assert.Equal((2, 2, 0, false, "2 Lý 李 Em letter-nowhere"), ((int)json["certificates"]!, (int)json["units"]!, (int)json["revoked"]!, (bool)json["signed"]!, string.Join('|', json["refused"]!.AsArray().Select(r => $"{r!["line"]} {r["name"]} {r["code"]}"))));
        command.Must("certificate", "make", "9936", no, "--out", command.PathOf("p2.pdf"), "--unit", "P2");
        var none = command.Run("certificate", "make", "9936", no, "--out", command.PathOf("khong.pdf"), "--unit", "P3");
        Assert.Equal((1, "Quyết định không có dòng nào của “P3”. Xem mã đơn vị, hình thức hoặc số dòng.\n"), (none.ExitCode, none.Errors));
        Assert.Equal(2, command.Run("certificate", "make", "9936", no, "--out", pdf, "--site", "thidua").ExitCode);
        Assert.False(File.Exists(command.PathOf("khong.pdf")));
    }

    [Fact]
    public void A_code_is_checked_by_the_store_or_by_key_and_name_alone_and_the_answer_says_which()
    {
        var no = Decided("Võ Em");
        var at = new Installation(command.Data, null, TimeProvider.System, new(2024, 11, 30));
        var code = new MakeCertificates(at).Plan(new("9936", int.Parse(no, System.Globalization.CultureInfo.InvariantCulture), Line: 1)).Units[0].Sheets[0].Code!;
        string title;
        using (var db = at.Open()) title = DecisionQueries.Find(db, "9936", 1).Lines[0].Title;
        Assert.Equal($"""
            Giấy này do cơ quan cấp và đang có hiệu lực.
              Phạm Dung · Phường Mỹ Bình · {title}
              Số 312/QĐ-UBND ngày 30/11/2024, dòng 1

            """, command.Must("certificate", "check", "https://thidua.example.vn/chung-nhan/" + code + "?utm=x").Output);
        Assert.Equal((1, "forged"), State(command.Run("certificate", "check", code[..^3] + "AAA", "--json")));
        Assert.Equal((1, "forged"), State(command.Run("certificate", "check", code, "--name", "Võ Em", "--place", "Phường Mỹ Bình", "--json")));

        // Elsewhere, with nothing but the key.
        var key = command.Must("certificate", "key").Output.Trim();
        using var elsewhere = new CommandLine();
        string[] asked = ["certificate", "check", code, "--key", key];
        Assert.Equal("""
            Mã đúng là của cơ quan có khóa này, và tên như đã nêu. Chữ ký không bao gồm tên hình thức khen: xem quyết định. Lệnh này không biết giấy đã bị thu hồi hay chưa: chỉ trang của cơ quan biết.
              Số 312/QĐ-UBND ngày 30/11/2024, dòng 1

            """, elsewhere.Must([.. asked, "--name", "PHẠM DUNG", "--place", "phường  Mỹ Bình"]).Output);
        Assert.Equal((0, "signed"), State(elsewhere.Run([.. asked, "--name", "Phạm Dung", "--place", "Phường Mỹ Bình", "--json"])));
        Assert.Equal((1, "forged"), State(elsewhere.Run([.. asked, "--name", "Võ Em", "--place", "Phường Mỹ Bình", "--json"])));
        Assert.Equal((1, "forged"), State(elsewhere.Run([.. asked, "--name", "Phạm Dung", "--json"])));
        Assert.Equal((1, "forged"), State(elsewhere.Run("certificate", "check", code, "--key", (key[0] == 'A' ? "B" : "A") + key[1..], "--name", "Phạm Dung", "--place", "Phường Mỹ Bình", "--json")));
        var nameless = elsewhere.Run(asked);
        Assert.Equal((2, "Có --key hoặc --place thì nêu cả --name, đúng như trên giấy: không có tên thì mã thật chép sang giấy khác cũng qua.\n"), (nameless.ExitCode, nameless.Errors));

        new RevokeDecision(at).Revoke("9936", int.Parse(no, System.Globalization.CultureInfo.InvariantCulture), [1], "Khai man", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", ThiDua.Core.Awards.Signatory.Head));
        Assert.Equal((1, "withdrawn"), State(command.Run("certificate", "check", code, "--json")));
        Assert.Equal((0, "signed"), State(elsewhere.Run([.. asked, "--name", "Phạm Dung", "--place", "Phường Mỹ Bình", "--json"]))); // as it says: it does not know

        static (int, string?) State(CommandLine.Answer answer) => (answer.ExitCode, (string?)answer.Json["state"]);
    }

    /// <returns>Number of the decision of three, in the folder of the program.</returns>
    private string Decided(string second)
    {
        using var office = CertificateTests.Town(Engine.Sqlite, second);
        var no = CertificateTests.Draft(office.Installation);
        CertificateTests.Issue(office.Installation, no);
        Directory.CreateDirectory(command.Data);
        foreach (var file in Directory.EnumerateFiles(office.Folder)) File.Copy(file, Path.Combine(command.Data, Path.GetFileName(file)));
        return no.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
