using System.Text;
using System.Text.Json;

namespace Backorders.Pipeline;

/// <summary>
/// A message of the queue <c>intake</c>, <c>{ "shop": "…", "order": { … } }</c>, read as far as it goes: a shop that
/// it names can be told what is wrong with the rest.
/// </summary>
/// <param name="Body">The message as text, whether it came as base64 or plain.</param>
/// <param name="Shop">Null: it names none, or none before it stops being JSON.</param>
/// <param name="Order">The order's own JSON, as POST takes it; null: there is none.</param>
/// <param name="IsWhole">Whether it is one JSON object with shop and order at most once each.</param>
public sealed record IntakeMessage(string Body, ShopId? Shop, ReadOnlyMemory<byte>? Order, bool IsWhole)
{
    /// <summary>48 KiB: what fits into a storage queue as base64, and so can be sent anew.</summary>
    public const int MostBytes = MessageText.MostBytes / 4 * 3;

    public bool IsTooLong => Encoding.UTF8.GetByteCount(Body) > MostBytes;

    /// <summary>The number that the order gives itself; null: none, or none that could be one.</summary>
    public OrderNumber? Number
    {
        get
        {
            if (Order is not { } json)
            {
                return null;
            }

            try
            {
                using var order = JsonDocument.Parse(json);
                return order.RootElement.ValueKind == JsonValueKind.Object
                    && order.RootElement.TryGetProperty("orderNumber", out var number)
                    && number.ValueKind == JsonValueKind.String && Id.IsValid(number.GetString())
                    ? new(number.GetString()!)
                    : null;
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair.
                return null;
            }
        }
    }

    public static IntakeMessage Read(string text)
    {
        var body = MessageText.Decode(text);
        var bytes = Encoding.UTF8.GetBytes(body);
        var found = new Found();
        var isWhole = IsJson(bytes, found) && !found.Twice;
        return new(
            body, Id.IsValid(found.Shop) ? new ShopId(found.Shop!) : null,
            found.Order is { } place ? (ReadOnlyMemory<byte>?)bytes.AsMemory(place) : null, isWhole);
    }

    private static bool IsJson(byte[] bytes, Found found)
    {
        try
        {
            Walk(bytes, found);
            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a surrogate pair in a name or the shop.
            return false;
        }
    }

    private static void Walk(byte[] bytes, Found found)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A message is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            if (name == "shop")
            {
                found.Twice |= found.Shop is not null;
                found.Shop ??= reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
            if (name == "order")
            {
                found.Twice |= found.Order is not null;
                found.Order ??= from..(int)reader.BytesConsumed;
            }
        }

        // The reader itself refuses what stands behind the object.
        reader.Read();
    }

    private sealed class Found
    {
        public string? Shop { get; set; }

        public Range? Order { get; set; }

        public bool Twice { get; set; }
    }
}
