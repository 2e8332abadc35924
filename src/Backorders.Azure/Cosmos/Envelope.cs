using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Backorders.Pipeline.Ports;

namespace Backorders.Azure.Cosmos;

/// <summary>
/// How a document lies in a container: its key, the terms it is found by as members of their own, and the body as it
/// is. Absent terms are not written. Numbers are doubles there, so places and times are texts that sort as they do.
/// </summary>
internal static class Envelope
{
    /// <summary>Between these are the sort keys of a shop, each behind its shop and a bar.</summary>
    public const char BeforeShop = '{', AfterShop = '}';

    /// <summary>Between these are all places.</summary>
    public const string BeforePlaces = "", AfterPlaces = "~";

    public static MemoryStream Write(string partitionKey, Write write, IReadOnlyList<string> tags)
    {
        var terms = write.Terms;
        var bytes = new ArrayBufferWriter<byte>(write.Body.Length + 512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", write.Id);
            json.WriteString("pk", partitionKey);
            WriteTerm(json, "shop", terms.Shop?.Value);
            WriteTerm(json, "sort", Sort(terms));
            WriteTerm(json, "status", terms.Status);
            WriteTerm(json, "place", terms.Place is { } place ? Place(place) : null);
            WriteTerm(json, "due", terms.Due is { } due ? Due(due) : null);
            if (tags.Count > 0)
            {
                json.WriteStartArray("tags");
                foreach (var tag in tags)
                {
                    json.WriteStringValue(tag);
                }
                json.WriteEndArray();
            }
            json.WritePropertyName("body");
            json.WriteRawValue(write.Body.Span);
            json.WriteEndObject();
        }
        return new MemoryStream(bytes.WrittenSpan.ToArray());
    }

    public static Document Document(JsonElement item) => new(
        item.GetProperty("id").GetString()!, ETagOf(item),
        JsonMarshal.GetRawUtf8Value(item.GetProperty("body")).ToArray());

    public static Document Document(Stream content)
    {
        using var json = JsonDocument.Parse(content);
        return Document(json.RootElement);
    }

    public static Listed Listed(JsonElement item) =>
        new(item.GetProperty("pk").GetString()!, SortOf(item) ?? "", DueOf(item), Document(item));

    /// <summary>Whether the shop lists it.</summary>
    public static bool IsListed(JsonElement item, ShopId shop) =>
        item.TryGetProperty("sort", out var sort)
        && sort.GetString()!.StartsWith(Sort(shop, ""), StringComparison.Ordinal);

    public static string Sort(ShopId shop, string sort) => $"{shop}|{sort}";

    public static string? Sort(Terms terms) => terms is { Shop: { } shop, Sort: { } sort } ? Sort(shop, sort) : null;

    /// <summary>Twenty characters whose order is that of the numbers.</summary>
    public static string Place(long place) => place < 0
        ? string.Create(CultureInfo.InvariantCulture, $"n{place - long.MinValue:D19}")
        : string.Create(CultureInfo.InvariantCulture, $"p{place:D19}");

    public static string Due(DateTimeOffset due) => due.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string ETagOf(JsonElement item)
    {
        var etag = item.GetProperty("_etag").GetString()!;
        return item.TryGetProperty("tags", out var tags)
            ? new DocumentVersion(
                etag, item.GetProperty("sort").GetString(), [.. tags.EnumerateArray().Select(tag => tag.GetString()!)])
                .ToString()
            : etag;
    }

    private static string? SortOf(JsonElement item) =>
        item.TryGetProperty("sort", out var sort)
            ? sort.GetString()![(item.GetProperty("shop").GetString()!.Length + 1)..]
            : null;

    private static DateTimeOffset? DueOf(JsonElement item) =>
        item.TryGetProperty("due", out var due)
            ? DateTimeOffset.ParseExact(due.GetString()!, "O", CultureInfo.InvariantCulture)
            : null;

    private static void WriteTerm(Utf8JsonWriter json, string name, string? term)
    {
        if (term is not null)
        {
            json.WriteString(name, term);
        }
    }
}
