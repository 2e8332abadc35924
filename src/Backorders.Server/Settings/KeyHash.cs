using System.Security.Cryptography;
using System.Text;

namespace Backorders.Server.Settings;

/// <summary>How settings hold an API key: <c>sha256:</c> and the hash of its UTF-8 bytes in 64 hex digits.</summary>
internal static class KeyHash
{
    public const string Prefix = "sha256:";

    private const int Digits = 64;

    /// <returns>The digits alone, as <see cref="ApiKey"/> keeps them.</returns>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <returns>The digits alone; null when the setting is no such hash.</returns>
    public static string? Parse(string? setting) =>
        setting?.StartsWith(Prefix, StringComparison.Ordinal) == true
        && setting.Length == Prefix.Length + Digits
        && setting.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0
            ? setting[Prefix.Length..].ToLowerInvariant()
            : null;

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
