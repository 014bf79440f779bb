namespace MakeCountry;

/// <summary>Writes rows of results: of a month those that are paid in it, then what the month before has to be mended.</summary>
public sealed class Results
{
    public const string Head = "Họ và tên,Ngày sinh,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Số tiền,Mã cán bộ vận động,Quan hệ,Mã nhân viên thu,Ghi chú";

    private enum As
    {
        Right,
        /// <summary>To be corrected.</summary>
        Wrong,
        BadDate,
        BadNumber,
        Unknown,
        Claimed,
        Twice,
        Cancelled,
    }

    private readonly Asked asked;
    private readonly Payments payments;
    private readonly Persons persons;
    private readonly Drive drive;
    private readonly byte[] provinces;
    private readonly Every repeated, corrected, cancelled, claimed, unknown, badDate, badNumber;

    public Results(Asked asked, Payments payments, Persons persons, Places places, Drive drive)
    {
        (this.asked, this.payments, this.persons, this.drive) = (asked, payments, persons, drive);
        provinces = [.. Enumerable.Range(0, asked.Officers).Select(o => (byte)places.ProvinceOf(o))];
        var kind = 0;
        Every Of(int one) => Every.Of(one, asked.Seed, kind++);
        (repeated, corrected, cancelled, claimed) = (Of(asked.Repeated), Of(asked.Corrected), Of(asked.Cancelled), Of(asked.Claimed));
        (unknown, badDate, badNumber) = (Of(asked.Unknown), Of(asked.BadDate), Of(asked.BadNumber));
    }

    public Tally Write(int month, Sheet sheet)
    {
        var tally = new Tally();
        foreach (var slice in payments.In(month)) Pay(slice, month, sheet, tally);
        if (month > 0) Mend(month - 1, sheet, tally);
        if (month == payments.Months - 1) Mend(month, sheet, tally);
        return tally;
    }

    private void Pay(Slice slice, int month, Sheet sheet, Tally tally)
    {
        var day = payments.FirstDay(month).AddDays(slice.Day - 1);
        var isInDrive = day >= Drive.From && day <= Drive.To;
        for (var i = 0; i < slice.Count; i++)
        {
            var (index, who) = (slice.Index + i, persons.Of(slice.First + i));
            if (badDate.Hits(index)) Reject(As.BadDate, "bad-date");
            if (badNumber.Hits(index)) Reject(As.BadNumber, "bad-number");
            Row(sheet, slice.Due, day, who, index, corrected.Hits(index) ? As.Wrong : As.Right);
            if (isInDrive) drive.Weigh(slice.Due, KindOf(slice.Due, who), OfficerOf(who), who.Relation < Relation.Spouse);
            if (unknown.Hits(index))
            {
                Row(sheet, slice.Due with { Nth = 0, OfAll = 1 }, day, persons.Of(payments.Numbers + (index / asked.Unknown)), index, As.Unknown);
                tally.Waiting++;
                tally.Plant("unknown");
            }

            void Reject(As what, string name)
            {
                Row(sheet, slice.Due, day, who, index, what);
                tally.Rejected++;
                tally.Plant(name);
            }
        }
        tally.Accepted += slice.Count;
        if (slice.Due.Habit.Scheme == Scheme.Voluntary) tally.Voluntary += slice.Count;
        else tally.Health += slice.Count;
    }

    /// <summary>What follows in a later file; of the last month, in the same.</summary>
    private void Mend(int month, Sheet sheet, Tally tally)
    {
        foreach (var slice in payments.In(month))
        {
            var (due, day) = (slice.Due, payments.FirstDay(month).AddDays(slice.Day - 1));
            for (var i = 0; i < slice.Count; i++)
            {
                var index = slice.Index + i;
                if (repeated.Hits(index))
                {
                    Write(corrected.Hits(index) ? As.Wrong : As.Right);
                    tally.Unchanged++;
                    tally.Plant("repeated");
                }
                if (corrected.Hits(index))
                {
                    Write(As.Right);
                    tally.Corrected++;
                    tally.Plant("corrected");
                }
                if (claimed.Hits(index))
                {
                    Write(As.Claimed);
                    tally.Waiting++;
                    tally.Plant("claimed");
                }
                if (cancelled.Hits(index))
                {
                    Write(As.Twice);
                    tally.Accepted++;
                    Write(As.Cancelled);
                    tally.Corrected++;
                    tally.Plant("cancelled");
                }

                void Write(As what) => Row(sheet, due, day, persons.Of(slice.First + (index - slice.Index)), index, what);
            }
        }
    }

