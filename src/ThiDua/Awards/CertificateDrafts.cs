using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using ThiDua.Database;
using ThiDua.Documents.Certificates;

namespace ThiDua.Awards;

/// <summary>Templates that people are writing at: each account has its own of each, until it holds or is thrown away.</summary>
public static class CertificateDrafts
{
    private static readonly string[] Bare = ["font", "size", "smallest", "rows", "x", "y", "width", "height", "align", "upper"];

    public static string? Of(Db db, int account, string template) => db.One<string>("select content from certificate_draft where account_id = @account and template = @template", new { account, template });

    public static void Keep(Installation installation, int account, string template, string content)
    {
        CertificateTemplates.ShippedText(template);
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("delete from certificate_draft where account_id = @account and template = @template", new { account, template });
        db.Execute("insert into certificate_draft (account_id, template, content, at) values (@account, @template, @content, @at)", new { account, template, content, at = Stored.Moment(installation.Clock.GetUtcNow()) });
        transaction.Commit();
    }

    public static void Drop(Installation installation, int account, string template)
    {
        using var db = installation.Open();
        db.Execute("delete from certificate_draft where account_id = @account and template = @template", new { account, template });
    }

    /// <summary>The file that a form says: a line of it for each line of the form, so that a fault names the right one; lines without text are left out.</summary>
    public static string Written(IFormCollection form)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"title: {{vi: {Q("title-vi")}, en: {Q("title-en")}}}\npage: {{width: {N("page-width")}, height: {N("page-height")}}}\nframe: {Q("frame")}\n");
        if (form["code-size"].ToString().Trim().Length > 0) text.Append(CultureInfo.InvariantCulture, $"code: {{x: {N("code-x")}, y: {N("code-y")}, size: {N("code-size")}}}\n");
        text.Append("lines:\n");
        foreach (var (i, said) in form["text"].Index())
        {
            if (string.IsNullOrWhiteSpace(said)) continue;
            text.Append(CultureInfo.InvariantCulture, $"  - {{text: {CertificateTemplateFile.Quoted(said.Trim())}");
            foreach (var key in Bare) if (At(form[key], i) is { Length: > 0 } value) text.Append(CultureInfo.InvariantCulture, $", {key}: {CertificateTemplateFile.Quoted(value)}");
            if (At(form["colour"], i) is { Length: > 0 } colour) text.Append(CultureInfo.InvariantCulture, $", colour: {CertificateTemplateFile.Quoted(colour)}");
            text.Append("}\n");
        }
        return text.ToString();

        string Q(string name) => CertificateTemplateFile.Quoted(form[name].ToString().Trim());
        string N(string name) => CertificateTemplateFile.Quoted(At(form[name], 0));
    }

    private static string At(StringValues values, int i) => i < values.Count ? values[i]?.Trim().Replace(',', '.') ?? "" : ""; // a comma is how lengths are written here
}
