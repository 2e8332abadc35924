using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Backorders.Azure.Mail;

/// <summary>
/// Signs each try with the access key (HMAC-SHA256 over method, path, date, host and the hash of the body), as the
/// Communication Services ask for it.
/// </summary>
internal sealed class AcsSignature(ReadOnlyMemory<byte> key, TimeProvider machine) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, message.CancellationToken);
        var hash = Convert.ToBase64String(SHA256.HashData(body.ToArray()));
        var date = machine.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var signature = Sign(key.Span, request.Method.Method, request.Uri.ToUri(), date, hash);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("x-ms-content-sha256", hash);
        request.Headers.SetValue(
            "Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    /// <param name="date">As in RFC 1123.</param>
    /// <param name="hash">SHA-256 of the body in base64.</param>
    internal static string Sign(ReadOnlySpan<byte> key, string method, Uri address, string date, string hash) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            key, Encoding.ASCII.GetBytes($"{method}\n{address.PathAndQuery}\n{date};{address.Authority};{hash}")));
}
