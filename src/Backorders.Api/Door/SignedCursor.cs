using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Api.Door;

/// <summary>
/// Cursors that only this installation can have made, each good for one shop and one list: base64url of an
/// HMAC-SHA256 over shop, route and payload, and the pipeline's own cursor as payload.
/// </summary>
/// <param name="key">The signing key, at least 16 bytes.</param>
public sealed class SignedCursor(ReadOnlyMemory<byte> key)
{
    private const int MacBytes = HMACSHA256.HashSizeInBytes;

    public string Sign(ShopId shop, string route, string payload)
    {
        var text = Encoding.UTF8.GetBytes(payload);
        return Base64Url.EncodeToString([.. Mac(shop, route, text), .. text]);
    }

    /// <summary>The payload, or null when the cursor is not one of ours for this list.</summary>
    public string? Open(ShopId shop, string route, string cursor)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: >= MacBytes } bytes)
            return null;
        var text = bytes.AsSpan(MacBytes);
        var genuine = CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacBytes), Mac(shop, route, text));
        return genuine ? Encoding.UTF8.GetString(text) : null;
    }

    private byte[] Mac(ShopId shop, string route, ReadOnlySpan<byte> payload)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        mac.AppendData(Encoding.UTF8.GetBytes($"cursor\n{shop}\n{route}\n"));
        mac.AppendData(payload);
        return mac.GetHashAndReset();
    }
}
