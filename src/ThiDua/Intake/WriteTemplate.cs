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

    /// <param name="day">Only codes that are known and in being on that day are offered.</param>
    public static void Write(Db db, FileKind kind, DateOnly day, Stream output)
    {
        var columns = KnownColumns.Of(kind);
        var lists = new List<IReadOnlyList<string>>();
        var choices = new Dictionary<int, string>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (Choices(db, kind, day, columns[i].Name) is not { Count: > 0 } words) continue;
            var letter = Header.Letter(lists.Count);
            choices[i] = string.Create(CultureInfo.InvariantCulture, $"'{Lists}'!${letter}$1:${letter}${words.Count}");
            lists.Add(words);
        }
        using var workbook = new WorkbookWriter(output);
        workbook.AddForm("Nhập", [.. columns.Select(c => c.Required ? c.Name + " *" : c.Name)], choices);
        if (lists.Count > 0) workbook.AddHiddenLists(Lists, lists);
    }

    private static IReadOnlyList<string>? Choices(Db db, FileKind kind, DateOnly day, string column) => (kind, column) switch
    {
        (FileKind.Relatives, "Quan hệ") => KnownWords.Spellings("relation"),
        (FileKind.Results, "Quan hệ") => KnownWords.Spellings("relation", but: nameof(Core.Insurance.Relation.NoneDeclared)),
        (FileKind.Results, "Loại hình") => KnownWords.Spellings("scheme"),
        (FileKind.Results, "Phương án") => KnownWords.Spellings("hint"),
        (FileKind.Officers, "Nhóm") => KnownWords.Spellings("role"),
        (FileKind.Officers, "Đối tượng") => KnownWords.Spellings("officerKind"),
        (FileKind.Officers, "Giới tính") => KnownWords.Spellings("gender"),
        (FileKind.Awards or FileKind.Nominees, "Loại") => KnownWords.Spellings("nomineeKind"),
        (FileKind.Awards, "Loại hình") => KnownWords.Spellings("commendationType"),
        (FileKind.Awards, "Phong trào") => [.. Campaigns(db).Select(c => c.Id)],
        (FileKind.Units, "Nhóm") => [.. Campaigns(db).SelectMany(c => c.Groups).Select(g => g.Nhom).Distinct()],
        (_, "Chỉ tiêu") => [.. Campaigns(db).SelectMany(c => c.Indicators).Where(i => !i.Id.EndsWith('*')).Select(i => i.Title.Vi).Distinct()],
        (FileKind.Units, "Mã đơn vị cấp trên") or (not FileKind.Units, "Mã đơn vị") => UnitCodes(db, day),
        (FileKind.Results, "Mã cán bộ vận động") or (FileKind.Relatives, "Mã cán bộ") => OfficerCodes(db, day),
        _ => null,
    };

    private static List<string> UnitCodes(Db db, DateOnly day)
    {
        var units = LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
        return [.. units.Known.Select(u => units.On(u, day)?.Code).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static List<string> OfficerCodes(Db db, DateOnly day)
    {
        var known = Recordings.KnownAt(db, null);
        var units = LoadOrganisation.Units(db, known);
        return [.. LoadOrganisation.AllPostRows(db, known).Values.Select(rows => LoadOrganisation.Posts(rows, units).On(day)?.Code).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Campaign> Campaigns(Db db) => LoadCampaigns.All(db, long.MaxValue).Select(c => c.Campaign);
}
