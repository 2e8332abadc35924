using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Notices;

/// <summary>
/// What a mail lets whoever reads it do: see one order, and keep or cancel the lines that waited when the mail was
/// written. It names nobody, and the same link is the same token, byte for byte.
/// </summary>
/// <param name="Notice">The number of the mail among those of its order.</param>
/// <param name="Lines">The lines that may be cancelled, from 1, ascending.</param>
/// <param name="Expires">In whole seconds; from then on the link does nothing.</param>
public sealed record CustomerLink(OrderId Order, int Notice, IReadOnlyList<int> Lines, DateTimeOffset Expires)
{
    /// <summary>Counted from the mail: longer than suppliers let people wait, and then the order is history.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    /// <summary>The longest that we make, of the longest ids, has less; a longer one is not looked at.</summary>
    public const int MaxTokenLength = 320;

    /// <summary>Keeps links apart from all else that is signed with the same key.</summary>
    private const string Purpose = "customer link 1\n";

    private const int MacBytes = HMACSHA256.HashSizeInBytes;

    public static CustomerLink Of(OrderId order, int notice, IReadOnlyList<int> lines, DateTimeOffset mailedAt) =>
        new(order, notice, lines, DateTimeOffset.FromUnixTimeSeconds((mailedAt + Lifetime).ToUnixTimeSeconds()));

    /// <summary>For an address: base64url of an HMAC-SHA256 and what it signs.</summary>
    public string Token(ReadOnlySpan<byte> key)
    {
        var text = Encoding.ASCII.GetBytes(string.Join(
            '\n', Order.Shop, Order.Number, Notice.ToString(CultureInfo.InvariantCulture), Bits(Lines),
            Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return Base64Url.EncodeToString([.. Mac(text, key), .. text]);
    }

    /// <summary>The link; null: not made with this key, changed in any bit, or expired; nobody learns which.</summary>
    public static CustomerLink? Open(string token, ReadOnlySpan<byte> key, DateTimeOffset now)
    {
        if (token.Length > MaxTokenLength || !Base64Url.IsValid(token)
            || Base64Url.DecodeFromChars(token) is not { Length: > MacBytes } bytes)
        {
            return null;
        }

        // Base64 has several spellings of the same bytes; ours is one.
        var text = bytes.AsSpan(MacBytes);
        var genuine = CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacBytes), Mac(text, key))
            & CryptographicOperations.FixedTimeEquals(Raw(token), Raw(Base64Url.EncodeToString(bytes)));
        return genuine && Read(Encoding.ASCII.GetString(text)) is { } link && now < link.Expires ? link : null;
    }

    /// <summary>What we wrote ourselves.</summary>
    private static CustomerLink Read(string text)
    {
        var parts = text.Split('\n');
        return new(
            new(new(parts[0]), new(parts[1])),
            int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture),
            Numbers(UInt128.Parse(parts[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture)));
    }

    /// <summary>An order has up to 100 lines, so a number of 128 bits holds any of them: line n at bit n.</summary>
    private static string Bits(IReadOnlyList<int> lines) => lines
        .Aggregate(UInt128.Zero, (bits, line) => bits | (UInt128.One << line))
        .ToString("x", CultureInfo.InvariantCulture);

    private static List<int> Numbers(UInt128 bits) =>
        Enumerable.Range(1, 127).Where(line => (bits >> line & UInt128.One) != UInt128.Zero).ToList();

    private static byte[] Mac(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.ASCII.GetBytes(Purpose));
        mac.AppendData(text);
        return mac.GetHashAndReset();
    }

    private static ReadOnlySpan<byte> Raw(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
