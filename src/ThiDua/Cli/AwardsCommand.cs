using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Core.Basics;

namespace ThiDua.Cli;

public static class AwardsCommand
{
    public static Command Awards()
    {
        var campaign = new Argument<string>("campaign");
        var vantages = new Vantages();
        var command = new ActCommand("awards", Act.SeeAwards) { campaign };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var installation = call.Installation;
            using var db = installation.Open();
            using var reading = db.BeginReading();
            var ground = Ground.Of(db, installation, call.Value(campaign)!, vantages.Of(call) with { AtPeriodEnd = true });
            var answer = new AwardQueries(db, ground, new StandingsQueries(db, ground)).Answer();
            var doubles = DoubleAwardQueries.All(db, installation, ground, answer);
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, answer, doubles, call.Language));
            else
            {
                Show(call, ground, answer);
                foreach (var twice in doubles.Proposed) Console.WriteLine(DoubleAwardQueries.Said(twice, call.Language));
                foreach (var before in doubles.Issued) Console.WriteLine(DoubleAwardQueries.Said(before, call.Language));
            }
            return ExitCode.Done;
        }));
        return command;
    }

    public static void Write(Utf8JsonWriter json, Ground ground, AwardAnswer answer, Doubles doubles, Language language)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        if (ground.Period is { } period) json.WriteString("period", period.Id);
        json.WriteStartArray("awards");
        foreach (var award in ground.Awards)
        {
            json.WriteStartObject();
            json.WriteString("award", award.Id);
            json.WriteString("title", StandingsTables.In(award.Title, language));
            json.WriteString("authority", StandingsTables.In(award.Authority, language));
            json.WriteString("proposer", award.Proposer is { } proposer ? StandingsTables.In(proposer, language) : null);
            json.WriteString("clause", award.Source.Kind == SourceKind.Clause ? award.Source.Name : null);
            json.WriteString("lastDay", DossierPapers.LastDay(ground.Campaign, ground.Period?.Id)?.Iso());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("criteria");
        foreach (var (award, candidate) in answer.Criteria)
        {
            json.WriteStartObject();
            json.WriteString("unit", candidate.Unit);
            json.WriteString("award", award.Id);
            json.WriteStartArray("conditions");
            foreach (var condition in candidate.Conditions)
            {
                json.WriteStartObject();
                json.WriteString("indicator", condition.Indicator);
                json.WriteString("text", StandingsTables.In(condition.Text, language));
                json.WriteString("clause", condition.Source.Kind == SourceKind.Clause ? condition.Source.Name : null);
                json.WriteBoolean("met", condition.Met);
                json.WriteString("actual", condition.Actual);
                json.WriteString("needed", condition.Needed);
                if (condition.OfEarlier is { } day) json.WriteString("figureOfEarlier", day.Iso());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("eligible", candidate.Eligible);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("proposals");
        foreach (var proposal in answer.Proposals)
        {
            json.WriteStartObject();
            json.WriteString("unit", proposal.Unit);
            json.WriteString("award", proposal.Award);
            json.WriteString("subjectKind", proposal.SubjectKind == SubjectKind.Collective ? "collective" : "individual");
            json.WriteString("subject", proposal.Subject);
            json.WriteString("name", proposal.Name);
            json.WriteNumber("rank", proposal.Rank);
            json.WriteNumber("persons", proposal.Persons);
            if (proposal.WithinQuota is { } within) json.WriteBoolean("withinQuota", within);
            else json.WriteNull("withinQuota");
            if (proposal.Nominee is { } nominee)
            {
                json.WriteBoolean("outsideSector", nominee.Outside);
                json.WriteString("summary", nominee.Summary);
                json.WriteBoolean("meetsCriteria", proposal.MeetsCriteria);
            }
            if (AwardTables.Beyond(ground.Campaign.Awards.First(a => a.Id == proposal.Award), proposal, language) is { } beyond) json.WriteString("note", beyond);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("doubles");
        foreach (var twice in doubles.Proposed)
        {
            json.WriteStartObject();
            json.WriteString("unit", twice.Here.Unit);
            json.WriteString("subject", twice.Here.Subject);
            json.WriteString("award", twice.Award.Id);
            json.WriteString("otherCampaign", twice.OtherCampaign.Id);
            json.WriteString("otherUnit", twice.Other.Unit);
            json.WriteString("otherAward", twice.OtherAward.Id);
            json.WriteString("message", DoubleAwardQueries.Said(twice, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("awardedBefore");
        foreach (var before in doubles.Issued)
        {
            json.WriteStartObject();
            json.WriteString("unit", before.Here.Unit);
            json.WriteString("subject", before.Here.Subject);
            json.WriteString("award", before.Award.Id);
            json.WriteString("form", before.Issued.Form);
            json.WriteString("number", before.Issued.Number);
            json.WriteString("day", before.Issued.Day.Iso());
            json.WriteString("signer", before.Issued.Signer);
            json.WriteString("message", DoubleAwardQueries.Said(before, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Who meets the criteria, the line of criteria or quota, and who is next below (contract §1).</summary>
    private static void Show(Invocation call, Ground ground, AwardAnswer answer)
    {
        if (ground.Period is { } period) Console.WriteLine(StandingsTables.In(period.Title, call.Language));
        else if (ground.Campaign.Periods.Count > 0) Console.WriteLine(call.Say("cli.awards.periods", string.Join(", ", ground.Campaign.Periods.Select(p => "--period " + p.Id))));
        if (ground.Period is not null && DossierPapers.LastDay(ground.Campaign, ground.Period.Id) is { } last) Console.WriteLine(call.Say("cli.dossier.last-day", Texts.Written.Day(last)));
        foreach (var award in ground.Awards)
        {
            Console.WriteLine($"{StandingsTables.In(award.Title, call.Language)}. {AwardTables.Limit(award, call.Language)}");
            // Where awards come in tiers, whose this one is.
            if (ground.Campaign.Periods.Count > 0) Console.WriteLine("  " + call.Say("awards.authority", StandingsTables.In(award.Authority, call.Language)) + (award.Proposer is { } proposer ? " " + call.Say("awards.proposer", StandingsTables.In(proposer, call.Language)) : ""));
            if (award.Criterion is AwardCriterion.AllOf or AwardCriterion.Nominated or AwardCriterion.NominatedOutside)
            {
                if (award.Conditions.Count > 0) Units(call, ground, AwardTables.Candidates(answer, award));
                Nominees(call, award, [.. answer.Proposals.Where(p => p.Award == award.Id)]);
            }
            else if (award.Subject == SubjectKind.Collective) Units(call, ground, AwardTables.Candidates(answer, award));
            else Officers(call, [.. answer.Proposals.Where(p => p.Award == award.Id)], award.Quota is not null);
            Console.WriteLine();
        }
    }

    private static void Units(Invocation call, Ground ground, IReadOnlyList<CandidateLine> lines)
    {
        if (lines.Count == 0) Console.WriteLine("  " + call.Say("awards.no-candidates"));
        else TextTable.Write(Heads(call, "place", "code", "unit", "persons", "verdict", "conditions"), lines.SelectMany((line, i) => Row(call, AwardTables.LineAbove(lines, i),
        [
            line.Place is { } place ? Text(place) : "–", line.Candidate.Unit, line.Candidate.Name, Text(line.Candidate.Persons),
            AwardTables.Verdict(line, call.Language) + (i == AwardTables.Next(lines) ? " · " + call.Say("awards.next") : ""),
            string.Join("; ", line.Candidate.Conditions.Select(c => $"{(c.Met ? "✓" : "✗")} {StandingsTables.In(c.Text, call.Language)}: {AwardTables.Actual(ground.Campaign, c, call.Language)}")),
        ])), [true, false, false, true, false, false]);
    }

    private static void Nominees(Invocation call, AwardRule award, List<Proposal> proposals)
    {
        if (proposals.Count == 0) Console.WriteLine("  " + call.Say("cli.awards.none"));
        else TextTable.Write(Heads(call, "unit", "place", AwardTables.Proposed(award), "quota", "summary"), proposals.Select(p => (IReadOnlyList<string>)
            [p.Nominee?.UnitName ?? p.Unit, Text(p.Rank), p.Name, AwardTables.Place(award, p, call.Language), p.Nominee?.Summary ?? call.Say("awards.itself")]), [false, true, false, false, false]);
    }

    private static void Officers(Invocation call, List<Proposal> proposals, bool hasQuota)
    {
        var next = proposals.FindIndex(p => p.WithinQuota == false);
        if (proposals.Count == 0) Console.WriteLine("  " + call.Say("cli.awards.none"));
        else if (!hasQuota) TextTable.Write(Heads(call, "place", "code", "officer", "unit", "persons"), proposals.Select(Cells), [true, false, false, false, true]);
        else
        {
            TextTable.Write(Heads(call, "place", "code", "officer", "unit", "persons", "quota"), proposals.SelectMany((p, i) => Row(call, AwardTables.LineAbove(proposals, i),
                [.. Cells(p), AwardTables.Quota(p, call.Language) + (i == next ? " · " + call.Say("awards.next") : "")])), [true, false, false, false, true, false]);
        }
    }

    private static IReadOnlyList<string> Cells(Proposal p) => [Text(p.Rank), p.Subject, p.Name, p.Unit, Text(p.Persons)];

    private static IEnumerable<IReadOnlyList<string>> Row(Invocation call, string? above, IReadOnlyList<string> cells) => above is null ? [cells] : [[call.Say(above)], cells];

    private static string[] Heads(Invocation call, params string[] keys) => [.. keys.Select(k => call.Say("awards.head." + k))];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
