using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ThiDua.Core.Access;
using ThiDua.Intake;
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
        Assert.Equal([".job"], (await Kept(site)).Select(Path.GetExtension));
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
    public async Task Of_one_account_only_so_many_files_wait()
    {
        await using var site = await ApiSite.Start();
        using var db = site.Office.Installation.Open();
        using var recording = db.BeginRecording(); // nothing is taken in meanwhile
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < ImportJobs.Waiting; i++) answers.Add((await site.Send("POST", Address, Correction, Async)).Status);
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.Accepted, ImportJobs.Waiting), answers);
        var more = await site.Send("POST", Address, Correction, Async);
        Assert.Equal((HttpStatusCode.TooManyRequests, "urn:thidua:imports-waiting", "60"), (more.Status, (string?)more.Json["type"], more.Headers.RetryAfter!.ToString()));
        recording.Rollback();
        site.Client.DefaultRequestHeaders.Authorization = new("Bearer", SignedIn.Key(site.Office.Installation, SignedIn.Account(site.Office.Installation, "mai", Role.DataOfficer)));
        Assert.Equal(HttpStatusCode.Accepted, (await site.Send("POST", Address, Correction, Async)).Status);
    }

    [Fact]
    public async Task After_a_stop_what_waited_is_taken_and_what_ran_is_known_to_be_stored_or_taken_once_more()
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
            Undo(site, other, "Running", before: 99, Correction.Replace("BL1", "BL7", StringComparison.Ordinal)); // nothing stored
            Undo(site, waits, "Waiting", before: 0, Correction);
        });
        Assert.Equal(("taken", 1), ((string?)(await site.Over(ran))["state"], (int)(await site.Over(ran))["result"]!["corrected"]!));
        Assert.Equal(("taken", 1), ((string?)(await site.Over(other))["state"], (int)(await site.Over(other))["result"]!["accepted"]!));
        Assert.Equal("tried", (string?)(await site.Over(waits))["state"]);
        Assert.Equal([".job", ".job", ".job", ".xlsx"], (await Kept(site)).Select(Path.GetExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_interrupted_file_is_taken_when_it_is_sent_again_under_its_key()
    {
        await using var site = await ApiSite.Start();
        (string, string)[] headers = [Async, ("Idempotency-Key", "k1")];
        var location = (await site.Send("POST", Address, Correction, headers)).Headers.Location!.ToString();
        await site.Over(location);
        await site.Restart(() => Undo(site, location, "Running", before: 99, Correction, starts: 2));
        Assert.Equal("interrupted", (string?)(await site.Over(location))["state"]);
        var again = await site.Send("POST", Address, Correction, headers);
        Assert.Equal((location, "taken"), (again.Headers.Location!.ToString(), (string?)(await site.Over(location))["state"]));
    }

    [Fact]
    public async Task Nothing_lies_about_after_a_stop_that_no_import_waits_for()
    {
        await using var site = await ApiSite.Start();
        var folder = Path.Combine(site.Office.Folder, "imports");
        var location = (await site.Send("POST", Address, Correction, Async)).Headers.Location!.ToString();
        await site.Over(location);
        var (over, lost) = (location.Split('/')[^1], new string('a', 32));
        await site.Restart(() =>
        {
            foreach (var name in (string[])[over + ".file", over + ".job.new", lost + ".file", lost + ".xlsx", lost + ".job"]) File.WriteAllText(Path.Combine(folder, name), "");
        });
        Assert.Equal([over + ".job"], (await Kept(site)).Select(Path.GetFileName));
        Assert.Equal(HttpStatusCode.OK, (await site.Send("GET", "imports")).Status);
    }

    [Fact]
    public async Task Of_a_file_whose_sender_went_away_nothing_is_kept()
    {
        await using var site = await ApiSite.Start();
        var folder = Directory.CreateDirectory(Path.Combine(site.Office.Folder, "imports")).FullName;
        using (var sender = new System.Net.Sockets.TcpClient())
        {
            await sender.ConnectAsync(IPAddress.Loopback, site.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
            var half = $"POST /api/v1/{Address} HTTP/1.1\r\nHost: 127.0.0.1:{site.Client.BaseAddress.Port}\r\nAuthorization: {site.Client.DefaultRequestHeaders.Authorization}\r\nPrefer: respond-async\r\nContent-Length: 9999\r\n\r\n{Head}";
            await sender.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(half), TestContext.Current.CancellationToken);
            await Until(() => Directory.EnumerateFiles(folder).Any());
        }
        await Until(() => !Directory.EnumerateFiles(folder).Any());
    }

    /// <summary>A node that was taken for dead and only slept still has its import in hand.</summary>
    [Fact]
    public async Task While_somebody_takes_imports_nobody_else_does()
    {
        await using var site = await ApiSite.Start();
        var jobs = site.Site.Services.GetRequiredService<ImportJobs>();
        var folder = Directory.CreateDirectory(Path.Combine(site.Office.Folder, "imports")).FullName;
        string number;
        using (ThiDua.Database.FilePlace.Hold(Path.Combine(folder, "taking.place")))
        {
            number = (await site.Send("POST", Address, Correction, Async)).Headers.Location!.ToString().Split('/')[^1];
            jobs.TakeAll(CancellationToken.None);
            Assert.Equal(ImportState.Waiting, jobs.Find(number)!.State);
        }
        jobs.TakeAll(CancellationToken.None);
        await Until(() => jobs.Find(number)!.IsOver);
        Assert.Equal(ImportState.Taken, jobs.Find(number)!.State);
    }

    /// <summary>The same bytes, stored before the stop and withdrawn since, or for another campaign, are not this import.</summary>
    [Fact]
    public async Task What_was_withdrawn_since_is_taken_again_after_a_stop()
    {
        await using var site = await ApiSite.Start();
        var ran = (await site.Send("POST", Address, Correction, Async)).Headers.Location!.ToString();
        await site.Over(ran);
        await site.Restart(() =>
        {
            site.Office.Withdraw("sua.csv");
            Undo(site, ran, "Running", before: 1, Correction);
        });
        await site.Over(ran);
        Assert.Equal(["ket-qua.csv 1", "sua.csv 0", "sua.csv 1"], Sqlite.Query(site.Office.Folder, "select i.file || ' ' || (i.recording_id not in (select import_id from withdrawal)) from import i where kind = 'results' order by i.recording_id"));
    }

    [Fact]
    public async Task A_stop_waits_for_what_runs_and_leaves_what_waits()
    {
        await using var site = await ApiSite.Start();
        var jobs = site.Site.Services.GetRequiredService<ImportJobs>();
        using var db = site.Office.Installation.Open();
        var held = db.BeginRecording();
        var first = (await site.Send("POST", Address, Correction, Async)).Headers.Location!.ToString().Split('/')[^1];
        var second = (await site.Send("POST", Address + "&dryRun=true", Correction, Async)).Headers.Location!.ToString().Split('/')[^1];
        await Until(() => jobs.Find(first)!.State == ImportState.Running);
        var stopping = site.Site.StopAsync(TestContext.Current.CancellationToken);
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        await stopping;
        Assert.Equal((ImportState.Taken, ImportState.Waiting), (jobs.Find(first)!.State, jobs.Find(second)!.State));
    }

    /// <summary>All cells of the file lie open in the workbook; the findings lie sealed.</summary>
    [Fact]
    public async Task A_marked_workbook_goes_after_a_day_and_what_was_found_after_a_week()
    {
        await using var site = await ApiSite.Start();
        var location = (await site.Send("POST", Address + "&dryRun=true", Correction, Async)).Headers.Location!.ToString();
        await site.Over(location);
        Assert.Equal([".job", ".xlsx"], AfterHours(23));
        Assert.Equal([".job"], AfterHours(25));
        Assert.Equal([".job"], AfterHours(24 * 7 - 1));
        Assert.Equal([], AfterHours(24 * 7 + 1));

        IEnumerable<string> AfterHours(int hours)
        {
            Rewrite(site, location, job => job["at"] = site.Office.Now.AddHours(-hours));
            site.Site.Services.GetRequiredService<ImportJobs>().Sweep();
            return Directory.EnumerateFiles(Path.Combine(site.Office.Folder, "imports")).Select(f => Path.GetExtension(f)).Order(StringComparer.Ordinal);
        }
    }

    /// <summary>What lies in the folder of imports once nobody takes any: who took one lets its place go a little later.</summary>
    private static async Task<string[]> Kept(ApiSite site)
    {
        var folder = Path.Combine(site.Office.Folder, "imports");
        await Until(() => !Directory.EnumerateFiles(folder, "*.place").Any());
        return Directory.GetFiles(folder);
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 600);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The import as it lies in the folder when the program is stopped in the middle of it.</summary>
    private static void Undo(ApiSite site, string location, string state, long before, string content, int starts = 1)
    {
        File.WriteAllText(Rewrite(site, location, job => (job["state"], job["before"], job["starts"], job["result"]) = (state, before, starts, null)) + ".file", content);
    }

    /// <returns>Its path without an ending.</returns>
    private static string Rewrite(ApiSite site, string location, Action<JsonNode> change)
    {
        var (number, seals) = (location.Split('/')[^1], ImportJobs.Seals(site.Office.Installation));
        var (path, place) = (Path.Combine(site.Office.Folder, "imports", number), System.Text.Encoding.ASCII.GetBytes(number));
        var job = JsonNode.Parse(seals.Open(File.ReadAllBytes(path + ".job"), place))!;
        change(job);
        File.WriteAllBytes(path + ".job", seals.Seal(System.Text.Encoding.UTF8.GetBytes(job.ToJsonString()), place));
        return path;
    }
}
