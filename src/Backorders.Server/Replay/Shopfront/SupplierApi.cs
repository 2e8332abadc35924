using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Backorders.Server.Replay.Suppliers;
using Backorders.Supply;

namespace Backorders.Server.Replay.Shopfront;

/// <summary>The simulated suppliers as callers of the API: they sign as Standard Webhooks says.</summary>
/// <param name="http">Has no key: a supplier is known by its signature alone.</param>
/// <param name="business">The shop's time, which the age of signatures is held against.</param>
internal sealed class SupplierApi(
    HttpClient http, string shop, IReadOnlyDictionary<string, byte[]> secrets, TimeProvider business)
{
    /// <summary>A secret made up for the supplier of a replay, which nobody but this process can reach.</summary>
    public static byte[] SecretOf(string supplier) => SHA256.HashData(Encoding.UTF8.GetBytes($"replay {supplier}"));

    /// <summary>Sends the news, twice where the move says so: both are answered 202.</summary>
    public async Task Tell(SupplierMove.Tells news, CancellationToken cancellationToken)
    {
        var body = Body(news);
        for (var sent = 0; sent < (news.Twice ? 2 : 1); sent++)
        {
            using var request = Signed(news, body);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                var answer = await response.Content.ReadAsStringAsync(cancellationToken);
                throw new ReplayBrokenException(
                    $"{news.WebhookId} ({Word(news.Type)}) was answered {(int)response.StatusCode}: {answer}");
            }
        }
    }

    /// <summary>As the contract spells it, such as <c>shipment.delayed</c>.</summary>
    private static string Word(NewsType type) => $"shipment.{type.ToString().ToLowerInvariant()}";

    private byte[] Body(SupplierMove.Tells news)
    {
        var data = new Dictionary<string, object> { ["shipment"] = news.Shipment };
        if (news.Eta is { } eta)
        {
            data["eta"] = eta;
        }

        if (news.Lines is { } lines)
        {
            data["lines"] = lines.Select(line => new { sku = line.Sku, quantity = line.Units });
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new { type = Word(news.Type), timestamp = business.GetUtcNow(), data }, JsonSerializerOptions.Web);
    }

    private HttpRequestMessage Signed(SupplierMove.Tells news, byte[] body)
    {
        var timestamp = business.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{news.WebhookId}.{timestamp}."), .. body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secrets[news.Supplier], signed));
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/shops/{shop}/suppliers/{news.Supplier}/shipments")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", news.WebhookId);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", $"v1,{signature}");
        return request;
    }
}
