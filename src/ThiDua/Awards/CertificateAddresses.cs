using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Documents.Certificates;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the pages of certificates: to take them away, to look at one, to sign them, to change how they look.</summary>
public static class CertificateAddresses
{
    /// <summary>A key file has a few thousand bytes.</summary>
    private const int LargestKey = 200_000;

    public static void Map(WebApplication site)
    {
        site.MapGet("/c/{campaign}/quyet-dinh/{decision:int}/giay-khen.pdf", (string campaign, int decision, PageContext page) => Answer(page, campaign, decision, batch => Pdf(batch, campaign, decision))).Needs(Act.SeeAwards, confirmed: true, heavy: true);
        site.MapGet("/c/{campaign}/quyet-dinh/{decision:int}/giay-khen.zip", (string campaign, int decision, PageContext page) => Answer(page, campaign, decision, batch => Zip(batch, campaign, decision, null))).Needs(Act.SeeAwards, confirmed: true, heavy: true);
        site.MapGet("/c/{campaign}/quyet-dinh/{decision:int}/giay-khen.png", (string campaign, int decision, PageContext page) => Answer(page, campaign, decision, batch => Results.File(DrawCertificate.Png(batch.Units[0].Sheets[0]), "image/png"), one: true)).Needs(Act.SeeAwards, heavy: true);
        site.MapPost("/c/{campaign}/quyet-dinh/{decision:int}/giay-khen/ky", (string campaign, int decision, [FromForm] IFormCollection form, PageContext page, ShownOnce once) => Signed(campaign, decision, form, page, once)).Needs(Act.DecideAwards, confirmed: true, heavy: true);
        site.MapGet("/mau-giay-khen/{name}.png", (string name, string? nhap, PageContext page) => Look(page, name, nhap == "1", sheet => Results.File(DrawCertificate.Png(sheet), "image/png"))).Needs(Act.SeeAwards, heavy: true);
        site.MapGet("/mau-giay-khen/{name}.pdf", (string name, string? nhap, PageContext page) => Look(page, name, nhap == "1", sheet =>
        {
            var output = new MemoryStream();
            DrawCertificate.Pdf(output, [sheet], name, CertificateFields.Example.Decision.Day!.Value);
            return Results.File(output.ToArray(), "application/pdf", name + ".pdf");
        })).Needs(Act.SeeAwards, heavy: true);
        site.MapPost("/mau-giay-khen/{name}/nhap", (string name, [FromForm] IFormCollection form, PageContext page, ShownOnce once) => Keep(name, form, page, once)).Needs(Act.DecideAwards);
        site.MapPost("/mau-giay-khen/{name}/bo", (string name, [FromForm] IFormCollection _, PageContext page) =>
        {
            CertificateDrafts.Drop(page.Accounts, page.Viewer.Account!.Value, name);
            return Results.LocalRedirect(TemplatesPage);
        }).Needs(Act.DecideAwards);
        site.MapPost("/mau-giay-khen/{name}/dung", (string name, [FromForm] IFormCollection _, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, TemplateOf(name), () =>
        {
            string content;
            using (var db = page.Accounts.Open()) content = CertificateDrafts.Of(db, page.Viewer.Account!.Value, name) ?? throw new CertificateException("no-draft");
            if (new ChangeCertificateTemplate(page.Options.Installation).Change(name, content).Count > 0) throw new CertificateException("template-faults");
            CertificateDrafts.Drop(page.Accounts, page.Viewer.Account!.Value, name);
            return page.Say("certificate.template.holds");
        })).Needs(Act.DecideAwards);
        site.MapPost("/mau-giay-khen/{name}/goc", (string name, [FromForm] IFormCollection _, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, TemplateOf(name), () =>
        {
            new ChangeCertificateTemplate(page.Options.Installation).TakeShipped(name);
            return page.Say("certificate.template.shipped-again");
        })).Needs(Act.DecideAwards);
    }

    public const string TemplatesPage = "/mau-giay-khen";

    public static string TemplateOf(string name) => $"{TemplatesPage}/{Uri.EscapeDataString(name)}";

    /// <summary>Where everybody asks whether a certificate is true.</summary>
    public const string CheckPage = "/chung-nhan";

    public static string CheckOf(string code) => $"{CheckPage}/{code}";

    public static string PageOf(string campaign, int decision) => DecisionAddresses.PageOf(campaign, decision) + "/giay-khen";

