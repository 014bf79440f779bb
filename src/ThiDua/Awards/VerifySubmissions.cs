using System.Security.Cryptography;
using System.Text;
using ThiDua.Database;

namespace ThiDua.Awards;

/// <summary>Whether what units gave and sent is as it was: each file opens and has its hash, the index of a submission too.</summary>
internal static class VerifySubmissions
{
    public static List<string> Faults(Db db, Installation installation)
    {
        var faults = new List<string>();
        var (evidence, papers) = (new Lazy<Privacy.SealedBytes>(() => EvidenceQueries.Seals(installation)), new Lazy<Privacy.SealedBytes>(() => SubmitDossier.Seals(installation)));
        db.Read("select evidence_id, sha256, bytes, content from evidence order by evidence_id", r => Hold("evidence " + Text(r.GetInt64(0)), evidence.Value.Open((byte[])r.GetValue(3), EvidenceQueries.Place(r.GetInt64(0))), r.GetString(1), r.GetInt64(2)));
        db.Read("select event_id, row_no, sha256, bytes, content from submitted_paper order by event_id, row_no",
            r => Hold($"submission {Text(r.GetInt64(0))}", papers.Value.Open((byte[])r.GetValue(4), SubmitDossier.Place(r.GetInt64(0), r.GetInt32(1))), r.GetString(2), r.GetInt64(3)));
        db.Read("select event_id, sha256, content from dossier_event where kind = 'submitted' order by event_id", r => Hold($"submission {Text(r.GetInt64(0))}", Encoding.UTF8.GetBytes(r.GetString(2)), r.GetString(1), null));
        return [.. faults.Take(5)];

        void Hold(string which, byte[]? open, string sha, long? bytes)
        {
            if (open is null || (bytes is { } length && length != open.Length) || Convert.ToHexStringLower(SHA256.HashData(open)) != sha) faults.Add(which);
        }

        static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
