using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Core.Basics;

namespace ThiDua.Awards;

/// <summary>Dossiers as JSON, the same for commands and addresses.</summary>
public static class DossierJson
{
    /// <param name="made">Files and whether PDF came along, when papers were made just now.</param>
    public static void Write(Utf8JsonWriter json, string campaign, DossierLine dossier, IReadOnlyList<FigureChange> changes, Language language, Dossier? made = null, bool named = true)
    {
        json.WriteStartObject();
        if (named) json.WriteString("campaign", campaign);
        json.WriteString("unit", dossier.Unit);
        json.WriteString("name", dossier.Name);
        json.WriteString("state", DossierQueries.Name(dossier.Standing));
        json.WriteBoolean("complete", dossier.IsComplete);
        json.WriteBoolean("qualifies", dossier.Qualifies);
        json.WriteString("asOf", dossier.Frozen?.Figures.AsOf.Iso());
        json.WriteString("frozenAt", dossier.Frozen?.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("sha256", dossier.Frozen?.Sha256);
        json.WriteString("reason", dossier.Frozen?.Reason);
        json.WriteString("lastDay", dossier.LastDay?.Iso());
        WritePapers(json, dossier, language);
        json.WriteStartArray("missing");
        foreach (var paper in dossier.Missing) json.WriteStringValue(paper.Asked.Id);
        json.WriteEndArray();
        if (named)
        {
            json.WriteBoolean("changedSince", changes.Count > 0);
            json.WriteStartArray("changes");
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("subject", change.Subject);
                json.WriteString("what", change.What);
                json.WriteString("frozen", change.Then);
                json.WriteString("now", change.Now);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (made is not null)
        {
            json.WriteBoolean("pdf", made.HasPdf);
            json.WriteStartArray("files");
            foreach (var file in made.Files) json.WriteStringValue(file);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>All dossiers of a campaign, with how many are in each state.</summary>
    public static void WriteAll(Utf8JsonWriter json, string campaign, IReadOnlyList<DossierLine> dossiers, Language language)
    {
        json.WriteStartObject();
        json.WriteString("campaign", campaign);
        json.WriteStartObject("counts");
        foreach (var state in Enum.GetValues<Core.Awards.DossierStanding>()) json.WriteNumber(DossierQueries.Name(state), dossiers.Count(d => d.Standing == state));
        json.WriteEndObject();
        json.WriteStartArray("dossiers");
        foreach (var dossier in dossiers) Write(json, campaign, dossier, [], language, named: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePapers(Utf8JsonWriter json, DossierLine dossier, Language language)
    {
        json.WriteStartArray("papers");
        foreach (var (asked, state, _) in dossier.Papers)
        {
            json.WriteStartObject();
            json.WriteString("id", asked.Id);
            json.WriteString("title", StandingsTables.In(asked.Title, language));
            json.WriteString("clause", asked.Source is { Kind: SourceKind.Clause } source ? source.Name : null);
            json.WriteString("state", DossierQueries.Name(state.Standing));
            json.WriteBoolean("outdated", state.IsOutdated);
            json.WriteString("number", state.Signed?.Number);
            json.WriteString("signed", state.Signed?.Day.Iso());
            json.WriteString("sent", state.Sent?.Day.Iso());
            json.WriteString("sentTo", state.Sent?.Office);
            json.WriteString("received", state.Standing == Core.Awards.PaperStanding.Received ? state.Last?.Day.Iso() : null);
            json.WriteString("returned", state.Standing == Core.Awards.PaperStanding.Returned ? state.Last?.Day.Iso() : null);
            json.WriteString("returnedBecause", state.Standing == Core.Awards.PaperStanding.Returned ? state.Last?.Reason : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
