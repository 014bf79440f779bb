using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>What campaigns/9936/campaign.yaml must say, written down beside the signed plan. Clauses are taken from the plan itself, by line.</summary>
internal static class PlanOfLongXuyen
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "campaigns", "9936", "document.txt"));

    private static readonly DateOnly First = new(2024, 11, 15);
    private static readonly DateOnly Last = new(2024, 11, 30);
    private static readonly Days Drive = new(First, Last);
    private static readonly Cited<Days> InDrive = new(Drive, Clause("IV"));
    private static readonly Days CardEnded = new(new(2024, 1, 1), new(2024, 9, 30));
    private static readonly Cited<DateOnly> WithinDrive = new(Last, Reading("within-drive"));
    private static readonly Cited<CreditRule> Earliest = new(CreditRule.Earliest, Reading("earliest-receipt"));
    private static readonly Cited<bool> PaidIsEnough = new(false, Reading("paid-is-enough"));
    private static readonly Cited<IReadOnlyList<JoiningKind>> NewOrReturned = new([JoiningKind.New, JoiningKind.Returned], Reading("on-time-renewal"));

    private static readonly Decider Chairman = new("chu-tich-ubnd-huyen", new("Ủy ban nhân dân thành phố Long Xuyên", "the People's Committee of Long Xuyên City"), Reading("chairman-decides"));

    /// <summary>III.1.1: parents, parents-in-law, children, siblings, siblings-in-law; no spouse.</summary>
    private static readonly IReadOnlyList<Relation> Listed =
        [Relation.Father, Relation.Mother, Relation.FatherInLaw, Relation.MotherInLaw, Relation.Child, Relation.Sibling, Relation.SiblingInLaw];

    public static Campaign Campaign { get; } = new(
        "9936",
        new("Phát triển người tham gia BHXH, BHYT năm 2024", "More people in social and health insurance, 2024"),
        new("Long Xuyên 15–30/11/2024", "Long Xuyên, 15–30 November 2024"),
        new("9936/KH-UBND", First, new("Kế hoạch", "Plan"), new("UBND thành phố Long Xuyên", "People's Committee of Long Xuyên City"), Line(122),
            ["Kế hoạch 7666/KH-BCĐ ngày 11/09/2024", "Kế hoạch 9882/KH-UBND ngày 14/11/2024"]),
        InDrive,
        new(Last, Clause("IV")),
        [
            new("departments", "phòng ban", new("Phòng, ban ngành, đoàn thể", "Departments and unions"), new("Phòng ban", "Departments"), Clause("II.a")),
            new("communes", "xã phường", new("Ủy ban nhân dân xã, phường", "People's Committees of communes and wards"), new("Xã, phường", "Communes"), Clause("II.b")),
            new("health-stations", "trạm y tế", new("Trạm y tế", "Health stations"), new("Trạm y tế", "Health stations"), Reading("station-indicator")),
        ],
        [
            new("staff-voluntary-si", new("Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện", "Officers with at least one relative in voluntary SI"),
                new("BHXH tự nguyện", "Voluntary SI"), Measure.OfficersWithCounted, ["departments", "communes"],
                new(new(Scheme.VoluntarySocialInsurance, Clause("III.1.1.a")), InDrive, new([JoiningKind.New, JoiningKind.Rejoined], Reading("joining")), null, false,
                    new(true, Reading("still-in")), new(null, Reading("any-relation")), Earliest),
                null, AtLeast(50, "III.1.1.a"), Clause("III.1.1.a")),
            new("staff-all-relatives-hi", new("Cán bộ có đầy đủ thân nhân tham gia BHYT", "Officers all of whose relatives have health insurance"),
                new("Thân nhân đủ BHYT", "All relatives in HI"), Measure.OfficersAllRelativesCovered, ["departments"],
                null, new(new(Listed, Clause("III.1.1.b"))), AtLeast(100, "III.1.1.b"), Clause("III.1.1.b")),
            new("staff-one-relative-hi", new("Cán bộ vận động được 01 người thân tham gia BHYT", "Officers who brought one relative into health insurance"),
                new("BHYT mỗi cán bộ 1 người", "One relative in HI"), Measure.OfficersWithCounted, ["communes"],
                new(new(Scheme.HouseholdHealthInsurance, Clause("III.1.2.a")), InDrive, NewOrReturned, new(CardEnded, Clause("I")), false,
                    PaidIsEnough, new(Listed, Reading("listed-relatives-commune")), Earliest),
                null, AtLeast(100, "III.1.2.a"), Clause("III.1.2.a")),
            new("won-back-hi", new("Người có thẻ BHYT hết hạn 01–09/2024 đã tham gia lại", "People whose card ended January–September 2024 and who came back"),
                new("Hết hạn tham gia lại", "Won back"), Measure.PersonsCounted, ["departments", "communes"],
                new(new(Scheme.HouseholdHealthInsurance, Clause("I")), InDrive, new([], Clause("I")), new(CardEnded, Clause("I")), true,
                    PaidIsEnough, new(null, Clause("I")), Earliest),
                null, AtLeast(null, "I"), Clause("I")),
            new("staff-one-person-hi", new("Nhân viên y tế vận động được 01 người tham gia BHYT", "Health staff who brought one person into health insurance"),
                new("BHYT 1 người 1 người", "One person in HI"), Measure.OfficersWithCounted, ["health-stations"],
                new(new(Scheme.HouseholdHealthInsurance, Clause("VI.6")), InDrive, NewOrReturned, new(CardEnded, Clause("I")), false,
                    PaidIsEnough, new(null, Clause("VI.6")), Earliest),
                null, AtLeast(100, "VI.6"), Clause("VI.6")),
            new("plan9882-*", new("Chỉ tiêu kèm theo Kế hoạch 9882/KH-UBND", "Targets of plan 9882/KH-UBND"),
                new("Kế hoạch 9882", "Plan 9882"), Measure.FigureAgainstTarget, ["communes"], null, null, AtLeast(null, "III.1.2"), Clause("III.1.2")),
            new("pupils-hi-*", new("Học sinh tham gia BHYT năm học 2024 – 2025", "Pupils in health insurance, school year 2024–2025"),
                new("Học sinh có BHYT", "Pupils in HI"), Measure.FigureAgainstTarget, [], null, null, AtLeast(null, "VI.5"), Clause("VI.5")),
        ],
        [
            new("giay-khen-tap-the", new("Giấy khen của UBND thành phố cho tập thể", "Certificate of commendation of the city for collectives"), SubjectKind.Collective,
                AwardCriterion.EveryTargetMet, null, new("Chủ tịch UBND thành phố", "Chairman of the city's People's Committee"), Clause("V.1"), Reading("every-target"))
            {
                Form = "giay-khen-huyen", DecidedBy = Chairman,
            },
            new("giay-khen-ca-nhan", new("Giấy khen của UBND thành phố cho cá nhân", "Certificate of commendation of the city for individuals"), SubjectKind.Individual,
                AwardCriterion.AtLeastOnePerson, null, new("Chủ tịch UBND thành phố", "Chairman of the city's People's Committee"), Clause("V.1"), Reading("at-least-one"))
            {
                Form = "giay-khen-huyen", DecidedBy = Chairman,
            },
        ],
        [
            new("start", new("Bắt đầu đợt thi đua", "The drive begins"), First, false, false, Clause("IV")),
            new("end", new("Hết đợt thi đua", "The drive ends"), Last, false, false, Clause("IV")),
            new("dossier", new("Hồ sơ gửi Phòng Y tế", "Dossier to the Health Office"), new(2024, 12, 5), true, false, Reading("before-excludes-day"), new("Phòng Y tế", "Health Office")),
        ],
        [
            new(new("Văn phòng HĐND và UBND thành phố", "Office of the People's Council and Committee"), new("Phối hợp Phòng Nội vụ tổ chức phát động", "Launch together with the Home Affairs Office"), Clause("VI.1"),
                new("launch-city", [], ["Văn phòng HĐND và UBND thành phố", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố"], true, false, WithinDrive)),
            new(new("Các phòng, ban ngành, đoàn thể", "Departments and unions"), new("Phát động trong toàn thể cán bộ của đơn vị", "Launch among all staff"), Clause("VI.2"),
                new("launch-departments", ["departments"], [], true, false, WithinDrive)),
            new(new("Phòng Nội vụ", "Home Affairs Office"), new("Triển khai kế hoạch đến các đơn vị", "Bring the plan to all units"), Clause("VI.3"),
                new("carry-out-home-affairs", [], ["Phòng Nội vụ", "Phòng Nội vụ thành phố"], false, false, WithinDrive)),
            new(new("Phòng Nội vụ", "Home Affairs Office"), new("Tổng hợp hình thức khen thưởng trình UBND thành phố", "Sum up the commendations for the city"), Clause("VI.3.b"),
                new("commendations", [], ["Phòng Nội vụ", "Phòng Nội vụ thành phố"], true, false, null)),
            new(new("Phòng Y tế", "Health Office"), new("Triển khai kế hoạch; theo dõi, giám sát tiến độ", "Carry the plan out; follow its progress"), Clause("VI.4.a"),
                new("follow", [], ["Phòng Y tế", "Phòng Y tế thành phố"], false, false, WithinDrive)),
            new(new("Phòng Y tế", "Health Office"), new("Tổng hợp kết quả, đề xuất khen thưởng", "Sum up results, propose commendations"), Clause("VI.4"),
                new("sum-up", [], ["Phòng Y tế", "Phòng Y tế thành phố"], true, false, null)),
            new(new("Phòng Giáo dục và Đào tạo", "Education Office"), new("Triển khai đến các trường; 100 % học sinh tham gia BHYT", "Reach all schools; 100 % of pupils in health insurance"), Clause("VI.5"),
                new("launch-schools", [], ["Phòng Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo thành phố"], true, false, WithinDrive)),
            new(new("Trung tâm Y tế", "Health Centre"), new("Phát động: mỗi người vận động một người tham gia BHYT", "Launch: one person brings one person into health insurance"), Clause("VI.6"),
                new("launch-health", [], ["Trung tâm Y tế", "Trung tâm Y tế thành phố"], true, false, WithinDrive)),
            new(new("Trung tâm Y tế", "Health Centre"), new("Chỉ đạo các đại lý tại trạm y tế, mở rộng mô hình cộng tác viên", "Direct the agents at the stations, widen the network of collaborators"), Clause("VI.6.b"),
                new("agents", [], ["Trung tâm Y tế", "Trung tâm Y tế thành phố"], false, false, WithinDrive)),
            new(new("Ủy ban nhân dân 13 phường, xã", "The 13 wards and communes"), new("Phát động đến các ngành, đại lý thu và người vận động", "Launch among sectors, collection agents and mobilisers"), Clause("VI.7"),
                new("launch-communes", ["communes"], [], true, false, WithinDrive)),
            new(new("Ủy ban nhân dân 13 phường, xã", "The 13 wards and communes"), new("Tuyên truyền, vận động, in cấp thẻ BHYT tại địa bàn", "Inform, mobilise, issue health-insurance cards on the spot"), Clause("VI.7.b"),
                new("on-the-spot", ["communes"], [], false, false, WithinDrive)),
            new(new("UBND thành phố", "City People's Committee"), new("Kinh phí khen thưởng", "Award fund"), Clause("VII"), null),
        ],
        [],
        [
            new("I", From(21, "Tập trung")), new("II.a", Line(25)), new("II.b", Line(26)), new("III.1.1.a", Line(34)), new("III.1.1.b", FirstSentence(36)), new("III.1.1.c", From(36, "Chủ lực")),
            new("III.1.2", From(38, "Đối với")), new("III.1.2.a", Line(40)), new("III.1.2.b", Line(41)), new("IV", Line(45)), new("V.1", Line(51)),
            new("V.2.a", Line(55)), new("V.2.b", Line(56)), new("V.2.c", Line(57)), new("V.3", Line(61)), new("VI.1", Line(67)), new("VI.2", Line(71)), new("VI.3", Line(75)),
            new("VI.3.b", Line(77)), new("VI.4.a", Line(81)), new("VI.4", Line(83)), new("VI.5", Line(87)), new("VI.6", FirstSentence(91)), new("VI.6.b", From(91, "Tập trung")),
            new("VI.7", Line(95)), new("VI.7.b", Line(97)), new("VII", Line(101)), new("phần kết", From(103, "Trong quá trình")[..^" / *hph*".Length]),
        ],
        ReadingsOfLongXuyen.All,
        [.. Lines[106..114].Select(l => l[2..^1])],
        ["7666/KH-BCĐ", "9882/KH-UBND"],
        [
            new(new("Biên bản họp xét khen thưởng", "Minutes of the commendation meeting"), Clause("V.2.a")),
            new(new("Tờ trình đề nghị khen thưởng", "Submission"), Clause("V.2.b")),
            new(new("Danh sách có tóm tắt thành tích", "List with summaries of achievements"), Clause("V.2.c")),
        ],
        new(new("Phòng Nội vụ thành phố", "Home Affairs Office of the city"), Clause("phần kết")))
    {
        Retention = new(24, Reading("retention")),
        OneAward = new(new("Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được.", "One achievement is not commended several times or in several forms."),
            new(SourceKind.Law, "Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng")),
        Review =
        [
            new("sum-up", new("Tổng hợp kết quả, đề xuất khen thưởng", "Sum up results, propose commendations"), new("Phòng Y tế", "Health Office"), Role.StandingOffice, null, Clause("VI.4")),
            new("submit", new("Tổng hợp hình thức khen thưởng, trình UBND thành phố", "Sum up the commendations and submit them to the city"), new("Phòng Nội vụ", "Home Affairs Office"), Role.StandingOffice, null, Clause("VI.3.b")),
        ],
        Fund = new(new("Kinh phí khen thưởng của UBND thành phố", "Award fund of the city"), Clause("VII")),
    };

    private static TargetRule AtLeast(decimal? percent, string clause) => new(percent, Comparison.AtLeast, Clause(clause));

    private static Source Clause(string number) => new(SourceKind.Clause, number);

    private static Source Reading(string id) => new(SourceKind.Reading, id);

    /// <summary>A line of the plan, counted from 1.</summary>
    private static string Line(int number) => Lines[number - 1];

    private static string From(int number, string word) => Line(number)[Line(number).IndexOf(word, StringComparison.Ordinal)..];

    private static string FirstSentence(int number) => Line(number)[..(Line(number).IndexOf(". ", StringComparison.Ordinal) + 1)];
}
