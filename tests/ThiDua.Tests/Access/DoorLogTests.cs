using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Access;

public sealed class DoorLogTests : EmptySite
{
    private readonly Kept kept = new();

    [Fact]
    public async Task What_happens_at_the_door_is_logged_without_what_was_typed()
    {
        var account = SignedIn.Account(Installation, "lan", Role.Auditor);
        new KeepOwnAccount(Installation).ChangePassword(account, "", "cửa sổ nhìn ra sông", null, IPAddress.Loopback);
        Site.Services.GetRequiredService<ILoggerFactory>().AddProvider(kept);

        await Try("mat.khau.cua.toi", "x");
        await Try("lan", "sai mật khẩu rồi");
        await Try("lan", "cửa sổ nhìn ra sông");
        await Form.Send(Client, "/vao/khong-co", "/vao/khong-co", null, [("tiep", "")]);
        await Ask("/api/v1/campaigns", ("Authorization", "Bearer khong-co"));
        var auditor = new Sessions(Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
        await Ask("/nhat-ky?gi=kin", ("Cookie", "thidua=" + auditor)); // is let out to its second factor, and is no refusal
        using (var db = Installation.Open()) db.Execute("update account set password = null");
        await Ask("/nhap/danh-dau/kin?name=kin", ("Cookie", "thidua=" + auditor));
        await Ask("/api/v1/campaigns", ("Cookie", "thidua=" + auditor), ("Sec-Fetch-Site", "cross-site"));
        using (var form = new FormUrlEncodedContent([new("name", "kin")])) await Client.PostAsync("/dang-nhap", form, TestContext.Current.CancellationToken);
        await Ask("/dang-nhap", ("Host", "evil.example"));
        for (var i = 0; i < TryLimit.FreeOfName; i++) await Try("lan", "sai");

        string[] expected =
        [
            "– was tried by Password from 127.0.0.1 and not let in", "lan was tried by Password from 127.0.0.1 and not let in", "lan came in by Password from 127.0.0.1",
            "– was tried by Link from 127.0.0.1 and not let in", "– was tried by Key from 127.0.0.1 and not let in", "lan may not Import: GET /nhap/danh-dau/{handle} from 127.0.0.1",
            "Not from a page of ours: GET /api/v1/campaigns from 127.0.0.1", "Not from a page of ours: POST /dang-nhap from 127.0.0.1", "Refused before anything was looked at: 127.0.0.1",
        ];
        Assert.Equal(expected, kept.Messages.Take(expected.Length));
        Assert.Equal("Too many tries: 127.0.0.1 has to wait", kept.Messages.Last());
        AssertIsOneDocumentALine();

        Task Try(string name, string password) => Form.Send(Client, "/dang-nhap", "/dang-nhap", null, [("name", name), ("password", password), ("tiep", "/")]);
    }

    /// <summary>As it leaves: a JSON document with its moment in UTC, on one line whatever stands in it.</summary>
    private void AssertIsOneDocumentALine()
    {
        var format = Site.Services.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Json);
        using var text = new StringWriter();
        format.Write(new LogEntry<string>(LogLevel.Warning, DoorLog.Category, 1, "một\n{\"LogLevel\":\"giả\"} \"hai\"", null, (state, _) => state), null, text);
        Assert.Equal(text.ToString().Length - 1, text.ToString().IndexOf('\n', StringComparison.Ordinal));
        var document = JsonNode.Parse(text.ToString())!;
        Assert.Equal("một\n{\"LogLevel\":\"giả\"} \"hai\"", (string?)document["Message"]);
        Assert.InRange(DateTimeOffset.Parse((string)document["Timestamp"]!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.EndsWith("Z", (string)document["Timestamp"]!, StringComparison.Ordinal);
    }

    private async Task Ask(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps what the door says.</summary>
    private sealed class Kept : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> messages = new();

        public IReadOnlyCollection<string> Messages => messages;

        public ILogger CreateLogger(string categoryName) => categoryName == DoorLog.Category ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => messages.Enqueue(formatter(state, exception));

        public void Dispose() => messages.Clear();
    }
}
