namespace MakeCountry;

/// <summary>Writes units, officers and the relatives that officers declare.</summary>
public sealed class Rosters(Asked asked, Places places, Persons persons, Payments payments)
{
    private const int MostRelatives = 5, RepeatedRelative = 150, UnknownOfficer = 200;

    /// <summary>Officers and relatives have places from the far end: nobody pays who has one.</summary>
    public static long MostNumbers(Asked asked) => (long)asked.Officers * (MostRelatives + 1);

    public Tally Units(string path)
    {
        using var sheet = new Sheet(path, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính");
        foreach (var u in places.Units) sheet.Cell(u.Code).Cell(u.Name).Cell(u.Parent is { } p ? places.Units[p].Code : null).Cell(u.Type).Cell(u.Group).Cell(u.Admin).EndRow();
        return new() { Accepted = places.Units.Count };
    }

    public Tally Officers(string path)
    {
        var tally = new Tally();
        using var sheet = new Sheet(path, "Mã cán bộ,Họ và tên,Ngày sinh,Giới tính,Số định danh,Mã đơn vị,Chức vụ,Nhóm,Đối tượng,Từ ngày,Đến ngày");
        for (var o = 0; o < asked.Officers; o++)
        {
            var (unit, until, then) = places.PostsOf(o);
            Post(o, unit, null, until);
            if (then is { } next) Post(o, next, until!.Value.AddDays(1), null);
        }
        return tally;

        void Post(int officer, int unit, DateOnly? from, DateOnly? to)
        {
            var who = persons.Of(Persons.Most - 1 - officer);
            var isFirst = officer == 0 || places.PostsOf(officer - 1).Unit != places.PostsOf(officer).Unit;
            sheet.Add("CB"u8).Add(officer, 7).Next();
            persons.Write(sheet, who);
            sheet.Cell(who.IsMan ? "Nam"u8 : "Nữ"u8);
            Persons.WriteNational(sheet, places.ProvinceOf(officer), who);
            sheet.Cell(places.Units[unit].Code).Cell(isFirst ? "Trưởng đơn vị"u8 : "Chuyên viên"u8).Cell(isFirst ? "lãnh đạo"u8 : "trực tiếp"u8);
            sheet.Cell(places.Units[unit].Type is "trường học" or "trạm y tế" ? "viên chức"u8 : "công chức"u8).Cell(from).Cell(to).EndRow();
            tally.Accepted++;
        }
    }

    /// <summary>Two thirds of the officers declare; of those one in 40 that there is nobody.</summary>
    public Tally Relatives(string path)
    {
        var tally = new Tally();
        var (repeated, unknown) = (Every.Of(RepeatedRelative, asked.Seed, 20), Every.Of(UnknownOfficer, asked.Seed, 21));
        using var sheet = new Sheet(path, "Mã cán bộ,Quan hệ,Họ và tên,Ngày sinh,Số định danh,Mã số BHXH,Miễn trừ");
        for (var o = 0; o < asked.Officers; o++)
        {
            var bits = Mixed.Of(asked.Seed ^ 0xFA417, o);
            if (bits % 3 == 0) continue;
            if ((bits >> 8) % 40 == 0)
            {
                sheet.Add("CB"u8).Add(o, 7).Next().Cell("không có"u8).Next().Next().Next().Next().Next().EndRow();
                tally.Accepted++;
                continue;
            }
            var count = 1 + (int)((bits >> 16) % (ulong)MostRelatives);
            for (var nth = 0; nth < count; nth++)
            {
                var isUnknown = unknown.Hits(tally.Rows);
                Relative(o, nth, isUnknown);
                if (isUnknown) tally.Waiting++;
                else tally.Accepted++;
                if (isUnknown) tally.Plant("unknown");
                if (isUnknown || !repeated.Hits(tally.Rows)) continue;
                Relative(o, nth, isUnknown: false);
                tally.Unchanged++;
                tally.Plant("repeated");
            }
        }
        if (tally.Rows == 0) throw new ArgumentException("--officers: none of so few declares a relative; ask for more, or another seed.");
        return tally;

        void Relative(int officer, int nth, bool isUnknown)
        {
            var (who, province) = (persons.Of(Persons.Most - 1 - asked.Officers - ((long)officer * MostRelatives) - nth), places.ProvinceOf(officer));
            sheet.Add(isUnknown ? "CBX"u8 : "CB"u8).Add(officer, 7).Next().Cell(Persons.Text(who.Relation == Relation.Nobody ? Relation.Other : who.Relation));
            persons.Write(sheet, who);
            // Both numbers, one, or, of one relative of an officer, none: then he is known by officer, relation, name and birth date.
            var numbers = (who.Bits >> 56) % (nth == 0 ? 30u : 29);
            if (numbers is < 18 or 28) Persons.WriteNational(sheet, province, who);
            else sheet.Next();
            if (numbers is < 12 or > 18 and < 28) Persons.WriteSi(sheet, province, who);
            else sheet.Next();
            sheet.Cell((who.Bits >> 48) % 50 == 0 ? "quân đội"u8 : ""u8).EndRow();
        }
    }

    /// <summary>The numbers of persons must be enough.</summary>
    public void CheckNumbers()
    {
        if (payments.Numbers + (asked.Unknown == 0 ? 0 : (asked.Receipts / asked.Unknown) + 1) + MostNumbers(asked) > Persons.Most) throw new ArgumentException("--receipts, --officers: more persons than numbers; ask for fewer.");
    }
}
