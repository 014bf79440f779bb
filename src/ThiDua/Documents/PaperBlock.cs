namespace ThiDua.Documents;

/// <summary>A part of a State document. The Word file and the print page show the same sequence of them.</summary>
public abstract record PaperBlock;

/// <summary>Office and number at the left; national title, place and day at the right.</summary>
public sealed record HeadingBlock(string Office, string Number, string PlaceAndDay) : PaperBlock
{
    public const string Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";
}

public sealed record TitleBlock(string Name, string About) : PaperBlock;

/// <summary>"Kính gửi".</summary>
public sealed record AddresseeBlock(string Text) : PaperBlock;

public sealed record SectionBlock(string Text) : PaperBlock;

/// <summary>A paragraph; <see cref="PaperTemplate.Blank"/> in it is filled by hand.</summary>
public sealed record ParagraphBlock(string Text) : PaperBlock;

/// <param name="Widths">Shares of the width, in percent.</param>
/// <param name="Centred">Columns of short values, which stand in the middle.</param>
public sealed record TableBlock(IReadOnlyList<int> Widths, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlySet<int> Centred) : PaperBlock;

/// <param name="Recipients">"Nơi nhận"; none: no such place.</param>
public sealed record SignaturesBlock(IReadOnlyList<string> Recipients, IReadOnlyList<string> Signers) : PaperBlock;

/// <summary>A line in bold in the middle: who decides, and that he does.</summary>
public sealed record CentreBlock(string Text) : PaperBlock;

/// <summary>Under a paper that somebody signed, or is to sign: "Nơi nhận" and the lines above his name (Decree 30/2020).</summary>
/// <param name="Name">Null: not known yet.</param>
public sealed record SignedBlock(IReadOnlyList<string> Recipients, IReadOnlyList<string> Lines, string? Name) : PaperBlock;
