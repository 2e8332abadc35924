using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Supply;

/// <summary>
/// Signatures as Standard Webhooks 1.0 has them: <c>v1,</c> and the base64 of HMAC-SHA256 over
/// <c>{webhook-id}.{webhook-timestamp}.{body}</c> (https://www.standardwebhooks.com).
/// </summary>
public static class WebhookSignature
{
    /// <summary>How far a webhook's timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>
    /// Whether the body, exactly as received, was signed by a holder of one of the secrets, and lately.
    /// </summary>
    /// <param name="timestamp">Unix seconds as sent.</param>
    /// <param name="signatures">As sent: a list separated by spaces; versions that we do not know are skipped.</param>
    /// <param name="secrets">Decoded; several while they are rotated.</param>
    public static bool Verify(
        string id, string timestamp, ReadOnlySpan<byte> body, string signatures,
        IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now)
    {
        if (id.Length == 0 || TimeOf(timestamp) is not { } signedAt || (now - signedAt).Duration() > Tolerance)
            return false;

        var genuine = false;
        foreach (var secret in secrets)
        {
            var expected = Encoding.ASCII.GetBytes(Sign(id, timestamp, body, secret.Span));
            foreach (var offered in signatures.Split(' '))
                genuine |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(offered));
        }

        return genuine;
    }

    /// <summary>The entry of the <c>webhook-signature</c> header: <c>v1,…</c>.</summary>
    /// <param name="timestamp">Unix seconds.</param>
    public static string Sign(string id, string timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return Version + Convert.ToBase64String(mac.GetHashAndReset());
    }

    /// <summary>The time that a <c>webhook-timestamp</c> stands for; null when it is none.</summary>
    public static DateTimeOffset? TimeOf(string timestamp) =>
        timestamp.Length <= MaxTimestampDigits
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The bytes of a configured secret, <c>whsec_</c> and base64; null when it is not that.</summary>
    public static byte[]? DecodeSecret(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length)
            && length > 0
                ? bytes[..length]
                : null;
    }

    /// <summary>Up to the year 5138; longer ones would leave the calendar.</summary>
    private const int MaxTimestampDigits = 11;
}
