using System.Globalization;
using System.Text.RegularExpressions;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Intake;

/// <summary>
/// A file that comes again with far fewer rows than the time before: half of it may be missing (AC-15, decision 0030). It comes again when an
/// import of the same kind and campaign that nobody withdrew had the same name but for digits: ket-qua-10.xlsx, ket-qua-11.xlsx.
/// </summary>
/// <param name="Before">The file before.</param>
public sealed partial record FewerRows(string Before, int RowsBefore, int Rows)
{
    /// <summary>Below this a few rows more or less are nothing to tell.</summary>
    private const int Least = 20;

    /// <summary>Kinds that say how things stand, not what happened in a period or how much there was at its end.</summary>
    public static bool IsList(FileKind kind) => kind is FileKind.Units or FileKind.Officers or FileKind.Members or FileKind.Relatives or FileKind.Cards or FileKind.Targets;

    /// <summary>
    /// Null when the file has no such predecessor. Nor has one that adds to a list: the list again repeats it, half of its rows are known in the same
    /// words. Nor a correction: half of its rows or more correct known ones.
    /// </summary>
    /// <param name="campaign">0: of none.</param>
    public static FewerRows? Of(Db db, FileKind kind, int campaign, string name, string sha, long recording, ImportTally tally)
    {
        if (IsList(kind) ? tally.Unchanged * 2 < tally.Rows : tally.Corrected * 2 >= tally.Rows) return null;
        var series = Series(name);
        var before = db.Query<Import>("""
            select i.file as File, i.row_count as Rows from import i
            where i.kind = @kind and coalesce(i.campaign_no, 0) = @campaign and i.recording_id < @recording and i.sha256 <> @sha
              and not exists (select 1 from withdrawal w where w.import_id = i.recording_id)
            order by i.recording_id desc
            """, new { kind = ImportFile.KindName(kind), campaign, recording, sha }).Find(i => Series(i.File) == series);
        return before is { Rows: >= Least } && tally.Rows * 5L < before.Rows * 4L ? new(before.File, before.Rows, tally.Rows) : null;
    }

    /// <summary>The file before, its rows, the rows now: what the sentences say.</summary>
    public IReadOnlyList<string> Arguments => [Before, Plain(RowsBefore), Plain(Rows)];

    /// <summary>The name without its ending, digits, accents, case and punctuation.</summary>
    private static string Series(string file) => VietnameseText.Fold(Digits().Replace(Path.GetFileNameWithoutExtension(file), ""));

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    private sealed record Import
    {
        public string File { get; init; } = "";
        public int Rows { get; init; }
    }
}
