using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Backorders.Api.Door;

/// <summary>A request's body as it came, in a rented buffer; or the problem that kept it out.</summary>
internal sealed class RawBody : IDisposable
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Of a body that is too large, so much is read off: a caller that is still sending would not see its answer.
    /// </summary>
    private const long MaxDrainedBytes = 64 * MaxBytes;

    /// <summary>What most bodies fit into when no length is announced.</summary>
    private const int FirstGuess = 8 * 1024;

    private byte[]? rented;

    public Problem? Refused { get; private init; }

    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Reads at most <see cref="MaxBytes"/>; 415 and an announced 413 come before a byte is read.</summary>
    /// <exception cref="BadHttpRequestException">The body ended before its announced length.</exception>
    public static async Task<RawBody> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (WrongType(request) is { } wrong)
            return new RawBody { Refused = wrong };
        if (request.ContentLength is null or > MaxBytes)
            LetServerDrain(request);
        if (request.ContentLength > MaxBytes)
            return new RawBody { Refused = Problems.TooLarge() };

        var body = new RawBody();
        try
        {
            return await body.Fill(request, cancellationToken) ? body : new RawBody { Refused = Problems.TooLarge() };
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (rented is null)
            return;
        ArrayPool<byte>.Shared.Return(rented);
        rented = null;
        Bytes = default;
    }

    /// <summary>False: there are more than <see cref="MaxBytes"/>.</summary>
    private async Task<bool> Fill(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = rented = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? FirstGuess) + 1);
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || length > MaxBytes)
                break;
            if (length == buffer.Length)
                buffer = Grow(buffer);
        }

        Bytes = buffer.AsMemory(0, length);
        if (length <= MaxBytes)
            return true;
        Dispose();
        return false;
    }

    private byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return rented = larger;
    }

    internal static void LetServerDrain(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxDrainedBytes;
    }

    private static Problem? WrongType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
            return Problems.UnsupportedMediaType("Send the body without a Content-Encoding.");
        var type = request.ContentType;
        if (type is "application/json" or "application/json; charset=utf-8")
            return null;
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed)
            || !(parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                 || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
            return Problems.UnsupportedMediaType("Send JSON: Content-Type: application/json.");
        var charset = HeaderUtilities.RemoveQuotes(parsed.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? null
            : Problems.UnsupportedMediaType("Send JSON in UTF-8: Content-Type: application/json; charset=utf-8.");
    }
}
