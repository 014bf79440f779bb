using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Documents;
using ThiDua.Texts;

namespace ThiDua.Intake.Marking;

/// <summary>What is written beside one row of the user's workbook, and the cells of it that are marked.</summary>
/// <param name="Outcome">Null: the line is no row, as a total is none.</param>
public sealed record RowMark(RowOutcome? Outcome, string Reason, string Fix, IReadOnlyDictionary<int, string> Cells);

/// <summary>
/// The user's own workbook back: same sheets, formats and columns, and beside each row what became of it, why, and what to do.
/// Of a text file a plain workbook is made first and marked alike.
/// </summary>
public sealed class MarkedReport(Stream output, Language language)
{
    /// <summary>Excel shows a comment of this length; the columns beside the row hold the rest.</summary>
    private const int LongestComment = 1_000;

    public void Write(Stream original, TableFile file, ImportTally tally)
    {
        var marks = Marks(file, tally);
        if (file.SheetPart is { } part)
        {
            new MarkWorkbook(part, file.HeadRow, marks, language).Write(original, output);
            return;
        }
        using var plain = new MemoryStream();
        using (var workbook = new WorkbookWriter(plain)) workbook.AddTexts("ThiDua", file.WrittenRows());
        plain.Position = 0;
        new MarkWorkbook(WorkbookWriter.FirstSheet, file.HeadRow, marks, language).Write(plain, output);
    }

    private Dictionary<int, RowMark> Marks(TableFile file, ImportTally tally)
    {
        var issues = tally.Issues.ToLookup(i => i.Row);
        var marks = tally.Outcomes.ToDictionary(o => o.Row, o => Mark(o.Row, o.Outcome));
        foreach (var row in issues.Select(i => i.Key)) if (!marks.ContainsKey(row)) marks[row] = Mark(row, null);
        return marks;

        RowMark Mark(int row, RowOutcome? outcome)
        {
            var own = issues[row].OrderByDescending(i => i.Rejects).ToList();
            var cells = own.Where(i => i.Column is not null && file.PositionOf(i.Column) >= 0).GroupBy(i => file.PositionOf(i.Column!))
                .ToDictionary(g => g.Key, g => Short(string.Join('\n', g.Select(i => i.What(language) + " " + i.Fix(language)))));
            return new(outcome, Join(own.Select(i => Where(i) + i.What(language))), Join(own.Select(i => i.Fix(language))), cells);
        }
    }

    private static string Where(ImportIssue issue) => issue.Column is { } column ? string.Create(CultureInfo.InvariantCulture, $"{column}: ") : "";

    private static string Join(IEnumerable<string> sentences) => string.Join(' ', sentences.Distinct());

    private static string Short(string text) => text.Length <= LongestComment ? text : text[..LongestComment] + "…";
}
