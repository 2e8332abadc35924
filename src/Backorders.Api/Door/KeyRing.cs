using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace Backorders.Api.Door;

/// <summary>All API keys of all shops, by the SHA-256 hash that is all we know of them.</summary>
public sealed class KeyRing : IDisposable
{
    private const string Scheme = "Bearer ";
    private const string TypedScheme = "Basic ";

    /// <summary>Longer keys are nobody's: hashing them would be work for nothing.</summary>
    private const int MaxKeyLength = 512;

    private readonly Dictionary<string, KeyHolder> byHash;

    /// <exception cref="ArgumentException">Two shops share a key.</exception>
    public KeyRing(ShopDirectory shops, ApiSettings settings) => byHash = shops.All
        .SelectMany(shop => shop.Keys.Select(key => (shop.Id, Hash: key.Hash.ToLowerInvariant(), key.Role)))
        .GroupBy(key => key.Hash, StringComparer.Ordinal)
        .ToDictionary(
            keys => keys.Key,
            keys => new KeyHolder(
                OneShop([.. keys.Select(key => key.Id).Distinct()]),
                keys.Any(key => key.Role == Role.Shop),
                keys.Any(key => key.Role == Role.Operator),
                Limiter(settings.RequestsPerKeyPerSecond)),
            StringComparer.Ordinal);

    /// <param name="authorization">The <c>Authorization</c> header as sent.</param>
    public bool TryFind(string? authorization, [NotNullWhen(true)] out KeyHolder? holder)
    {
        holder = null;
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var key = authorization.AsSpan(Scheme.Length).Trim(' ');
        if (key.IsEmpty || key.Length > MaxKeyLength)
            return false;

        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(MaxKeyLength)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        Span<char> hex = stackalloc char[SHA256.HashSizeInBytes * 2];
        return Convert.TryToHexStringLower(hash, hex, out _)
            && byHash.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(hex, out holder);
    }

    /// <summary>A key that was typed as the password of any user: <c>Basic</c> and base64 of <c>user:key</c>.</summary>
    public bool TryFindPassword(string? authorization, [NotNullWhen(true)] out KeyHolder? holder)
    {
        holder = null;
        if (authorization is not { Length: < MaxKeyLength * 2 }
            || !authorization.StartsWith(TypedScheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64Chars(authorization.AsSpan(TypedScheme.Length).Trim(' '), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var key]
            && TryFind(Scheme + key, out holder);
    }

    public void Dispose()
    {
        foreach (var holder in byHash.Values)
            holder.Limiter?.Dispose();
    }

    private static ShopId OneShop(ShopId[] shops) => shops is [var shop]
        ? shop
        : throw new ArgumentException(
            $"An API key belongs to one shop, but {string.Join(" and ", shops)} share one.", nameof(shops));

    private static TokenBucketRateLimiter? Limiter(int? perSecond) =>
        perSecond is > 0 ? new(Bucket(perSecond.Value)) : null;

    /// <summary>A bucket of one second's requests, refilled ten times a second or, where fewer, one by one.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perSecond)
    {
        var portion = Math.Max(1, perSecond / 10);
        return new()
        {
            TokenLimit = perSecond,
            TokensPerPeriod = portion,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)portion / perSecond),
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }
}

/// <summary>Who holds a key: one shop, in one role or both.</summary>
public sealed record KeyHolder(ShopId Shop, bool IsShop, bool IsOperator, RateLimiter? Limiter);
