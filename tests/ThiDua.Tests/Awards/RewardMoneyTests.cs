using ThiDua.Awards;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>Coefficient × base salary on the day of the decision, rounded up (9936/V.1; Decree 98/2023 Art. 53).</summary>
public sealed class RewardMoneyTests
{
    /// <summary>First and last day of each time in which nothing of the catalogue changes; null: no end.</summary>
    private static readonly (DateOnly From, DateOnly? To)[] Times =
    [
        (new(2018, 7, 1), new(2019, 6, 30)), (new(2019, 7, 1), new(2023, 6, 30)), (new(2023, 7, 1), new(2023, 12, 31)), (new(2024, 1, 1), new(2024, 6, 30)),
        (new(2024, 7, 1), new(2025, 6, 30)), (new(2025, 7, 1), new(2026, 6, 30)), (new(2026, 7, 1), null),
    ];

    /// <summary>
    /// Reckoned by hand from 1.390.000, 1.490.000, 1.800.000, 1.800.000, 2.340.000, 2.340.000, 2.530.000, each with the label of the least sure row.
    /// –: no coefficient is known. ≤: the law names the most only.
    /// </summary>
    private const string ByHand = """
        form                   subject     | 07/2018      07/2019      07/2023      01/2024      07/2024      07/2025      07/2026
        anh-hung-lao-dong      individual  | –            –            –            27.900.000R  36.270.000R  36.270.000R  39.220.000R
        cstd-toan-quoc         individual  | –            –            –            8.100.000V   10.530.000V  10.530.000I  11.390.000I
        cstd-bo-tinh           individual  | –            –            –            5.400.000V   7.020.000V   7.020.000I   7.590.000I
        cstd-co-so             individual  | –            –            –            1.800.000V   2.340.000V   2.340.000I   2.530.000I
        lao-dong-tien-tien     individual  | –            –            –            540.000V     710.000V     710.000I     760.000I
        tap-the-ldxs           collective  | –            –            –            2.700.000V   3.510.000V   3.510.000I   3.800.000I
        tap-the-ldtt           collective  | –            –            –            1.440.000V   1.880.000V   1.880.000I   2.030.000I
        co-chinh-phu           collective  | –            –            –            21.600.000V  28.080.000V  28.080.000I  30.360.000I
        co-bo-tinh             collective  | 11.120.000R  11.920.000R  14.400.000R  14.400.000V  18.720.000V  18.720.000I  20.240.000I
        xa-phuong-tieu-bieu    collective  | –            –            –            3.600.000V   4.680.000V   4.680.000I   5.060.000I
        thon-van-hoa           collective  | –            –            –            2.700.000V   3.510.000V   3.510.000I   3.800.000I
        bang-khen-thu-tuong    individual  | –            –            –            6.300.000R   8.190.000R   8.190.000I   8.860.000I
        bang-khen-thu-tuong    collective  | –            –            –            12.600.000R  16.380.000R  16.380.000R  17.710.000R
        bang-khen-bo-tinh      individual  | 2.090.000R   2.240.000R   2.700.000R   2.700.000R   3.510.000R   3.510.000I   3.800.000I
        bang-khen-bo-tinh      collective  | 4.170.000R   4.470.000R   5.400.000R   5.400.000R   7.020.000R   7.020.000R   7.590.000R
        giay-khen-thu-truong   individual  | 420.000R     450.000R     540.000R     540.000R     710.000R     710.000I     760.000I
        giay-khen-thu-truong   collective  | 840.000R     900.000R     1.080.000R   1.080.000R   1.410.000R   1.410.000R   1.520.000R
        giay-khen-huyen        individual  | 420.000R     450.000R     540.000R     540.000R     710.000R     –            –
        giay-khen-huyen        collective  | 840.000R     900.000R     1.080.000R   1.080.000R   1.410.000R   –            –
        giay-khen-xa           individual  | 210.000R     230.000R     270.000R     270.000V     360.000V     710.000I     760.000I
        giay-khen-xa           collective  | 420.000R     450.000R     540.000R     540.000R     710.000R     1.410.000R   1.520.000R
        ky-niem-chuong-bo-tinh individual  | –            –            –            ≤            ≤            ≤            ≤
        """;

    private static readonly Rewards Shipped = RewardCatalog.Rewards;

