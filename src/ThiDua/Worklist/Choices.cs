using ThiDua.Core.Insurance;

namespace ThiDua.Worklist;

/// <summary>What a person may decide, by the names that commands and addresses use.</summary>
public static class Choices
{
    public static readonly IReadOnlyList<SettledAs> All = Enum.GetValues<SettledAs>();

    public static string Name(SettledAs choice) => choice switch
    {
        SettledAs.SetAside => "set-aside",
        SettledAs.Taken => "taken",
        SettledAs.ByNationalId => "by-national-id",
        SettledAs.BySiNumber => "by-si-number",
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    public static SettledAs? Find(string? name) => All.Select(c => (SettledAs?)c).FirstOrDefault(c => Name(c!.Value) == name);
}
