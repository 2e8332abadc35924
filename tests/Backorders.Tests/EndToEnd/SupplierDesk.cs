using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Backorders.Tests.EndToEnd;

/// <summary>A supplier that signs its news as Standard Webhooks says.</summary>
/// <param name="caller">Brings the request; its key is of no use here.</param>
internal sealed class SupplierDesk(
    Caller caller, string shop = "demo", string supplier = "acme",
    string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
{
    /// <param name="data">The member <c>data</c>: shipment, eta, lines.</param>
    public Task<Answer> Tell(string webhookId, string type, DateTimeOffset timestamp, object data) =>
        TellText(webhookId, Body(type, timestamp, data));

    /// <summary>Signs and sends exactly this text.</summary>
    /// <param name="at">The moment of sending; null: now.</param>
    public Task<Answer> TellText(string webhookId, string body, DateTimeOffset? at = null)
    {
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString();
        return TellSigned(webhookId, timestamp, Sign(webhookId, timestamp, body), body);
    }

    /// <summary>Sends with these very headers, forged or not.</summary>
    public Task<Answer> TellSigned(string webhookId, string timestamp, string signature, string body) =>
        caller.Send(
            HttpMethod.Post, $"/api/shops/{shop}/suppliers/{supplier}/shipments",
            new StringContent(body, Encoding.UTF8, "application/json"),
            ("webhook-id", webhookId), ("webhook-timestamp", timestamp), ("webhook-signature", signature));

    public string Sign(string webhookId, string timestamp, string body)
    {
        var bytes = Encoding.UTF8.GetBytes($"{webhookId}.{timestamp}.{body}");
        var hash = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), bytes);
        return "v1," + Convert.ToBase64String(hash);
    }

    public static string Body(string type, DateTimeOffset timestamp, object data) =>
        JsonSerializer.Serialize(
            new { type, timestamp = timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), data }, JsonSerializerOptions.Web);
}