    /// <summary>A row that is added, or a day that is changed, needs its amounts above.</summary>
    [Fact]
    public void Every_form_for_every_subject_on_every_day_that_matters_is_what_a_hand_reckoned()
    {
        var rows = ByHand.Split('\n').Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(
            Shipped.Forms.SelectMany(f => new[] { SubjectKind.Individual, SubjectKind.Collective }.Where(f.IsFor).Select(s => $"{f.Id} {RewardText.Word(s)}")).Order(StringComparer.Ordinal),
            rows.Select(r => $"{r[0]} {r[1]}").Order(StringComparer.Ordinal));
        var wrong = from row in rows
                    from time in Times.Index()
                    from day in new[] { time.Item.From, time.Item.To ?? new(2099, 12, 31) }
                    let shown = Shown(RewardMoney.Of(Shipped, row[0], row[1] == "collective" ? SubjectKind.Collective : SubjectKind.Individual, day))
                    where shown != row[3 + time.Index]
                    select $"{row[0]} {row[1]} {day.Iso()}: {shown}, by hand {row[3 + time.Index]}";
        Assert.Equal([], wrong);

        static string Shown((RewardAmount? Amount, RewardGap? Gap) reckoned) => reckoned switch
        {
            ({ } amount, null) => Written.Number(amount.Reckoned, Language.Vi) + "SVCIR"[(int)amount.Label],
            (null, RewardGap.NoRate) => "–",
            (null, RewardGap.AtMost) => "≤",
            var (_, gap) => $"{gap}",
        };
    }

    [Fact]
    public void No_row_begins_or_ends_on_a_day_that_the_table_by_hand_does_not_know()
    {
        var rows = Shipped.Salaries.Concat<DatedRow>(Shipped.Collectives).Concat(Shipped.Roundings).Concat(Shipped.Forms.SelectMany(f => f.Rates)).ToList();
        Assert.Equal([], rows.Where(r => r.Days.From is { } from && !Times.Any(t => t.From == from) || r.Days.To is { } to && !Times.Any(t => t.To == to)).Select(r => r.Id));
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal((null, RewardGap.NoSalary), RewardMoney.Of(Shipped, "giay-khen-huyen", SubjectKind.Individual, new(2018, 6, 30)));
    }

    /// <summary>Each row with the label that is known of it: whoever makes a recalled one sure must say so here too.</summary>
    [Fact]
    public void Nothing_recalled_passes_for_law()
    {
        Assert.Equal(
            "salary/2018-07-01 salary/2019-07-01 collectives/2024-01-01 collectives/2025-07-01 rounding/always anh-hung-lao-dong/individual/2024-01-01 co-bo-tinh/collective/always bang-khen-thu-tuong/individual/2024-01-01 "
            + "bang-khen-bo-tinh/individual/always bang-khen-bo-tinh/individual/2024-01-01 giay-khen-thu-truong/individual/always giay-khen-thu-truong/individual/2024-01-01 "
            + "giay-khen-huyen/individual/always giay-khen-huyen/individual/2024-01-01 giay-khen-xa/individual/always",
            string.Join(' ', Shipped.Salaries.Concat<DatedRow>(Shipped.Collectives).Concat(Shipped.Roundings).Concat(Shipped.Forms.SelectMany(f => f.Rates)).Where(r => r.Label == Label.Recalled).Select(r => r.Id)));
        Assert.Equal(["chu-tich-ubnd-tinh", "tong-giam-doc"], AuthorityCatalog.All.Where(a => a.Label == Label.Recalled).Select(a => a.Id));
        foreach (var amount in from form in Shipped.Forms from subject in Enum.GetValues<SubjectKind>() from time in Times select RewardMoney.Of(Shipped, form.Id, subject, time.From).Amount)
        {
            if (amount is null) continue;
            Assert.Equal(amount.Rows.Any(r => r.Label == Label.Recalled), amount.NeedsConfirmation);
            Assert.Equal(amount.NeedsConfirmation ? null : amount.Reckoned, amount.Payable([]));
            foreach (var (row, said) in amount.Rows.Zip(RewardText.Sources(amount, [], Language.Vi)))
                Assert.Equal(row.Label == Label.Recalled, said.Contains(": theo trí nhớ, chưa đối chiếu (", StringComparison.Ordinal));
        }
    }

    /// <summary>The factor comes first: twice the rounded 710,000 would be 1,420,000. What is whole tens of thousands already stays.</summary>
    [Fact]
    public void Clause_9936_V_1_only_the_product_is_rounded_and_upwards()
    {
        var (one, many) = (Amount("giay-khen-huyen", SubjectKind.Individual, new(2024, 12, 20)), Amount("giay-khen-huyen", SubjectKind.Collective, new(2024, 12, 20)));
        Assert.Equal((702_000m, 710_000L, 1_404_000m, 1_410_000L), (one.Product, one.Reckoned, many.Product, many.Reckoned));
        Assert.Equal(28_400_000, 40 * one.Reckoned);
        Assert.Equal("0,3 × 2.340.000\u00a0đ = 702.000\u00a0đ, làm tròn lên hàng 10.000\u00a0đ: 710.000\u00a0đ", RewardText.Arithmetic(one, Language.Vi));
        Assert.Equal("0.3 × 2 × 2,340,000\u00a0đ = 1,404,000\u00a0đ, rounded up to 10,000\u00a0đ: 1,410,000\u00a0đ", RewardText.Arithmetic(many, Language.En));
        foreach (var (salary, coefficient, expected) in new[] { (1_800_000L, 0.3m, 540_000L), (1_490_000, 0.3m, 450_000), (1_000_000, 0.01m, 10_000), (1_000_001, 0.01m, 20_000), (999_999, 0.01m, 10_000), (1, 0.1m, 10_000) })
            Assert.Equal(expected, (one with { Salary = one.Salary with { Dong = salary }, Rate = one.Rate with { Coefficient = coefficient } }).Reckoned);
    }

