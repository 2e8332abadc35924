using System.Buffers.Text;
using System.Text;

namespace Backorders.Pipeline;

/// <summary>
/// The text that carries a body through a storage queue, for both heads. What we send is base64, as every client of
/// such queues understands it; what we receive may be plain, because producers of orders write JSON. The two are never
/// mistaken for each other: our bodies hold a bar and JSON begins with a brace, and base64 knows neither.
/// </summary>
public static class MessageText
{
    /// <summary>What a storage queue takes in one message: 48 KiB of body as base64.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// The body as base64, or plain when only that fits: then it came plain, and is only copied to another queue.
    /// </summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MostBytes"/> even so.</exception>
    public static string Encode(string body)
    {
        var bytes = Strict.GetByteCount(body);
        if (Base64.GetMaxEncodedToUtf8Length(bytes) <= MostBytes)
        {
            return Convert.ToBase64String(Strict.GetBytes(body));
        }

        return bytes <= MostBytes
            ? body
            : throw new ArgumentException($"A message has at most {MostBytes} bytes, this one {bytes}.", nameof(body));
    }

    /// <summary>The body that the text stands for: what its base64 says, or the text itself when it is none.</summary>
    public static string Decode(string text)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(text));
        }
        catch (Exception plain) when (plain is FormatException or DecoderFallbackException)
        {
            return text;
        }
    }
}
