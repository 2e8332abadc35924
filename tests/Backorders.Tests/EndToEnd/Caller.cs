using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backorders.Tests.EndToEnd;

/// <summary>A webshop (or an operator) that knows the contract, an address and a key, and nothing else.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;
    private readonly string? key;

    public Caller(Uri address, string? key = "demo-key")
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        this.key = key;
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <param name="body">Anything that serializes to the JSON to be sent.</param>
    public Task<Answer> Post(string path, object body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, Json(JsonSerializer.Serialize(body, JsonSerializerOptions.Web)), headers);

    public Task<Answer> Put(string path, object body) =>
        Send(HttpMethod.Put, path, Json(JsonSerializer.Serialize(body, JsonSerializerOptions.Web)));

    /// <summary>Sends exactly this text, well-formed or not.</summary>
    public Task<Answer> PostText(string path, string text, string mediaType = "application/json") =>
        Send(HttpMethod.Post, path, new StringContent(text, Encoding.UTF8, mediaType));

    public Task<Answer> PutText(string path, string text) => Send(HttpMethod.Put, path, Json(text));

    /// <summary>Waits until nothing is left to be told, worked off or finished.</summary>
    public async Task AtRest()
    {
        Answer? last = null;
        await Patience.Until(RestLimit, async () =>
        {
            last = await Get("/healthz");
            return last.Status == 200
                && last.Number("work.notices.waiting") == 0
                && last.Number("work.poolsWithWork") == 0
                && last.Number("work.ordersUnfinished") == 0;
        }, () => $"The server did not come to rest: {last}");
        Assert.Equal(0, last!.Number("work.poison"));
    }

    /// <summary>Every mail that was sent, the oldest first.</summary>
    public async Task<IReadOnlyList<SentMail>> Mails()
    {
        var answer = (await Send(HttpMethod.Get, "/dev/mail", null, ("Accept", "application/json"))).Expect(200);
        return [.. answer.Body!.AsArray().Select(SentMail.Read).OrderBy(mail => mail.SentAt)];
    }

    /// <summary>All entries of a list that pages with <c>next</c>.</summary>
    /// <param name="path">With a query already, such as <c>/api/orders?limit=7</c>.</param>
    public async Task<IReadOnlyList<JsonNode>> All(string path, string member)
    {
        const int mostPages = 10_000;
        List<JsonNode> all = [];
        string? after = null;
        for (var page = 0; page < mostPages; page++)
        {
            var cursor = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var answer = (await Get(path + cursor)).Expect(200);
            all.AddRange(answer.List(member).Select(entry => entry!));
            after = answer.Text("next");
            if (after is null)
            {
                return all;
            }
        }

        throw new InvalidDataException($"{path} never ends.");
    }

    public async Task<Answer> Send(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var said = $"{method} {path} {(content is null ? "" : await content.ReadAsStringAsync(Stop))}";
        using var response = await http.SendAsync(request, Stop);
        var raw = await response.Content.ReadAsStringAsync(Stop);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        return new Answer(
            said.Length > 2000 ? said[..2000] : said, (int)response.StatusCode, response.Headers, mediaType, raw,
            raw.Length > 0 && mediaType?.EndsWith("json", StringComparison.Ordinal) == true
                ? JsonNode.Parse(raw)
                : null);
    }

    public void Dispose() => http.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}

/// <summary>A mail as <c>GET /dev/mail</c> shows it.</summary>
internal sealed record SentMail(
    string To, string Subject, string Text, string Html, DateTimeOffset SentAt, string Order, string Kind)
{
    public static SentMail Read(JsonNode? node) => new(
        node.Text("to")!, node.Text("subject")!, node.Text("text")!, node.Text("html")!,
        DateTimeOffset.Parse(node.Text("sentAt")!), node.Text("order")!, node.Text("kind")!);
}
