using System.Diagnostics;
using System.Globalization;
using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Documents.Certificates;

namespace ThiDua.Bench;

/// <summary>Certificates of an invented decision: laid out, drawn and put into a file for each unit, on all cores.</summary>
internal static class Certificates
{
    private const int PerUnit = 20;

    public static void Run(int count)
    {
        var (decision, line) = CertificateFields.Example;
        var template = CertificateTemplateFile.Read(CertificateTemplates.ShippedText("giay-khen"), CertificateFields.Names).Template!;
        string[] surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng"], given = ["Thị Quỳnh Hương", "Văn Bằng", "Ngọc Ánh", "Hữu Đức", "Thuỳ Dương", "Minh Ưng", "Kỳ Duyên"];
        var issue = new DecisionIssue(0, decision.Number!, decision.Day!.Value, decision.Signer!, "", Signatory.Deputy, null, "", "", "");
        CertificateBatch Batch(int all) => new(issue,
        [
            .. Enumerable.Range(0, all).Chunk(PerUnit).AsParallel().AsOrdered().Select((unit, u) => new UnitCertificates(u.ToString(CultureInfo.InvariantCulture), "",
                [.. unit.Select(i => CertificateLayout.Of(template, CertificateFields.Of(decision, line with { No = i, Name = $"{surnames[i % 10]} {given[i % 7]}", Summary = $"vận động được {i} người tham gia bảo hiểm xã hội tự nguyện" }),
                    "HTTPS://THIDUA.EXAMPLE.VN/CHUNG-NHAN/" + Code(i)))])),
        ], 0, []);
        using (var warm = new MemoryStream()) MakeCertificates.Zip(warm, Batch(4 * PerUnit));
        var watch = Stopwatch.StartNew();
        using var output = new MemoryStream();
        MakeCertificates.Zip(output, Batch(count));
        watch.Stop();
        var seconds = (decimal)watch.ElapsedMilliseconds / 1000;
        var looking = Stopwatch.StartNew();
        foreach (var i in Enumerable.Range(0, count)) CertificateLayout.Of(template, CertificateFields.Of(decision, line with { No = i, Name = $"{surnames[i % 10]} {given[i % 7]}" }), null);
        looking.Stop();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Laid out one after the other, as the page of a decision does to say which cannot be made: {count} in {(decimal)looking.ElapsedMilliseconds / 1000:0.00} s."));
        Console.WriteLine();
        Console.WriteLine("| certificates | files | seconds | a second | MiB | cores | peak MiB |\n|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {count} | {(count + PerUnit - 1) / PerUnit} | {seconds:0.00} | {count / seconds:0} | {output.Length >> 20} | {Environment.ProcessorCount} | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} |"));
    }

    /// <summary>As long as a true code, and each another.</summary>
    private static string Code(int i)
    {
        var code = new char[170];
        var state = (uint)i * 2654435761u + 1;
        for (var c = 0; c < code.Length; c++)
        {
            state = state * 1664525u + 1013904223u;
            code[c] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)(state >> 27)];
        }
        return new(code);
    }
}
