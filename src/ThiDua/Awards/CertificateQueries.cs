using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Awards;

public enum CertificateState
{
    /// <summary>Made by the office, and its line stands.</summary>
    Valid,
    /// <summary>Made by the office; the award was revoked, or the decision stands in the register no more.</summary>
    Withdrawn,
    /// <summary>Made by the office for whom it names; the register was not asked, so nobody knows here whether it was withdrawn.</summary>
    Proven,
    /// <summary>Not made by the office.</summary>
    Forged,
}

/// <summary>What is true of a certificate: no more than stands on it.</summary>
/// <param name="RevokedBy">Number of the decision that revoked it, with its day; null: none did.</param>
public sealed record CheckedCertificate(CertificateState State, CertificateFact? Fact, string? Name = null, string? Unit = null, string? Award = null, (string Number, DateOnly Day)? RevokedBy = null);

/// <summary>Holds the code of a certificate against the key and the register.</summary>
public static class CertificateQueries
{
    /// <param name="installation">Without limits: whoever holds the paper reads what stands on it.</param>
    public static CheckedCertificate Check(Installation installation, string code)
    {
        using var codes = CertificateCodes.Of(installation);
        if (codes.Read(CertificateCodes.Cleaned(code)) is not { } fact) return new(CertificateState.Forged, null);
        using var db = installation.Unlimited.Open();
        using var reading = db.BeginReading();
        var of = new { fact.Campaign, fact.Decision, fact.Line, e = long.MaxValue };
        var line = db.One<Line>($"""
            select r.recording_id as Decision, s.number as Number, s.day as Day, r.kind as Kind, r.name as Name, r.position as Position, r.unit_name as Unit, r.title as Award
            from award_decision_line r join award_decision d on d.recording_id = r.recording_id join award_issue s on s.decision = r.recording_id
            where d.campaign_no = @Campaign and d.decision_no = @Decision and r.row_no = @Line and {Recordings.LiveByHand("r")} and {Recordings.LiveByHand("s")}
            """, of);
        if (line is null || line.Number != fact.Number || Stored.Day(line.Day) != fact.Day) return new(CertificateState.Withdrawn, fact);
        if (!CertificateFields.PlacesOf(DecisionQueries.Kind(line.Kind), line.Name, line.Position, line.Unit).Any(p => CertificateCodes.Digest(line.Name, p).AsSpan().SequenceEqual(fact.Digest))) return new(CertificateState.Withdrawn, fact);
        var revoked = db.One<Revoked>($"""
            select v.number as Number, v.day as Day from award_revoked_line r join award_revocation v on v.recording_id = r.recording_id
            where r.decision = @Decision and r.line = @line and {Recordings.LiveByHand("r")} order by r.recording_id desc limit 1
            """, new { line.Decision, line = fact.Line, e = long.MaxValue });
        return new(revoked is null ? CertificateState.Valid : CertificateState.Withdrawn, fact, line.Name, line.Unit, line.Award, revoked is null ? null : (revoked.Number, Stored.Day(revoked.Day)));
    }

    public static string WordOf(CertificateState state) => state switch
    {
        CertificateState.Valid => "valid",
        CertificateState.Withdrawn => "withdrawn",
        CertificateState.Proven => "signed",
        _ => "forged",
    };

    /// <summary>In words, for the page and the command.</summary>
    public static string Said(CheckedCertificate found, Language language) => found switch
    {
        { State: CertificateState.Forged } => Sentences.Say(language, "certificate.check.forged"),
        { State: CertificateState.Proven } => Sentences.Say(language, "certificate.check.signed"),
        { State: CertificateState.Valid } => Sentences.Say(language, "certificate.check.valid"),
        { RevokedBy: var (number, day) } => Sentences.Say(language, "certificate.check.revoked", number, Written.Day(day)),
        _ => Sentences.Say(language, "certificate.check.gone", found.Fact!.Number, Written.Day(found.Fact.Day)),
    };

    private sealed record Line
    {
        public long Decision { get; init; }
        public string Number { get; init; } = "";
        public int Day { get; init; }
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Position { get; init; }
        public string Unit { get; init; } = "";
        public string Award { get; init; } = "";
    }

    private sealed record Revoked
    {
        public string Number { get; init; } = "";
        public int Day { get; init; }
    }
}
