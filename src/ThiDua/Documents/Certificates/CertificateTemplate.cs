using ThiDua.Core.Campaigns;

namespace ThiDua.Documents.Certificates;

public enum CertificateFrame
{
    /// <summary>Nothing is drawn: a blank that was printed before.</summary>
    None,
    /// <summary>A band of lozenges between gold rules.</summary>
    Gold,
    /// <summary>The same, with a red band.</summary>
    Red,
    /// <summary>Two fine rules.</summary>
    Plain,
}

public enum CertificateAlign
{
    Left,
    Centre,
    Right,
}

/// <summary>A place on the paper. All lengths are in thousandths of a millimetre.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height);

/// <summary>Text in a box: as large as it may be, made smaller when it is long, then broken into rows; refused when it still does not fit.</summary>
/// <param name="Text">With {fields}; a line whose fields are all empty is not drawn.</param>
/// <param name="Font">One of <see cref="CertificateFonts.Names"/>.</param>
/// <param name="Size">As type is measured, brought to thousandths of a millimetre.</param>
/// <param name="Smallest">It is not made smaller than this.</param>
/// <param name="Rows">At most so many.</param>
/// <param name="Colour">0xRRGGBB.</param>
/// <param name="Upper">In capitals.</param>
/// <param name="Place">In the file.</param>
public sealed record CertificateLine(string Text, string Font, int Size, int Smallest, int Rows, Box At, CertificateAlign Align, int Colour, bool Upper, int Place);

/// <summary>How a certificate looks: data that an office can change.</summary>
/// <param name="Code">Where the code stands that leads to the page of its truth; null: none.</param>
public sealed record CertificateTemplate(LocalText Title, int Width, int Height, CertificateFrame Frame, Box? Code, IReadOnlyList<CertificateLine> Lines);
