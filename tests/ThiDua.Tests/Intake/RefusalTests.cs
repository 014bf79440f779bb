using System.IO.Compression;
using System.Text;
using ThiDua.Intake;
using ThiDua.Tests.Api;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Intake;

public sealed class RefusalTests
{
    private static readonly byte[] Workbook = new XlsxWriter().Sheet(["Mã cán bộ", "Mã đơn vị"], ["CB1", "D1"], ["CB2", "D2"]).Bytes();

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ", "pdf")]
    [InlineData("<html><table><tr><td>Mã cán bộ</td></tr></table></html>", "html")]
    [InlineData("\uFEFF \n<?xml version=\"1.0\"?><Workbook/>", "html")]
    [InlineData("{\\rtf1\\ansi}", "word")]
    [InlineData("PK\u0003\u0004 and no more", "damaged")]
    public void What_is_no_table_is_refused_by_name(string text, string code) => Assert.Equal(code, Reading.Refused(FileKind.Members, text).Code);

    [Theory, InlineData("a.csv", false, null), InlineData("A.TXT", false, null), InlineData("a.tsv", false, null), InlineData("a.xlsx", true, null), InlineData("a.XLSM", true, null)]
    [InlineData("a.xlsx", false, "ending-text"), InlineData("a.xls", false, "ending-text"), InlineData("a.csv.exe", false, "ending-text"), InlineData("a", false, "ending-text")]
    [InlineData("a.csv", true, "ending-workbook"), InlineData("a.xls", true, "ending-workbook"), InlineData("a.zip", true, "ending-workbook"), InlineData("", true, "ending-workbook")]
    public void What_a_sent_file_is_called_is_what_it_is(string name, bool isWorkbook, string? code)
    {
        using var file = TableFile.Open(new MemoryStream(isWorkbook ? Workbook : "Mã cán bộ,Mã đơn vị\nCB1,D1\n"u8.ToArray()), name, FileKind.Members);
        Assert.Equal(code, Record.Exception(() => FileEnding.Check(name, file)) is RefusedFileException e ? e.Code : null);
    }

