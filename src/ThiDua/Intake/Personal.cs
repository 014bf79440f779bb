using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThiDua.Intake;

/// <summary>
/// The personal values of one row, kept apart from everything that is counted: one text, so that it can be sealed and forgotten
/// as one.
/// </summary>
public sealed class Personal
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new();
    /// <summary>Values that are missing are left out.</summary>
    public string Write(IReadOnlyList<KeyValuePair<string, string>> extra, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        foreach (var (name, value) in values) if (value is not null) writer.WriteString(name, value);
        if (extra.Count > 0)
        {
            writer.WriteStartObject("extra");
            foreach (var (name, value) in extra) writer.WriteString(name, value);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Dictionary<string, string> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
