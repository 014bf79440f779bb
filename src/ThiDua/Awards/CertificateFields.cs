using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Documents.Certificates;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>What a certificate can say of a line of an issued decision: everything as it stands in the decision, nothing typed twice.</summary>
public static class CertificateFields
{
    /// <summary>As templates name them; the sentence "certificate.field.NAME" says what each is.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["ten", "ten-ca-nhan", "ten-tap-the", "chuc-vu", "don-vi", "chuc-vu-don-vi", "hinh-thuc", "thanh-tich", "phong-trao", "nguoi-quyet-dinh", "co-quan", "so-quyet-dinh", "ngay-quyet-dinh", "vao-so", "noi-va-ngay", "ky-thay", "nguoi-ky", "nam"];

    public static Dictionary<string, string> Of(DecisionContent decision, ContentLine line)
    {
        var day = decision.Day is { } known ? Written.PaperDay(known) : "";
        var unit = UnitOf(line.Kind, line.Name, line.Unit);
        return new(StringComparer.Ordinal)
        {
            ["ten"] = line.Name,
            ["ten-ca-nhan"] = line.Kind == SubjectKind.Individual ? line.Name : "",
            ["ten-tap-the"] = line.Kind == SubjectKind.Collective ? line.Name : "",
            ["chuc-vu"] = line.Position ?? "",
            ["don-vi"] = unit,
            ["chuc-vu-don-vi"] = PlaceOf(line.Kind, line.Name, line.Position, line.Unit),
            ["hinh-thuc"] = line.Award,
            ["thanh-tich"] = line.Summary.Trim().TrimEnd('.'),
            ["phong-trao"] = decision.Movement,
            ["nguoi-quyet-dinh"] = decision.Authority,
            ["co-quan"] = decision.Office,
            ["so-quyet-dinh"] = decision.Number ?? "",
            ["ngay-quyet-dinh"] = day,
            ["vao-so"] = string.Create(CultureInfo.InvariantCulture, $"{line.No:00} – {decision.Number}"),
            ["noi-va-ngay"] = string.Join(", ", new[] { decision.Place, day }.Where(p => !string.IsNullOrEmpty(p))),
            ["ky-thay"] = string.Join('\n', decision.SignedAs),
            ["nguoi-ky"] = decision.Signer ?? "",
            ["nam"] = decision.Day?.Year.ToString(CultureInfo.InvariantCulture) ?? "",
        };
    }

    /// <summary>What stands under the name: position and unit. A collective that is its unit is not named twice.</summary>
    public static string PlaceOf(SubjectKind kind, string name, string? position, string unit) => Place(position, UnitOf(kind, name, unit));

    /// <summary>As much of that as a template prints.</summary>
    public static string PlaceOn(CertificateTemplate template, ContentLine line)
    {
        var (position, unit) = (Prints("{chuc-vu}"), Prints("{don-vi}"));
        if (Prints("{chuc-vu-don-vi}")) (position, unit) = (true, true);
        return Place(position ? line.Position : null, unit ? UnitOf(line.Kind, line.Name, line.Unit) : null);

        bool Prints(string field) => template.Lines.Any(l => l.Text.Contains(field, StringComparison.Ordinal));
    }

    /// <summary>All that <see cref="PlaceOn"/> may say of one line.</summary>
    public static IEnumerable<string> PlacesOf(SubjectKind kind, string name, string? position, string unit) =>
        [PlaceOf(kind, name, position, unit), Place(null, UnitOf(kind, name, unit)), Place(position, null), ""];

    private static string Place(string? position, string? unit) => string.Join(", ", new[] { position, unit }.Where(p => !string.IsNullOrEmpty(p)));

    private static string UnitOf(SubjectKind kind, string name, string unit) => kind == SubjectKind.Collective && unit == name ? "" : unit;

    /// <summary>The certificate of a line.</summary>
    /// <exception cref="CertificateException">A text of it cannot be drawn, or nothing of it says whose it is.</exception>
    public static CertificateSheet Lay(CertificateTemplate template, DecisionContent decision, ContentLine line, string? code)
    {
        var sheet = CertificateLayout.Of(template, Of(decision, line), code);
        string[] named = ["{ten}", line.Kind == SubjectKind.Individual ? "{ten-ca-nhan}" : "{ten-tap-the}"];
        return sheet.Rows.Any(r => named.Any(n => r.Line.Text.Contains(n, StringComparison.Ordinal))) ? sheet : throw new CertificateException(line.Kind == SubjectKind.Individual ? "person-not-named" : "collective-not-named", named);
    }

    /// <summary>Nobody's name is longer than this one without being printed smaller still; a template that has no room for it is none.</summary>
    private const string LongName = "Công Tằng Tôn Nữ Hoàng Phương Nghi Khuê Nguyễn Phúc Thuỳ Dương Trường Thượng Hương";

    /// <summary>Whoever a template must have room for: somebody with a usual name and one with a long one, and a collective.</summary>
    public static IReadOnlyList<ContentLine> Examples => [Example.Line, Example.Line with { Name = LongName }, Example.Line with { Kind = SubjectKind.Collective, Name = "Tập thể cán bộ, công chức, viên chức, người lao động phường Mỹ Bình", Position = null }];

    /// <summary>Somebody who is not there, with everything as long as it gets, to look at a template.</summary>
    public static (DecisionContent Decision, ContentLine Line) Example { get; } = (
        new("phong trào thi đua “Phát triển người tham gia bảo hiểm xã hội tự nguyện”, năm 2024", "Chủ tịch Ủy ban nhân dân thành phố Long Xuyên", "Ủy ban nhân dân thành phố Long Xuyên", "Long Xuyên", "312/QĐ-UBND", new(2024, 11, 30), "Trần Thị Phương Uyên",
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], [], null, false, null, []),
        new(5, SubjectKind.Individual, "Nguyễn Thị Quỳnh Hương", "Nhân viên tổ chức dịch vụ thu", "Phường Mỹ Bình", "Giấy khen", "vận động được 126 người tham gia bảo hiểm xã hội tự nguyện, dẫn đầu khối xã, phường", null));
}
