using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Clusters;

namespace ThiDua.Clusters;

/// <summary>The JSON document of the clusters of a year: members, who leads on a day, who led before.</summary>
public static class KeptClustersJson
{
    public static void Write(Utf8JsonWriter json, string among, DateOnly day, KeptYear kept)
    {
        json.WriteStartObject();
        json.WriteString("among", among);
        json.WriteString("date", day.Iso());
        if (kept.Year is { } of) json.WriteNumber("year", of);
        else json.WriteNull("year");
        json.WriteStartArray("years");
        foreach (var year in kept.Years) json.WriteNumberValue(year);
        json.WriteEndArray();
        json.WriteStartArray("clusters");
        foreach (var cluster in kept.Clusters)
        {
            json.WriteStartObject();
            json.WriteString("cluster", cluster.Name);
            json.WriteStartArray("members");
            foreach (var member in cluster.Members)
            {
                json.WriteStartObject();
                json.WriteString("code", member.Member);
                json.WriteString("name", member.Name);
                json.WriteString("reason", member.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("head", cluster.Leading?.Head);
            json.WriteString("deputy", cluster.Leading?.Deputy);
            json.WriteString("standingOfficeAt", cluster.StandingOffice?.Member);
            json.WritePropertyName("standingOffice");
            if (cluster.Named is { } named) Write(json, named);
            else json.WriteNullValue();
            json.WriteStartArray("elections");
            foreach (var election in cluster.History) Write(json, election);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RecordedClusters recorded)
    {
        json.WriteStartObject();
        json.WriteString("among", recorded.Among);
        json.WriteNumber("members", recorded.Members);
        json.WriteString("sha256", recorded.Sha256);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NamedOffice named)
    {
        json.WriteStartObject();
        json.WriteString("office", named.Office);
        json.WriteString("day", named.Day.Iso());
        json.WriteString("reason", named.Reason);
        json.WriteString("document", named.Document);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Election election)
    {
        json.WriteStartObject();
        json.WriteString("day", election.Day.Iso());
        json.WriteString("head", election.Head);
        json.WriteString("deputy", election.Deputy);
        json.WriteString("document", election.Document);
        json.WriteEndObject();
    }
}
