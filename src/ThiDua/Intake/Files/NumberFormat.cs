namespace ThiDua.Intake.Files;

/// <summary>What the format code of a spreadsheet cell makes of a number.</summary>
public static class NumberFormat
{
    /// <summary>A date when the code names a year, month or day outside quotes and brackets; else a percentage when it has the sign.</summary>
    public static CellKind Shows(string code)
    {
        var quoted = false;
        var bracketed = false;
        var percent = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*': i++; break;
                case '"': quoted = !quoted; break;
                case '[' when !quoted: bracketed = true; break;
                case ']' when !quoted: bracketed = false; break;
                case 'y' or 'Y' or 'd' or 'D' or 'm' or 'M' when !quoted && !bracketed: return CellKind.Date;
                case '%' when !quoted && !bracketed: percent = true; break;
                case ';' when !quoted && !bracketed: return percent ? CellKind.Percent : CellKind.Number;
            }
        }
        return percent ? CellKind.Percent : CellKind.Number;
    }
}
