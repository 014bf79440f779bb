using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Insurance;

namespace ThiDua.Insurance;

/// <summary>Reads catalog/insurance.yaml: the payment windows of the law, as data.</summary>
public static class InsuranceCatalog
{
    private static readonly Lazy<PaymentWindows> Shipped = new(() => Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("catalog"), "insurance.yaml"))));

    public static PaymentWindows PaymentWindows => Shipped.Value;

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static PaymentWindows Read(string text)
    {
        var faults = new List<CampaignFault>();
        if (new YamlTree(faults).Read(text) is not YamlMap root || faults.Count > 0) throw new InvalidDataException("catalog/insurance.yaml");
        var steps = ((YamlList)((YamlMap)root["payment-windows"]!)["steps"]!).Items.Cast<YamlMap>()
            .Select(step => new PaymentWindow(Whole(step, "months-paid"), Whole(step, "window-months"))).OrderBy(s => s.MonthsPaid).ToList();
        return new(steps, Whole((YamlMap)root["renewal"]!, "months-after-last-day"));
    }

    private static int Whole(YamlMap map, string key) =>
        map[key] is YamlText text && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value : throw new InvalidDataException($"catalog/insurance.yaml: {key}");
}
