using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Publications;

/// <summary>The JSON document of a release, for command and API alike.</summary>
public static class PublicationJson
{
    public static void Write(Utf8JsonWriter json, string campaign, Publication publication, bool isPublic)
    {
        json.WriteStartObject();
        json.WriteString("campaign", campaign);
        json.WriteBoolean("public", isPublic);
        json.WriteString("asOf", publication.AsOf.Iso());
        json.WriteString("at", Stored.Moment(publication.At));
        json.WriteString("sha256", publication.Sha256);
        json.WriteString("page", PublicationAddresses.PublicPageOf(campaign));
        json.WriteEndObject();
    }
}
