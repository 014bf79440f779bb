using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Intake.Files;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>A workbook to fill in for one kind of file: its columns, and lists to choose from, the office's own units among them.</summary>
public static class WriteTemplate
{
    private const string Lists = "Danh mục";

    public static void Write(Db db, FileKind kind, Stream output)
    {
        var columns = KnownColumns.Of(kind);
        var lists = new List<IReadOnlyList<string>>();
        var choices = new Dictionary<int, string>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (Choices(db, kind, columns[i].Name) is not { Count: > 0 } words) continue;
            var letter = Header.Letter(lists.Count);
            choices[i] = string.Create(CultureInfo.InvariantCulture, $"'{Lists}'!${letter}$1:${letter}${words.Count}");
            lists.Add(words);
        }
        using var workbook = new WorkbookWriter(output);
        workbook.AddForm("Nhập", [.. columns.Select(c => c.Required ? c.Name + " *" : c.Name)], choices);
        if (lists.Count > 0) workbook.AddHiddenLists(Lists, lists);
    }

    private static IReadOnlyList<string>? Choices(Db db, FileKind kind, string column) => (kind, column) switch
    {
        (FileKind.Relatives, "Quan hệ") => KnownWords.Spellings("relation"),
        (FileKind.Results, "Quan hệ") => [.. KnownWords.Spellings("relation").Where(w => w != "không có")],
        (FileKind.Results, "Loại hình") => KnownWords.Spellings("scheme"),
        (FileKind.Results, "Phương án") => KnownWords.Spellings("hint"),
        (FileKind.Officers, "Nhóm") => KnownWords.Spellings("role"),
        (FileKind.Officers, "Đối tượng") => KnownWords.Spellings("officerKind"),
        (FileKind.Officers, "Giới tính") => KnownWords.Spellings("gender"),
        (FileKind.Units, "Nhóm") => [.. Campaigns(db).SelectMany(c => c.Groups).Select(g => g.Nhom).Distinct()],
        (_, "Chỉ tiêu") => [.. Campaigns(db).SelectMany(c => c.Indicators).Where(i => !i.Id.EndsWith('*')).Select(i => i.Title.Vi).Distinct()],
        (FileKind.Units, "Mã đơn vị cấp trên") or (not FileKind.Units, "Mã đơn vị") => db.Query<string>("select code from unit order by code"),
        (FileKind.Results, "Mã cán bộ vận động") or (FileKind.Relatives, "Mã cán bộ") => db.Query<string>("select code from officer order by code"),
        _ => null,
    };

    private static IEnumerable<Campaign> Campaigns(Db db) => LoadCampaigns.All(db, long.MaxValue).Select(c => c.Campaign);
}
