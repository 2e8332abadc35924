using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Supply;

namespace Backorders.Tests.Api;

/// <summary>A caller that holds every answer of a running server to its own OpenAPI document.</summary>
internal sealed class CheckedClient(HttpClient http, JsonNode document)
{
    private readonly HashSet<string> called = new(StringComparer.Ordinal);

    /// <summary>The names of the routes that were called.</summary>
    public IReadOnlySet<string> Called => called;

    public static async Task<CheckedClient> Of(HttpClient http, CancellationToken cancellationToken) => new(
        http, JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json", cancellationToken))!);

    /// <summary>Sends it, checks the answer against the document, and gives its status and body.</summary>
    public async Task<(int Status, string Body)> Send(
        string key, string method, string address, string? body = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Send(request, cancellationToken);
    }

    /// <summary>As a browser sends a page's form.</summary>
    public async Task<(int Status, string Body)> SendForm(
        string address, string form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        return await Send(request, cancellationToken);
    }

    public async Task<(int Status, string Body)> SendNews(
        string shop, string id, string body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/shops/{shop}/suppliers/acme/shipments")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(
            id, timestamp, Encoding.UTF8.GetBytes(body), WebhookSignature.DecodeSecret(GivenApi.Secret)));
        return await Send(request, cancellationToken);
    }

    private async Task<(int Status, string Body)> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = RouteOf(request.Method.Method, request.RequestUri!.OriginalString.Split('?')[0]);
        called.Add(route.Name);
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        Check(route, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        return ((int)response.StatusCode, body);
    }

    private void Check(ApiRoute route, int status, string? contentType, string body)
    {
        var operation = document["paths"]![route.Template]![route.Method.ToLowerInvariant()]!;
        var described = operation["responses"]![$"{status}"];
        Assert.True(described is not null, $"{route.Name} answered {status}, which the document does not list: {body}");
        if (described["content"] is not { } contents)
        {
            Assert.Empty(body);
            return;
        }

        var content = contents[contentType ?? ""];
        Assert.True(content is not null, $"{route.Name} answered {contentType}");
        if (contentType == "text/html")
            Assert.StartsWith("<!DOCTYPE html>", body, StringComparison.Ordinal);
        else if (route.Name != "OpenApi")
            Assert.Empty(new JsonSchema(document).Errors(content["schema"]!, JsonNode.Parse(body)));
    }

    private static ApiRoute RouteOf(string method, string address)
    {
        var segments = address.Split('/');
        return Routes.All.Single(route => route.Method == method && Fits(route.Template.Split('/'), segments));
    }

    private static bool Fits(string[] template, string[] segments) => template.Length == segments.Length
        && template.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
}