    [Fact]
    public void A_recalled_amount_is_payable_once_each_of_its_rows_was_confirmed_as_it_stands()
    {
        var amount = Amount("giay-khen-huyen", SubjectKind.Collective, new(2024, 12, 20));
        Assert.Equal(["giay-khen-huyen/individual/2024-01-01", "collectives/2024-01-01"], amount.Unconfirmed([]).Select(r => r.Id));
        Assert.Equal("0,3 × 2 × 2.340.000\u00a0đ; chưa ra số tiền vì có mức chưa ai xác nhận", RewardText.Reckoning(amount, [], Language.Vi)); // no amount is shown that may not be printed
        var confirmed = amount.Unconfirmed([]).Select(r => new Confirmation(r.Id, r.Sha256, "văn bản thử, Điều 1")).ToList();
        Assert.Equal((null, 1_410_000L), (amount.Payable(confirmed[..1]), amount.Payable(confirmed)));
        Assert.Null(amount.Payable([confirmed[0], confirmed[1] with { Citation = " " }]));
        // a row that says something else now was not confirmed
        Assert.Null((amount with { Rate = amount.Rate with { Coefficient = 0.4m } }).Payable(confirmed));
        Assert.Equal(
        [
            "hệ số 0,3: theo trí nhớ; người dùng xác nhận theo văn bản thử, Điều 1", "tập thể gấp 2 lần cá nhân: theo trí nhớ; người dùng xác nhận theo văn bản thử, Điều 1",
            "lương cơ sở 2.340.000\u00a0đ: Nghị định 73/2024/NĐ-CP (đã đối chiếu)", "làm tròn lên hàng 10.000\u00a0đ: Nghị định 98/2023/NĐ-CP, Điều 53 (đã đối chiếu)",
        ], RewardText.Sources(amount, confirmed, Language.Vi));
    }

    [Fact]
    public void Without_a_rate_there_is_no_amount_and_never_zero()
    {
        Assert.Equal((null, RewardGap.NoForm), RewardMoney.Of(Shipped, "giay-khen", SubjectKind.Individual, new(2024, 12, 20)));
        Assert.Equal((null, RewardGap.NotForSubject), RewardMoney.Of(Shipped, "lao-dong-tien-tien", SubjectKind.Collective, new(2024, 12, 20)));
        Assert.Equal((null, RewardGap.NoRate), RewardMoney.Of(Shipped, "giay-khen-huyen", SubjectKind.Individual, new(2025, 7, 1)));
        Assert.Equal((null, RewardGap.AtMost), RewardMoney.Of(Shipped, "ky-niem-chuong-bo-tinh", SubjectKind.Individual, new(2024, 12, 20)));
        Assert.Equal((null, RewardGap.NoCollectiveRule), RewardMoney.Of(Shipped with { Collectives = [] }, "giay-khen-xa", SubjectKind.Collective, new(2024, 12, 20)));
        Assert.Equal((null, RewardGap.NoRounding), RewardMoney.Of(Shipped with { Roundings = [] }, "giay-khen-xa", SubjectKind.Individual, new(2024, 12, 20)));
        foreach (var gap in Enum.GetValues<RewardGap>())
            foreach (var language in Enum.GetValues<Language>()) Assert.DoesNotContain('{', RewardText.Told(gap, "giay-khen-xa", SubjectKind.Collective, new(2024, 12, 20), language).Say(language));
    }

    [Theory]
    [InlineData("factor: 2, law", "fctor: 2, law", "fctor")]
    [InlineData("label: V}", "label: X}", "label")]
    [InlineData("coefficient: 4.5", "coefficient: 0", "coefficient")]
    [InlineData("coefficient: 4.5", "coefficient: \"4,5\"", "coefficient")]
    [InlineData("dong: 2340000", "dong: 2.340.000", "dong")]
    [InlineData("from: 2026-07-01", "from: 2026-06-30", "salary/2024-07-01, salary/2026-06-30")]
    [InlineData("to: 2026-06-30", "to: 2024-06-30", "from, to")]
    [InlineData("id: cstd-bo-tinh", "id: cstd-co-so", "id")]
    [InlineData("kind: title", "kind: paper", "kind")]
    [InlineData("subject: individual", "subject: household", "subject")]
    public void A_catalogue_that_says_what_nobody_knows_is_refused(string was, string becomes, string where)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "catalog", "rewards.yaml"));
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, was);
        Assert.Equal("catalog/rewards.yaml: " + where, Assert.Throws<InvalidDataException>(() => RewardCatalog.Read(text[..at] + becomes + text[(at + was.Length)..])).Message);
    }

    private static RewardAmount Amount(string form, SubjectKind subject, DateOnly day) => RewardMoney.Of(Shipped, form, subject, day).Amount!;
}
