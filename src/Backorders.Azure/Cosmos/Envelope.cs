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

    public static MemoryStream Write(string partitionKey, Write write)
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
            if (write.Tags.Count > 0)
            {
                json.WritePropertyName("tags");
                JsonSerializer.Serialize(json, write.Tags);
            }
            json.WritePropertyName("body");
            json.WriteRawValue(write.Body.Span);
            json.WriteEndObject();
        }
        return new MemoryStream(bytes.WrittenSpan.ToArray());
    }

    public static Document Document(JsonElement item) => new(
        item.GetProperty("id").GetString()!, item.GetProperty("_etag").GetString()!,
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
        Term(item, "sort")?.StartsWith(Sort(shop, ""), StringComparison.Ordinal) == true;

    public static string Sort(ShopId shop, string sort) => $"{shop}|{sort}";

    private static string? Sort(Terms terms) => terms is { Shop: { } shop, Sort: { } sort } ? Sort(shop, sort) : null;

    /// <summary>Twenty characters whose order is that of the numbers.</summary>
    public static string Place(long place) => place < 0
        ? string.Create(CultureInfo.InvariantCulture, $"n{place - long.MinValue:D19}")
        : string.Create(CultureInfo.InvariantCulture, $"p{place:D19}");

    public static string Due(DateTimeOffset due) => due.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string? SortOf(JsonElement item) =>
        Term(item, "sort") is { } sort ? sort[(Term(item, "shop")!.Length + 1)..] : null;

    private static DateTimeOffset? DueOf(JsonElement item) => Term(item, "due") is { } due
        ? DateTimeOffset.ParseExact(due, "O", CultureInfo.InvariantCulture)
        : null;

    private static string? Term(JsonElement item, string name) =>
        item.TryGetProperty(name, out var term) ? term.GetString() : null;

    private static void WriteTerm(Utf8JsonWriter json, string name, string? term)
    {
        if (term is not null)
        {
            json.WriteString(name, term);
        }
    }
}
