using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;

namespace ThiDua.Awards;

/// <summary>What a certificate can say of a line of an issued decision: everything as it stands in the decision, nothing typed twice.</summary>
public static class CertificateFields
{
    /// <summary>As templates name them; the sentence "certificate.field.NAME" says what each is.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["ten", "ten-ca-nhan", "ten-tap-the", "chuc-vu", "don-vi", "chuc-vu-don-vi", "hinh-thuc", "thanh-tich", "phong-trao", "nguoi-quyet-dinh", "co-quan", "so-quyet-dinh", "ngay-quyet-dinh", "vao-so", "noi-va-ngay", "ky-thay", "nguoi-ky", "nam"];

    public static Dictionary<string, string> Of(DecisionContent decision, ContentLine line)
    {
        var day = decision.Day is { } known ? string.Create(CultureInfo.InvariantCulture, $"ngày {known.Day:00} tháng {known.Month:00} năm {known.Year}") : "";
        var unit = line.Kind == SubjectKind.Collective && line.Unit == line.Name ? "" : line.Unit;
        return new(StringComparer.Ordinal)
        {
            ["ten"] = line.Name,
            ["ten-ca-nhan"] = line.Kind == SubjectKind.Individual ? line.Name : "",
            ["ten-tap-the"] = line.Kind == SubjectKind.Collective ? line.Name : "",
            ["chuc-vu"] = line.Position ?? "",
            ["don-vi"] = unit,
            ["chuc-vu-don-vi"] = string.Join(", ", new[] { line.Position, unit }.Where(p => !string.IsNullOrEmpty(p))),
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

    /// <summary>Somebody who is not there, with everything as long as it gets, to look at a template.</summary>
    public static (DecisionContent Decision, ContentLine Line) Example { get; } = (
        new("phong trào thi đua “Phát triển người tham gia bảo hiểm xã hội tự nguyện”, năm 2024", "Chủ tịch Ủy ban nhân dân thành phố Long Xuyên", "Ủy ban nhân dân thành phố Long Xuyên", "Long Xuyên", "312/QĐ-UBND", new(2024, 11, 30), "Trần Thị Phương Uyên",
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], [], null, false, null, []),
        new(5, SubjectKind.Individual, "Nguyễn Thị Quỳnh Hương", "Nhân viên tổ chức dịch vụ thu", "Phường Mỹ Bình", "Giấy khen", "vận động được 126 người tham gia bảo hiểm xã hội tự nguyện, dẫn đầu khối xã, phường", null));
}
