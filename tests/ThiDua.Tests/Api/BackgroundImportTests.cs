using System.Net;
using System.Text.Json.Nodes;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Api;

/// <summary>Imports that answer before they are done, on both engines, over a stop.</summary>
public sealed class BackgroundImportTests
{
    private const string Address = "imports?kind=results&file=sua.csv";
    private static readonly (string, string) Async = ("Prefer", "respond-async");
    private static readonly string Head = SmallTown.Results.Split('\n')[0];
    private static readonly string Correction = Head + "\nPhan A,8900000001,TN,TM,14/11/2024,BL1,11/2024,3,A2,cha\n";
    private static readonly string Wrong = Head + "\nPhan A,8900000001,TN,TM,31/11/2024,BL1,11/2024,3,A2,cha\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_file_is_taken_in_the_background_with_the_document_of_the_command(Engine engine)
    {
        await using var site = await ApiSite.Start(engine);
        var tried = await site.Send("POST", Address + "&dryRun=true", Correction);
        var filed = await site.Send("POST", Address, Correction, Async);
        Assert.Equal((HttpStatusCode.Accepted, "respond-async", "waiting"), (filed.Status, filed.Headers.GetValues("Preference-Applied").Single(), (string?)filed.Json["state"]));
        var over = await site.Over(filed.Headers.Location!.ToString());
        var expected = tried.Json;
        expected["dryRun"] = false;
        Assert.Equal(("taken", 1), ((string?)over["state"], (int)over["rowsRead"]!));
        Assert.True(JsonNode.DeepEquals(expected, over["result"]), $"{expected} {over}");
        Assert.Equal([".json"], Directory.EnumerateFiles(Path.Combine(site.Office.Folder, "imports")).Select(Path.GetExtension));
        site.Office.MustVerify();
    }

    [Fact]
    public async Task A_tried_file_gives_its_marked_workbook_and_stores_nothing()
    {
        await using var site = await ApiSite.Start();
        var filed = await site.Send("POST", Address + "&dryRun=true", Wrong, Async);
        var location = filed.Headers.Location!.ToString();
        Assert.Equal("tried", (string?)(await site.Over(location))["state"]);
        var workbook = await site.Send("GET", location["/api/v1/".Length..] + "/workbook");
        Assert.Contains("“31/11/2024” không phải là ngày có thật.", LibreOffice.AsCsv(workbook.Bytes).Single(l => l.StartsWith("Phan A", StringComparison.Ordinal)), StringComparison.Ordinal);
        var listed = (await site.Send("GET", "imports")).Json;
        Assert.Equal(["don-vi.csv", "can-bo.csv", "ket-qua.csv"], listed["imports"]!.AsArray().Select(i => (string)i!["file"]!));
        Assert.Equal(["sua.csv tried"], listed["background"]!.AsArray().Select(i => $"{i!["file"]} {i["state"]}"));
    }

    [Fact]
    public async Task A_refused_file_carries_the_findings_at_once_and_in_the_background()
    {
        await using var site = await ApiSite.Start();
        var atOnce = await site.Send("POST", Address + "&strict=true", Wrong);
        var tried = await site.Send("POST", Address + "&dryRun=true", Wrong);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:thidua:strict"), (atOnce.Status, (string?)atOnce.Json["type"]));
        Assert.True(JsonNode.DeepEquals(tried.Json["issues"], atOnce.Json["issues"]));
        Assert.Equal("2 Ngày biên lai", string.Join(", ", atOnce.Json["issues"]!.AsArray().Select(i => $"{i!["row"]} {i["column"]}")));
        var filed = await site.Send("POST", Address + "&strict=true", Wrong, Async);
        var over = await site.Over(filed.Headers.Location!.ToString());
        Assert.Equal("refused", (string?)over["state"]);
        Assert.True(JsonNode.DeepEquals(atOnce.Json, over["problem"]), $"{over}");
    }

    [Fact]
    public async Task After_a_stop_what_waited_is_taken_and_what_ran_is_interrupted_or_known_to_be_stored()
    {
        await using var site = await ApiSite.Start();
        var first = await site.Send("POST", Address, Correction, Async);
        var ran = first.Headers.Location!.ToString();
        await site.Over(ran);
        var second = await site.Send("POST", "imports?kind=results&file=khac.csv", Head + "\nPhan Z,8900000099,TN,TM,16/11/2024,BL99,11/2024,3,A1,cha\n", Async);
        var other = second.Headers.Location!.ToString();
        await site.Over(other);
        var third = await site.Send("POST", Address + "&dryRun=true", Correction, Async);
        var waits = third.Headers.Location!.ToString();
        await site.Over(waits);
        await site.Restart(() =>
        {
            Undo(site, ran, "Running", before: 1, Correction); // stored before the stop, not yet written down
            Undo(site, other, "Running", before: 99, "chưa đọc xong"); // nothing stored
            Undo(site, waits, "Waiting", before: 0, Correction);
        });
        Assert.Equal(("taken", 1), ((string?)(await site.Over(ran))["state"], (int)(await site.Over(ran))["result"]!["corrected"]!));
        Assert.Equal("interrupted", (string?)(await site.Over(other))["state"]);
        Assert.Equal("tried", (string?)(await site.Over(waits))["state"]);
        Assert.Equal([".json", ".json", ".json", ".xlsx"], Directory.EnumerateFiles(Path.Combine(site.Office.Folder, "imports")).Select(Path.GetExtension).Order(StringComparer.Ordinal));
    }

    /// <summary>The import as it lies in the folder when the program is stopped in the middle of it.</summary>
    private static void Undo(ApiSite site, string location, string state, long before, string content)
    {
        var path = Path.Combine(site.Office.Folder, "imports", location.Split('/')[^1]);
        var job = JsonNode.Parse(File.ReadAllText(path + ".json"))!;
        (job["state"], job["before"], job["result"]) = (state, before, null);
        File.WriteAllText(path + ".json", job.ToJsonString());
        File.WriteAllText(path + ".file", content);
    }
}