    /// <summary>What is asked for, as the queries of addresses say it.</summary>
    internal static AskedCertificates Asked(PageContext page, string campaign, int decision, Func<string, string?> said) =>
        new(campaign, decision, ReviewAddresses.Empty(said("mau")), ReviewAddresses.Empty(said("don-vi")), ReviewAddresses.Empty(said("hinh-thuc")),
            int.TryParse(said("dong"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null, SiteOf(page));

    /// <summary>By which people know the site. Null: nobody said, and a code that led to this machine would lead nobody anywhere once it is printed.</summary>
    internal static Uri? SiteOf(PageContext page) => page.Options.Public;

    /// <param name="one">The first where none is named: no picture is worth laying out all of them.</param>
    private static IResult Answer(PageContext page, string campaign, int decision, Func<CertificateBatch, IResult> answer, bool one = false)
    {
        try
        {
            var asked = Asked(page, campaign, decision, name => page.Http.Request.Query[name]);
            return answer(Some(new MakeCertificates(page.Options.Installation).Plan(one ? asked with { Line = asked.Line ?? 1 } : asked)));
        }
        catch (ToldException e)
        {
            return Results.Text(e.Say(page.Language), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <exception cref="CertificateException">None of them can be made.</exception>
    private static CertificateBatch Some(CertificateBatch batch) => batch.Count > 0 ? batch : throw batch.Refused[0].Why;

    private static IResult Pdf(CertificateBatch batch, string campaign, int decision)
    {
        var output = new MemoryStream();
        MakeCertificates.Pdf(output, batch);
        return Results.File(output.ToArray(), "application/pdf", Named(campaign, decision, "pdf"));
    }

    private static IResult Zip(CertificateBatch batch, string campaign, int decision, Func<byte[], byte[]>? sign)
    {
        var output = new MemoryStream();
        MakeCertificates.Zip(output, batch, sign);
        return Results.File(output.ToArray(), "application/zip", Named(campaign, decision, "zip"));
    }

    private static string Named(string campaign, int decision, string ending) => string.Create(CultureInfo.InvariantCulture, $"giay-khen-{campaign}-{decision}.{ending}");

    /// <summary>The key is read, used and forgotten: neither it nor its password is kept.</summary>
    private static async Task<IResult> Signed(string campaign, int decision, IFormCollection form, PageContext page, ShownOnce once)
    {
        try
        {
            if (form.Files["key"] is not { Length: > 0 and <= LargestKey } file) throw new CertificateException("key-missing");
            using var key = new MemoryStream();
            await file.CopyToAsync(key, page.Http.RequestAborted);
            using var signature = PdfSignature.Of(key.ToArray(), form["password"].ToString(), page.Options.Installation.Clock);
            var batch = Some(new MakeCertificates(page.Options.Installation).Plan(Asked(page, campaign, decision, name => form[name])));
            return Zip(batch, campaign, decision, signature.Sign);
        }
        catch (ToldException e)
        {
            once.Put(page.Http, e.Say(page.Language));
            return Results.LocalRedirect(PageContext.Address(PageOf(campaign, decision), ("loi", NominationAddresses.Told)));
        }
    }

    private static IResult Look(PageContext page, string name, bool isDraft, Func<CertificateSheet, IResult> answer)
    {
        try
        {
            using var db = page.Accounts.Open();
            var template = isDraft && page.Viewer.Account is { } account && CertificateDrafts.Of(db, account, name) is { } draft ? ChangeCertificateTemplate.Read(draft).Template : CertificateTemplates.Find(db, name).Template;
            return template is null ? Results.BadRequest() : answer(Example(template, SiteOf(page)));
        }
        catch (CertificateException e)
        {
            return Results.Text(e.Say(page.Language), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>As large a code as a true one has, which leads to the page that says that it is none.</summary>
    private static CertificateSheet Example(CertificateTemplate template, Uri? site) =>
        CertificateLayout.Of(template, CertificateFields.Of(CertificateFields.Example.Decision, CertificateFields.Example.Line), MakeCertificates.Address(site, new string('A', 170)));

    private static IResult Keep(string name, IFormCollection form, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, TemplateOf(name), () =>
    {
        var content = form["content"].ToString() is { Length: > 0 } file ? file.ReplaceLineEndings("\n") : CertificateDrafts.Written(form);
        CertificateDrafts.Keep(page.Accounts, page.Viewer.Account!.Value, name, content);
        return page.Say("certificate.template.kept");
    });
}
