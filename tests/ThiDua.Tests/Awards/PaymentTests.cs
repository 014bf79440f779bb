using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>Money after the decision: a fund with its ceiling, who is paid, what comes back.</summary>
public sealed class PaymentTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_VII_a_decision_never_goes_over_the_fund_and_the_fund_never_under_what_is_decided(Engine engine)
    {
        using var office = Drafted(engine);
        var at = office.Installation;
        var fund = new EnteredFund(null, "50/QĐ-UBND ngày 05/01/2024", new(2024, 1, 5), 2_000_000);
        Assert.Equal("day-ahead", Refused(() => Set(at, fund with { Day = new(2024, 12, 1) })));
        Assert.Equal("fund-document-missing", Refused(() => Set(at, fund with { Document = " " })));
        Assert.Equal("ceiling-wrong", Refused(() => Set(at, fund with { Ceiling = null })));
        Assert.Equal("ceiling-wrong", Refused(() => Set(at, fund with { Ceiling = -1 })));
        Set(at, fund);
        Assert.StartsWith("Quyết định này cần 2.130.000\u00a0đ nhưng quỹ chỉ còn 2.000.000\u00a0đ", ReviewTests.Refused(() => Issue(at, 1, "312/QĐ-UBND")), StringComparison.Ordinal);
        var more = Set(at, fund with { Title = "Quỹ bổ sung", Ceiling = 2_130_000 });
        Issue(at, 1, "312/QĐ-UBND");
        Assert.Equal(("Quỹ bổ sung", 2_130_000L), Money(at, m => (m.Fund()!.Title, m.Fund()!.Ceiling)));
        Assert.Equal(new(2_130_000, 2_130_000, 0, 2_130_000, 0, 0), Standing(at));
        Assert.Equal("ceiling-under-decided", Refused(() => Set(at, fund)));
        Assert.Equal("ceiling-under-decided", Refused(() => new SetFund(at).TakeBack("9936", null, more, "ghi nhầm"))); // the one before is too small for what was decided since
        Assert.Equal("gone", Refused(() => new SetFund(at).TakeBack("9936", null, "chưa có", "ghi nhầm")));
        new RevokeDecision(at).Revoke("9936", 1, [3], "Khai man", ReviewedTown.Signed("313/QĐ-UBND"));
        Assert.Equal((1_420_000L, 710_000L), (Standing(at).Decided, Standing(at).Left!.Value)); // nobody had been paid
        new SetFund(at).TakeBack("9936", null, more, "ghi nhầm");
        Assert.Equal(("Kinh phí khen thưởng của UBND thành phố", 2_000_000L), Money(at, m => (m.Fund()!.Title, m.Fund()!.Ceiling)));
        office.MustVerify();
    }

    /// <summary>What was paid for a line that was revoked is out until it comes back: it is not decided a second time.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_VII_money_that_has_not_come_back_is_not_spent_again(Engine engine)
    {
        using var office = Drafted(engine);
        var at = office.Installation;
        var fund = new EnteredFund(null, "50/QĐ-UBND ngày 05/01/2024", new(2024, 1, 5), 2_130_000);
        Set(at, fund);
        Issue(at, 1, "312/QĐ-UBND");
        new RecordPayment(at).Pay("9936", null, new([new(1, 1), new(1, 2), new(1, 3)], at.Day, "PC 12"));
        new RevokeDecision(at).Revoke("9936", 1, [3], "Khai man", ReviewedTown.Signed("313/QĐ-UBND"));
        Assert.Equal((2_130_000L, 0L), (Standing(at).Committed, Standing(at).Left!.Value));
        Assert.Equal("ceiling-under-decided", Refused(() => Set(at, fund with { Ceiling = 2_129_999 })));
        foreach (var step in new[] { "sum-up", "submit" }) ReviewTests.Step(at, step, ReviewOutcome.Agreed, [ReviewedTown.Son], Role.StandingOffice, campaign: "9936");
        Assert.Equal(2, new DraftDecision(at).Draft("9936", null, [ReviewedTown.Son]));
        Assert.StartsWith("Quyết định này cần 710.000\u00a0đ nhưng quỹ chỉ còn 0\u00a0đ (trần 2.130.000\u00a0đ).", ReviewTests.Refused(() => Issue(at, 2, "314/QĐ-UBND")), StringComparison.Ordinal);
        new RecordPayment(at).Return("9936", null, new([new(1, 3)], at.Day, "PT 3"));
        Issue(at, 2, "314/QĐ-UBND");
        Assert.Equal((0L, 1_420_000L + 710_000), (Standing(at).Left!.Value, Standing(at).Decided));
        office.MustVerify();
    }

    /// <summary>A fund for the whole campaign holds for each of its periods that has none of its own.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_fund_of_the_whole_campaign_binds_the_periods_without_one(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        var at = office.Installation;
        NominationKey key;
        using (var db = at.Open()) key = new ReviewQueries(db, Ground.Of(db, at, "sct", new(Period: "2024") { AtPeriodEnd = true })).All().First(n => n.Key.Award == "giay-khen-ca-nhan").Key;
        new Nominate(at).Record("sct", new(key.Award, key.Unit, key.Subject, null, "Xuất sắc", ProposedBy.Agency, Period: "2024"));
        new FreezeStanding(at).FreezeAll("sct", new(Period: "2024") { AtPeriodEnd = true });
        foreach (var (step, role) in new[] { ("agency", Role.DataOfficer), ("office", Role.StandingOffice) }) new RecordReview(at).Record("sct", new(step, [key], ReviewOutcome.Agreed, Period: "2024"), [role]);
        var amount = RewardMoney.Of(RewardCatalog.Rewards, "giay-khen-thu-truong", SubjectKind.Individual, at.Day).Amount!;
        foreach (var row in amount.Unconfirmed([])) new ConfirmRate(at).Record(row.Id, "văn bản thử, Điều 1");
        var no = new DraftDecision(at).Draft("sct", "2024", [key]);
        var (fund, signature) = (new EnteredFund("Quỹ của Sở", "7/QĐ-SCT", at.Day, amount.Reckoned - 1), new EnteredSignature("9/QĐ-SCT", at.Day, "Trần Văn Sở", Signatory.Head));
        var funds = new SetFund(at);
        funds.Set("sct", null, fund);
        Assert.StartsWith("Quyết định này cần", ReviewTests.Refused(() => new IssueDecision(at).Issue("sct", no, signature)), StringComparison.Ordinal);
        var own = funds.Set("sct", "2024", fund with { Ceiling = amount.Reckoned });
        new IssueDecision(at).Issue("sct", no, signature);
        Assert.Equal((fund.Ceiling, 0L), (Left(null), Left("2024"))); // the period lives of its own
        Assert.Equal("ceiling-under-decided", Refused(() => funds.TakeBack("sct", "2024", own, "ghi nhầm"))); // then that of the whole would hold
        funds.Set("sct", null, fund with { Ceiling = 3 * amount.Reckoned });
        funds.TakeBack("sct", "2024", own, "ghi nhầm");
        Assert.Equal((2 * amount.Reckoned, 2 * amount.Reckoned), (Left(null), Left("2024")));
        Assert.Equal("ceiling-under-decided", Refused(() => funds.Set("sct", null, fund)));
        office.MustVerify();

        long? Left(string? period)
        {
            using var db = at.Open();
            var money = new MoneyQueries(db, Ground.Of(db, at, "sct", new(Period: period)));
            return money.Standing(money.Fund()).Left;
        }
    }

    /// <summary>Somebody pays at the very moment at which somebody else takes the decision back: whoever is later is refused.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task What_comes_to_rest_on_an_entry_meanwhile_is_seen_before_it_is_taken_back(Engine engine)
    {
        using var office = Drafted(engine);
        var at = office.Installation;
        Issue(at, 1, "312/QĐ-UBND");
        var decision = Money(at, m => m.Lines[0].Decision);
        Task<string> taking;
        using (var db = at.Open())
        {
            using var transaction = db.BeginRecording();
            using var began = new ManualResetEventSlim();
            taking = Task.Run(() =>
            {
                began.Set();
                return Assert.Throws<DecisionException>(() => new RevokeDecision(at).TakeBack("9936", decision.Issue!.Entry, "ghi nhầm")).Code;
            });
            began.Wait(TestContext.Current.CancellationToken);
            await Task.Delay(500, TestContext.Current.CancellationToken); // so that it looks before this payment is there, if it looks outside of its own recording
            var (recording, _) = Recordings.BeginByHand(db, at, Recordings.Payments, 1, "9936", "đã chi");
            db.Execute("insert into award_payment (recording_id, row_no, decision, line, step, day, amount, document, receiver) values (@recording, 1, @of, 1, 'paid', 20241130, 710000, 'PC 12', null)", new { recording, of = decision.Recording });
            ThiDua.Trail.WriteTrail.Add(db, at, "payment", "9936", after: "710000", recording: recording);
            transaction.Commit();
        }
        Assert.Equal("paid-rests", await taking);
        Assert.Equal(["1 Phạm Dung Paid", "2 Võ Em Due", "3 Hoàng Sơn Due"], Lines(at));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_VII_each_is_paid_once_and_whole_and_gives_back_what_was_revoked(Engine engine)
    {
        using var office = Drafted(engine);
        var at = office.Installation;
        Assert.Equal([], Lines(at));
        Issue(at, 1, "312/QĐ-UBND");
        Assert.Equal(["Phường Mỹ Bình 2 1420000", "Phường Mỹ Hòa 1 710000"], Money(at, m => m.ByUnit().Select(u => $"{u.Name} {u.Lines.Count} {u.Stands}").ToArray()));
        var pay = new RecordPayment(at);
        var voucher = new EnteredPayment([new(1, 1), new(1, 2)], at.Day, "PC 12", "Phạm Dung nhận thay");
        Assert.Equal("nobody", Refused(() => pay.Pay("9936", null, voucher with { Lines = [] })));
        Assert.Equal("document-missing", Refused(() => pay.Pay("9936", null, voucher with { Document = "" })));
        Assert.Equal("day-missing", Refused(() => pay.Pay("9936", null, voucher with { Day = null })));
        Assert.Equal("before-decision", Refused(() => pay.Pay("9936", null, voucher with { Day = new(2024, 11, 29) })));
        Assert.Equal("line-unknown", Refused(() => pay.Pay("9936", null, voucher with { Lines = [new(1, 9)] })));
        Assert.Equal("not-paid", Refused(() => pay.Return("9936", null, voucher with { Lines = [new(1, 1)] })));
        var paid = pay.Pay("9936", null, voucher);
        Assert.Equal(["1 Phạm Dung Paid", "2 Võ Em Paid", "3 Hoàng Sơn Due"], Lines(at));
        Assert.Equal("Phạm Dung đã nhận tiền của quyết định 312/QĐ-UBND ngày 30/11/2024. Mỗi suất chi một lần; nếu lần ghi trước nhầm thì rút lần ấy.", ReviewTests.Refused(() => pay.Pay("9936", null, voucher with { Lines = [new(1, 3), new(1, 1)] })));
        Assert.Equal(["1 Phạm Dung Paid", "2 Võ Em Paid", "3 Hoàng Sơn Due"], Lines(at)); // nothing of what was refused
        Assert.Equal("not-revoked", Refused(() => pay.Return("9936", null, voucher with { Lines = [new(1, 1)] })));

        var revoked = new RevokeDecision(at).Revoke("9936", 1, [1, 3], "Khai man", ReviewedTown.Signed("313/QĐ-UBND"));
        Assert.Equal(["1 Phạm Dung ToReturn", "2 Võ Em Paid", "3 Hoàng Sơn Struck"], Lines(at));
        Assert.Equal(new(null, 710_000, 1_420_000, 0, 710_000, 0), Standing(at));
        Assert.Equal("Hoàng Sơn: khen thưởng này đã bị thu hồi theo 313/QĐ-UBND, không chi. Hãy bỏ dấu ở dòng ấy.", ReviewTests.Refused(() => pay.Pay("9936", null, voucher with { Lines = [new(1, 3)] })));
        Assert.Equal("Phạm Dung chỉ còn phải nộp lại 710.000\u00a0đ, không thu 710.001\u00a0đ được. Hãy sửa số tiền.", ReviewTests.Refused(() => pay.Return("9936", null, voucher with { Lines = [new(1, 1)] }, 710_001)));
        Assert.Equal("amount-wrong", Refused(() => pay.Return("9936", null, voucher with { Lines = [new(1, 1)] }, 0)));
        Assert.Equal("amount-of-one", Refused(() => pay.Return("9936", null, voucher, 1)));
        var part = pay.Return("9936", null, new([new(1, 1)], at.Day, "PT 3"), 200_000);
        Assert.Equal((510_000L, 200_000L), (Standing(at).Owed, Standing(at).Returned));
        Assert.Equal("return-rests", Refused(() => pay.TakeBack("9936", null, paid, "ghi nhầm")));
        Assert.StartsWith("Không rút được", ReviewTests.Refused(() => new RevokeDecision(at).TakeBack("9936", revoked, "ghi nhầm")), StringComparison.Ordinal);
        pay.Return("9936", null, new([new(1, 1)], at.Day, "PT 4"));
        Assert.Equal(["1 Phạm Dung Returned", "2 Võ Em Paid", "3 Hoàng Sơn Struck"], Lines(at));
        Assert.Equal("all-returned", Refused(() => pay.Return("9936", null, new([new(1, 1)], at.Day, "PT 5"))));
        Assert.Equal("reason-missing", Refused(() => pay.TakeBack("9936", null, part, " ")));
        pay.TakeBack("9936", null, part, "ghi nhầm");
        Assert.Equal("gone", Refused(() => pay.TakeBack("9936", null, part, "ghi nhầm")));
        Assert.Equal((200_000L, 510_000L), (Standing(at).Owed, Standing(at).Returned));
        office.MustVerify();
    }

    /// <summary>Whatever is tried in whatever order: no more is out than what stands and what is known to have to come back, and of one line never more than its amount.</summary>
    [Fact]
    public void What_is_paid_less_what_came_back_never_exceeds_what_stands_in_every_order() =>
        Gen.Select(Gen.Long[1, 200].Select(n => n * 10_000).Array[1, 5], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Long[0, 2_500_000]).Array[0, 60]).Sample((amounts, tries) =>
        {
            var lines = amounts.Select(a => new LineMoney(a, false, 0, 0)).ToArray();
            var returns = amounts.Select(_ => new Stack<long>()).ToArray();
            foreach (var (what, which, sum) in tries)
            {
                ref var line = ref lines[which % lines.Length];
                var returned = returns[which % lines.Length];
                var before = FundStanding.Of(null, lines);
                line = what switch
                {
                    0 when PaymentLedger.Fault(line, PaymentStep.Paid, line.Amount) is null => line with { Paid = line.Paid + line.Amount },
                    1 when PaymentLedger.Fault(line, PaymentStep.Returned, sum) is null => line with { Returned = line.Returned + Kept(returned, sum) },
                    2 => line with { IsRevoked = true },
                    3 when line.Paid > 0 && PaymentLedger.FaultOfTakingBack(line, PaymentStep.Paid) is null => line with { Paid = 0 },
                    4 when line.Returned == 0 => line with { IsRevoked = false }, // a revocation is taken back while nothing of it came back
                    5 when returned.Count > 0 && PaymentLedger.FaultOfTakingBack(line, PaymentStep.Returned) is null => line with { Returned = line.Returned - returned.Pop() },
                    _ => line,
                };
                var now = FundStanding.Of(null, lines);
                Assert.All(lines, l => Assert.True(l.Returned >= 0 && l.Returned <= l.Paid && l.Paid <= l.Amount && l.Owed >= 0));
                Assert.True(now.Paid - now.Returned <= now.Committed); // so a ceiling over what is committed is never less than what is out
                if (now.Owed == 0) Assert.True(now.Paid - now.Returned <= now.Decided);
                if (what is not (2 or 4)) Assert.Equal(before.Decided, now.Decided); // paying changes nothing of what was decided
                Assert.Equal(now.Decided, now.Due + lines.Where(l => l.State == PayState.Paid).Sum(l => l.Amount));
            }

            static long Kept(Stack<long> returned, long sum)
            {
                returned.Push(sum);
                return sum;
            }
        });

    [Theory, InlineData("30.000.000", 30_000_000L), InlineData("30000000 đ", 30_000_000L), InlineData("30,000,000 VND", 30_000_000L), InlineData("30 000 000 đồng", 30_000_000L), InlineData("0", 0L),
     InlineData("30.5", null), InlineData("ba mươi triệu", null), InlineData("-5", null), InlineData("", null), InlineData("99999999999999999999", null)]
    public void Dong_are_read_as_people_write_them(string text, long? dong) => Assert.Equal(dong, PaymentAddresses.Dong(text));

    [Fact]
    public void Word_finds_no_fault_in_the_pay_list_and_its_sums_are_those_of_the_decision()
    {
        using var office = Drafted(Engine.Sqlite);
        var at = office.Installation;
        Assert.Contains("Tổng cộng: 0 suất, 0", WordPaper.Words(Paper(at)), StringComparison.Ordinal);
        Set(at, new("Quỹ thi đua, khen thưởng thành phố", "50/QĐ-UBND ngày 05/01/2024", new(2024, 1, 5), 3_000_000));
        Issue(at, 1, "312/QĐ-UBND");
        new RevokeDecision(at).Revoke("9936", 1, [2], "Nhầm người", ReviewedTown.Signed("313/QĐ-UBND"));
        new RecordPayment(at).Pay("9936", null, new([new(1, 1)], at.Day, "PC 12"));
        var file = Paper(at);
        using (var word = WordprocessingDocument.Open(new MemoryStream(file), false)) Assert.Equal([], new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken).Select(f => f.Description));
        var said = WordPaper.Words(file);
        foreach (var part in (string[])["DANH SÁCH CHI TIỀN THƯỞNG", "Căn cứ: Quyết định 312/QĐ-UBND ngày 30/11/2024.", "Nguồn chi: Quỹ thi đua, khen thưởng thành phố (50/QĐ-UBND ngày 05/01/2024).", "Phường Mỹ Bình", "Phường Mỹ Hòa", "Phạm Dung", "đã chi 30/11/2024", "Hoàng Sơn", "Tổng cộng: 2 suất, 1.420.000\u00a0đ. Đã chi: 1 suất, 710.000\u00a0đ. Còn phải chi: 1 suất, 710.000\u00a0đ."])
            Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.DoesNotContain("Võ Em", said, StringComparison.Ordinal);
        Assert.Equal("Quỹ thi đua, khen thưởng thành phố (50/QĐ-UBND ngày 05/01/2024)", DecisionContent.Read(Money(at, m => m.Lines[0].Decision.Issue!.Content)).Fund); // both papers name one fund
        var pdf = LibreOffice.AsPdf(file);
        Pictures.Keep("pay-list.pdf", pdf);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
    }

    /// <summary>The three in a draft, with the recalled rate confirmed.</summary>
    private static Office Drafted(Engine engine)
    {
        var office = ReviewedTown.Of(engine);
        ReviewedTown.ConfirmRate(office.Installation);
        Assert.Equal(1, new DraftDecision(office.Installation).Draft("9936", null, [ReviewedTown.Dung, ReviewedTown.Em, ReviewedTown.Son]));
        return office;
    }

    private static void Issue(Installation at, int no, string number) => new IssueDecision(at).Issue("9936", no, ReviewedTown.Signed(number));

    private static string Set(Installation at, EnteredFund fund) => new SetFund(at).Set("9936", null, fund);

    private static string Refused(Action work) => Assert.Throws<PaymentException>(work).Code;

    private static T Money<T>(Installation at, Func<MoneyQueries, T> ask)
    {
        using var db = at.Open();
        return ask(new MoneyQueries(db, Ground.Of(db, at, "9936", new())));
    }

    private static FundStanding Standing(Installation at) => Money(at, m => m.Standing(m.Fund()));

    private static string[] Lines(Installation at) => Money(at, m => m.Lines.Select(l => $"{l.Line.No} {l.Line.Name} {l.Money.State}").ToArray());

    private static byte[] Paper(Installation at)
    {
        using var db = at.Open();
        var ground = Ground.Of(db, at, "9936", new());
        var output = new MemoryStream();
        StatePaper.Write(output, PayListPaper.Blocks(ground, new MoneyQueries(db, ground)));
        return output.ToArray();
    }
}
