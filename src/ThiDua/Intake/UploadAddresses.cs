using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Intake;

/// <summary>The addresses behind the import page: each does its work and leads back to the page, so that nothing is done twice.</summary>
public static class UploadAddresses
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(WebApplication site)
    {
        site.MapGet("/nhap/tien-do/{watch}", (string watch, Uploads uploads) => Results.Text(uploads.Progress(watch).ToString(CultureInfo.InvariantCulture))).Needs(Act.Import);
        site.MapPost("/nhap/thu", Try).Needs(Act.Import);
        site.MapPost("/nhap/nhan", Take).Needs(Act.Import);
        site.MapPost("/nhap/rut-lai", Withdraw).Needs(Act.Withdraw);
        site.MapGet("/nhap/danh-dau/{handle}", Marked).Needs(Act.Import);
        site.MapGet("/nhap/mau/{kind}", Template).Needs(Act.Import);
    }

    private static async Task<IResult> Try(IFormFile file, [FromForm] string? kind, [FromForm] string? campaign, [FromForm] string? watch, Uploads uploads, PageContext context)
    {
        var handle = await uploads.Keep(file);
        return See(uploads, uploads.Run(handle, Path.GetFileName(file.FileName), KindOf(kind), Blank(campaign), dryRun: true, watch ?? "", context.Language, context.Options.Installation));
    }

    private static IResult Take([FromForm] string handle, [FromForm] string name, [FromForm] string kind, [FromForm] string? campaign, [FromForm] string? reason, Uploads uploads, PageContext context) => uploads.Has(handle)
        ? See(uploads, uploads.Run(handle, Path.GetFileName(name), KindOf(kind), Blank(campaign), dryRun: false, "", context.Language, context.Options.Installation, Fewer(uploads.TriedBy(handle), Blank(reason), context)))
        : Results.LocalRedirect("/nhap");

    /// <summary>
    /// Why a list with far fewer rows than the time before is right: somebody else than who tried it takes it in; where nobody else may, who tried it says why.
    /// </summary>
    private static string? Fewer(string? triedBy, string? reason, PageContext context)
    {
        if (triedBy is not null && triedBy != context.Viewer.Name) return context.Say("import.fewer.seen", triedBy);
        return reason is not null && !AnyOther(context) ? reason : null;
    }

    /// <summary>Whether there is anybody else who may take a file in.</summary>
    public static bool AnyOther(PageContext context)
    {
        using var db = context.Accounts.Open();
        return new AccountQueries(db).AnyOther(context.Viewer.Account, Act.Import, context.Options.Installation.Day);
    }

    private static IResult Withdraw([FromForm] string sha, [FromForm] string reason, PageContext context)
    {
        if (string.IsNullOrWhiteSpace(reason)) return Results.LocalRedirect("/nhap");
        try
        {
            new WithdrawFile(context.Options.Installation).Withdraw(sha, reason);
        }
        catch (WithdrawException)
        {
            // withdrawn already, by another hand: the page shows by whom
        }
        return Results.LocalRedirect("/nhap");
    }

    private static IResult Marked(string handle, string? name, Uploads uploads) => uploads.Marked(handle) is { } path
        ? Results.File(path, Workbook, Path.GetFileNameWithoutExtension(name ?? "tep") + "-danh-dau.xlsx") : Results.NotFound();

    private static IResult Template(string kind, PageContext context)
    {
        if (KindOf(kind) is not { } known) return Results.NotFound();
        using var db = context.Options.Installation.Open();
        var stream = new MemoryStream();
        WriteTemplate.Write(db, known, context.Options.Installation.Day, stream);
        stream.Position = 0;
        return Results.File(stream, Workbook, $"mau-{ImportFile.KindName(known)}.xlsx");
    }

    private static IResult See(Uploads uploads, Trial trial) => Results.LocalRedirect("/nhap?xem=" + uploads.Show(trial));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static FileKind? KindOf(string? kind) => Enum.TryParse<FileKind>(kind, out var known) ? known : null;
}