    private void Row(Sheet sheet, in Due due, DateOnly day, in Someone who, long index, As what)
    {
        var (habit, officer) = (due.Habit, OfficerOf(who));
        persons.Write(sheet, who);
        Numbers(sheet, due, provinces[officer], who, what == As.BadNumber, index);
        sheet.Cell(habit.Scheme == Scheme.Voluntary ? "TN"u8 : "HGD"u8).Cell(what == As.Cancelled ? "HUY"u8 : Hint(due, who));
        if (what == As.BadDate) sheet.Cell(31, 2, day.Year);
        else sheet.Cell(day.Day, day.Month, day.Year);
        sheet.Add("BL"u8).Add(index, 9);
        if (what is As.Twice or As.Cancelled) sheet.Add("-2"u8);
        if (what == As.Unknown) sheet.Add("-K"u8);
        // Months of household cards begin with the next.
        var from = day.Month + (habit.Scheme == Scheme.Health ? 1 : 0);
        sheet.Next().Add(from > 12 ? 1 : from, 2).Add("/"u8).Add(from > 12 ? day.Year + 1 : day.Year, 4).Next();
        var months = habit.Months + (what == As.Wrong && index % 2 == 0 ? 1 : 0);
        sheet.Cell(months).Cell(Amount(habit.Scheme, months, day) + (what == As.Wrong ? 1_000 : 0));
        if (what == As.Unknown) sheet.Add("CBX"u8).Add(index / asked.Unknown, 8).Next();
        else sheet.Add("CB"u8).Add(what == As.Claimed ? (officer + 1) % asked.Officers : officer, 7).Next();
        sheet.Cell(Persons.Text(who.Relation)).Add("NV"u8).Add((int)((who.Bits >> 40) % 5_000), 4).Next().Next().EndRow();
    }

    /// <summary>Who has both numbers, or one, or is known by one first and by the other later.</summary>
    private static void Numbers(Sheet sheet, in Due due, int province, in Someone who, bool isBad, long index)
    {
        if (isBad)
        {
            if (index % 2 == 0) sheet.Add(who.Number, 7).Next().Next();
            else sheet.Add(who.Number, 8).Add("I0"u8).Next().Next();
            return;
        }
        var (si, national) = (who.Bits >> 56) switch
        {
            < 96 => (true, true),
            < 160 => (true, false),
            < 208 => (false, true),
            < 232 => (true, due.Nth > 0),
            < 254 => (due.Nth > 0, due.Nth != 2),
            _ => due.OfAll < 3 ? (true, true) : (due.Nth != 1, due.Nth != 0), // two persons, until the third row says that they are one
        };
        if (si) Persons.WriteSi(sheet, province, who);
        else sheet.Next();
        if (national) Persons.WriteNational(sheet, province, who);
        else sheet.Next();
    }

    /// <summary>What history says; where a file has some, it may be wrong.</summary>
    private static ReadOnlySpan<byte> Hint(in Due due, in Someone who) => due.Nth > 0 && (who.Bits >> 33) % 16 == 3 ? "TM"u8 : KindOf(due, who) switch
    {
        Kind.GoesOn => "DT"u8,
        Kind.ComesBack => "TL"u8,
        _ => (who.Bits >> 33) % 8 == 0 ? ""u8 : "TM"u8,
    };

    /// <summary>One in 32 paid before, elsewhere.</summary>
    private static Kind KindOf(in Due due, in Someone who) => due.Kind == Kind.New && (who.Bits >> 46) % 32 == 5 ? Kind.GoesOn : due.Kind;

    private int OfficerOf(in Someone who) => Mixed.Below(asked.Officers, who.Bits * 0x9E3779B97F4A7C15);

    /// <summary>22 % of the poverty line of the countryside; 4.5 % of the base salary of the day.</summary>
    private static long Amount(Scheme scheme, int months, DateOnly day) => months * (scheme == Scheme.Voluntary
        ? day.Year < 2022 ? 154_000L : 330_000
        : 45 * ((day.Year * 12) + day.Month < (2019 * 12) + 7 ? 1_390 : (day.Year * 12) + day.Month < (2023 * 12) + 7 ? 1_490 : (day.Year * 12) + day.Month < (2024 * 12) + 7 ? 1_800 : 2_340));
}