    /// <summary>On the machine it may be called anything; page, API and background ask.</summary>
    [Fact]
    public async Task A_file_that_is_called_something_else_is_refused_where_files_are_sent()
    {
        await using var site = await ApiSite.Start();
        Assert.Equal(6, site.Office.Import(FileKind.Officers, SmallTown.Officers, "can-bo.xlsx").Unchanged);
        var atOnce = await site.Send("POST", "imports?kind=officers&file=can-bo.xlsx", SmallTown.Officers);
        var later = await site.Over((await site.Send("POST", "imports?kind=officers&file=can-bo.xlsx", SmallTown.Officers, ("Prefer", "respond-async"))).Headers.Location!.ToString());
        var uploads = (Uploads)site.Site.Services.GetService(typeof(Uploads))!;
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(SmallTown.Officers));
        var onPage = uploads.Run(await uploads.Keep(new Microsoft.AspNetCore.Http.FormFile(sent, 0, sent.Length, "file", "can-bo.xlsx")), "can-bo.xlsx", null, null, true, "", ThiDua.Texts.Language.Vi, site.Office.Installation);
        Assert.Equal(["urn:thidua:ending-text", "urn:thidua:ending-text", "ending-text"], [(string?)atOnce.Json["type"], (string?)later["problem"]!["type"], onPage.Refused!.Code]);
    }

    [Theory, InlineData("Workbook", "old-workbook"), InlineData("EncryptedPackage", "locked"), InlineData("WordDocument", "word")]
    public void The_old_container_is_told_apart(string entry, string code)
    {
        var bytes = new byte[4096];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes);
        Encoding.Unicode.GetBytes(entry).CopyTo(bytes, 1024);
        Assert.Equal(code, Reading.Refused(FileKind.Members, bytes).Code);
    }

    [Theory, InlineData("word/document.xml", "word"), InlineData("content.xml", "open-document"), InlineData("xl/workbook.bin", "binary-workbook"), InlineData("a.csv", "archive")]
    public void Other_packages_are_told_apart(string entry, string code) => Assert.Equal(code, Reading.Refused(FileKind.Members, Zip((entry, "x"u8.ToArray()))).Code);

    [Fact]
    public void A_truncated_workbook_is_refused_wherever_it_ends()
    {
        for (var length = 4; length < Workbook.Length; length += 97) Assert.Equal("damaged", Reading.Refused(FileKind.Members, Workbook[..length]).Code);
    }

    [Fact]
    public void A_digit_changed_in_the_package_is_noticed()
    {
        using var stream = new MemoryStream();
        stream.Write(Workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open())) xml = reader.ReadToEnd();
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.NoCompression).Open());
            writer.Write(xml);
        }
        var bytes = stream.ToArray();
        Assert.Equal(2, Reading.Rows(FileKind.Members, bytes).Count);
        var at = bytes.AsSpan().IndexOf("<v>2</v>"u8);
        bytes[at + 3] = (byte)'3';
        Assert.Equal("damaged", Reading.Refused(FileKind.Members, bytes).Code);
    }

    [Fact]
    public void AC_23_a_document_type_is_not_read()
    {
        const string Sheet = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
        Assert.Equal("damaged", Reading.Refused(FileKind.Members, new XlsxWriter().Sheet().Bytes(("xl/worksheets/sheet1.xml", Sheet))).Code);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", false), InlineData("xl/sharedStrings.xml", false), InlineData("xl/styles.xml", false), InlineData("xl/workbook.xml", false)]
    [InlineData("xl/worksheets/sheet1.xml", true), InlineData("xl/sharedStrings.xml", true)]
    public void AC_23_a_bomb_is_refused_in_bounded_memory(string part, bool endlessTag)
    {
        var bomb = Bomb(part, endlessTag);
        Assert.InRange(bomb.Length, 0, 4 << 20);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var refused = Reading.Refused(FileKind.Members, bomb);
        Assert.Equal("bomb", refused.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100 << 20);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused_too()
    {
        var bomb = Bomb("xl/worksheets/sheet1.xml", endlessTag: false);
        // The central directory says how much a part inflates to: let it say 1,000 bytes for the one of 1 GiB.
        var size = BitConverter.GetBytes(1 << 30);
        for (var at = bomb.AsSpan().IndexOf(size); at >= 0; at = bomb.AsSpan().IndexOf(size)) BitConverter.GetBytes(1000).CopyTo(bomb, at);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Contains(Reading.Refused(FileKind.Members, bomb).Code, new[] { "bomb", "damaged" });
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100 << 20);
    }

    [Theory]
    [InlineData("<a>", 3_000_000), InlineData("<row r=\"1\"/>", 3_000_000)]
    public void Elements_without_end_do_not_fill_memory(string element, int times)
    {
        var sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + string.Concat(Enumerable.Repeat(element, times)) + "</sheetData></worksheet>";
        var content = new XlsxWriter().Sheet().Bytes(("xl/worksheets/sheet1.xml", sheet));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.NotEmpty(Reading.Refused(FileKind.Members, content).Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200 << 20);
    }

    [Fact]
    public void Names_without_end_do_not_fill_memory()
    {
        var sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<a{i}/>")) + "</worksheet>";
        Assert.Equal("damaged", Reading.Refused(FileKind.Members, new XlsxWriter().Sheet().Bytes(("xl/worksheets/sheet1.xml", sheet))).Code);
    }

    [Fact]
    public void A_package_of_endless_entries_is_refused() =>
        Assert.Equal("bomb", Reading.Refused(FileKind.Members, Zip([.. Enumerable.Range(0, 5_000).Select(i => ($"e{i}", Array.Empty<byte>()))])).Code);

    [Fact]
    public void Two_parts_of_one_name_are_refused() =>
        Assert.Equal("damaged", Reading.Refused(FileKind.Members, Zip(("xl/workbook.xml", "<x/>"u8.ToArray()), ("XL/workbook.xml", "<x/>"u8.ToArray()))).Code);

    /// <summary>A workbook one part of which inflates to a little over 1 GiB of spaces, outside or inside a tag.</summary>
    internal static byte[] Bomb(string part, bool endlessTag)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Workbook);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true)) zip.GetEntry(part)!.Delete();
        // Update mode keeps a new part in memory until the end: the large one is added by a second, streaming writer.
        var kept = new List<(string, byte[])>();
        using (var zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read))
        {
            foreach (var entry in zip.Entries)
            {
                using var copy = new MemoryStream();
                using var from = entry.Open();
                from.CopyTo(copy);
                kept.Add((entry.FullName, copy.ToArray()));
            }
        }
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in kept)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(content);
            }
            using var large = zip.CreateEntry(part, CompressionLevel.Optimal).Open();
            var start = Encoding.UTF8.GetBytes("<x xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"" + (endlessTag ? " " : ">"));
            var spaces = new byte[1 << 20];
            Array.Fill(spaces, (byte)' ');
            large.Write(start);
            for (var i = 0; i < 1023; i++) large.Write(spaces);
            large.Write(spaces, 0, spaces.Length - start.Length);
        }
        return bomb.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
