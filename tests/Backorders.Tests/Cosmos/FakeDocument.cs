using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Backorders.Tests.Cosmos;

/// <summary>A stored document with its system members; a write makes a new one.</summary>
internal sealed class FakeDocument
{
    public const int MaxBytes = 2 * 1024 * 1024;
    private const int MaxIdBytes = 1023;

    /// <summary>Beyond this a double has not every whole number.</summary>
    private const long MaxExact = 1L << 53;

    private FakeDocument(string key, string id, long write, byte[] json, int size)
    {
        (Key, Id, Write, Json, Bytes) = (key, id, write, json, size);
        Root = JsonDocument.Parse(json).RootElement;
    }

    public string Key { get; }

    public string Id { get; }

    public long Write { get; }

    public string ETag => ETagOf(Write);

    public byte[] Json { get; }

    /// <summary>As the caller sent it, which is what a write is charged by.</summary>
    public int Bytes { get; }

    public JsonElement Root { get; }

    /// <exception cref="RefusedException">Cosmos DB would not take it.</exception>
    public static FakeDocument Of(FakeContainer container, string key, ReadOnlyMemory<byte> body, long write)
    {
        if (body.Length > MaxBytes)
        {
            throw new RefusedException(413, "The document has more than 2 MB.");
        }
        using var sent = Parse(body);
        var id = Text(sent.RootElement, "id") ?? throw new RefusedException(400, "The document has no id.");
        if (id.Length == 0 || id.Length > MaxIdBytes || id.AsSpan().IndexOfAny("/\\?#") >= 0)
        {
            throw new RefusedException(400, $"'{id}' is no id.");
        }
        if (Text(sent.RootElement, container.KeyMember) != key)
        {
            throw new RefusedException(400, "The partition key is not the document's.", 1001);
        }
        return new(key, id, write, Stored(sent.RootElement, container.Rid, write), body.Length);
    }

    /// <summary>One of a member's values as the index has it; the terms of a tag list are its elements.</summary>
    public IEnumerable<string> Terms(string member) =>
        !Root.TryGetProperty(member, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => $"{member}={one.GetRawText()}")
        : [$"{member}={value.GetRawText()}"];

    private static string ETagOf(long write) =>
        string.Create(CultureInfo.InvariantCulture, $"\"0000{write:x8}-0000-0000-0000-000000000000\"");

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new RefusedException(400, "The document is no JSON.");
        }
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static byte[] Stored(JsonElement sent, string rid, long write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in sent.EnumerateObject().Where(member => member.Name[0] != '_'))
            {
                json.WritePropertyName(member.Name);
                Keep(json, member.Value);
            }
            json.WriteString("_rid", rid);
            json.WriteString("_self", "");
            json.WriteString("_etag", ETagOf(write));
            json.WriteString("_attachments", "attachments/");
            json.WriteNumber("_ts", 1_764_150_000 + (write / 1000));
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Numbers are doubles, spaces are gone, and texts are as short as they can be written.</summary>
    private static void Keep(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Keep(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Keep(json, item);
                }
                json.WriteEndArray();
                break;
            case JsonValueKind.Number when !value.TryGetInt64(out var whole) || whole is > MaxExact or < -MaxExact:
                json.WriteNumberValue(value.GetDouble());
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
