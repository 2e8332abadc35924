using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Backorders.Pipeline.Documents;

/// <summary>The stored shapes, as UTF-8 JSON. A contract with data already written: extend, never bend.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PoolDocument))]
[JsonSerializable(typeof(LineDocument))]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(InboundDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(NoticeDocument))]
[JsonSerializable(typeof(ShipmentDocument))]
[JsonSerializable(typeof(NewsDocument))]
[JsonSerializable(typeof(WebhookDocument))]
[JsonSerializable(typeof(PoisonDocument))]
[JsonSerializable(typeof(PaceDocument))]
[JsonSerializable(typeof(PurchaseDocument))]
[JsonSerializable(typeof(ProposalDocument))]
[JsonSerializable(typeof(IntakeKeptDocument))]
[JsonSerializable(typeof(IntakeProblemDocument))]
[JsonSerializable(typeof(DemandMarkDocument))]
[JsonSerializable(typeof(DemandMonthDocument))]
[JsonSerializable(typeof(SupplierItemDocument))]
[JsonSerializable(typeof(SupplierSkuDocument))]
[JsonSerializable(typeof(SupplierFactsDocument))]
[JsonSerializable(typeof(PooledFactsDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>What every document is written with first; a reader refuses what it does not know.</summary>
    public const int Schema = 1;

    public static byte[] Write<T>(T document, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(document, type);

    /// <exception cref="InvalidDataException">The body is not the document that it should be.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : StoredDocument
    {
        var document = JsonSerializer.Deserialize(body.Span, type);
        return document is { Schema: Schema }
            ? document
            : throw new InvalidDataException($"A stored {typeof(T).Name} has schema {document?.Schema}, not {Schema}.");
    }
}

/// <param name="Schema">The version of the stored shape.</param>
internal abstract record StoredDocument(int Schema);
