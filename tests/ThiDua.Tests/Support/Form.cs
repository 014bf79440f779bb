using System.Text.RegularExpressions;

namespace ThiDua.Tests.Support;

/// <summary>Sends the form of a page as a browser would, with its token.</summary>
public static partial class Form
{
    /// <param name="page">Where the form stands.</param>
    /// <param name="cookie">"name=value" of the session; null: nobody has signed in.</param>
    /// <param name="change">Headers of both requests.</param>
    public static Task<HttpResponseMessage> Send(HttpClient client, string page, string action, string? cookie, IEnumerable<(string Name, string Value)> fields, Action<HttpRequestMessage>? change = null) =>
        Send(client, page, action, cookie, token => new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))), change);

    /// <summary>The same, with a file.</summary>
    public static Task<HttpResponseMessage> Send(HttpClient client, string page, string action, string? cookie, IEnumerable<(string Name, string Value)> fields, (string Field, string Name, byte[] Content) file) =>
        Send(client, page, action, cookie, token =>
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(file.Content), file.Field, file.Name } };
            foreach (var (name, value) in fields.Append(("__RequestVerificationToken", token))) form.Add(new StringContent(value), name);
            return form;
        }, null);

    private static async Task<HttpResponseMessage> Send(HttpClient client, string page, string action, string? cookie, Func<string, HttpContent> form, Action<HttpRequestMessage>? change)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, page);
        if (cookie is not null) get.Headers.Add("Cookie", cookie);
        change?.Invoke(get);
        var shown = await client.SendAsync(get, TestContext.Current.CancellationToken);
        var token = Token().Match(await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        var cookies = shown.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Append(cookie ?? "a=b");
        using var post = new HttpRequestMessage(HttpMethod.Post, action) { Content = form(token) };
        post.Headers.Add("Cookie", string.Join("; ", cookies));
        change?.Invoke(post);
        return await client.SendAsync(post, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)["]""")]
    private static partial Regex Token();
}
