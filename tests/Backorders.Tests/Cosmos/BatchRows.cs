using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Backorders.Tests.Cosmos;

internal sealed record BatchOperation(int Type, string? Id, string? IfMatch, byte[] Body);

internal sealed record BatchResult(int Status, int SubStatus, string? ETag, byte[] Body, double Charge);

/// <summary>The rows that a batch travels in, by the schemas that the SDK itself carries.</summary>
internal static class BatchRows
{
    private const string SchemasOfTheSdk = "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json";
    private const int RowOverhead = 256;

    private static readonly LayoutResolverNamespace Layouts = new(Schemas());
    private static readonly Layout ResultLayout = Layouts.Resolve(
        Layouts.Namespace.Schemas.Single(schema => schema.Name == "BatchResult").SchemaId);

    public static async Task<List<BatchOperation>> Read(byte[] body)
    {
        var operations = new List<BatchOperation>();
        using var stream = new MemoryStream(body);
        var result = await stream.ReadRecordIOAsync(
            (ReadOnlyMemory<byte> row) =>
            {
                operations.Add(OperationOf(row));
                return Result.Success;
            },
            resizer: new MemorySpanResizer<byte>(Math.Max(body.Length, RowOverhead)));
        return result == Result.Success ? operations : throw new RefusedException(400, $"The batch reads as {result}.");
    }

    public static async Task<byte[]> Write(IReadOnlyList<BatchResult> results)
    {
        using var stream = new MemoryStream();
        var result = await stream.WriteRecordIOAsync(default(Segment), Next);
        return result == Result.Success ? stream.ToArray() : throw new InvalidOperationException($"{result}");

        Result Next(long index, out ReadOnlyMemory<byte> row)
        {
            row = index < results.Count ? RowOf(results[(int)index]) : default;
            return Result.Success;
        }
    }

    private static Namespace Schemas()
    {
        using var json = new StreamReader(typeof(CosmosClient).Assembly.GetManifestResourceStream(SchemasOfTheSdk)!);
        return Namespace.Parse(json.ReadToEnd());
    }

    private static BatchOperation OperationOf(ReadOnlyMemory<byte> bytes)
    {
        var reader = new RowReader(bytes, HybridRowVersion.V1, Layouts);
        var (type, id, ifMatch, body) = (-1, (string?)null, (string?)null, Array.Empty<byte>());
        while (reader.Read())
        {
            var read = reader.Path.ToString() switch
            {
                "operationType" => reader.ReadInt32(out type),
                "id" => reader.ReadString(out id),
                "ifMatch" => reader.ReadString(out ifMatch),
                "resourceBody" => reader.ReadBinary(out body),
                "resourceType" or "minimalReturnPreference" or "partitionKey" => Result.Success,
                var unknown => throw new RefusedException(400, $"'{unknown}' in a batch is unknown to this fake."),
            };
            if (read != Result.Success)
            {
                throw new RefusedException(400, $"'{reader.Path}' in a batch reads as {read}.");
            }
        }
        return new(type, id, ifMatch, body);
    }

    private static ReadOnlyMemory<byte> RowOf(BatchResult result)
    {
        var memory = new MemorySpanResizer<byte>(result.Body.Length + RowOverhead);
        var row = new RowBuffer(memory.Memory.Length, memory);
        row.InitLayout(HybridRowVersion.V1, ResultLayout, Layouts);
        var written = RowWriter.WriteBuffer(ref row, result, WriteRow);
        return written == Result.Success
            ? memory.Memory[..row.Length]
            : throw new InvalidOperationException($"{written}");
    }

    private static Result WriteRow(ref RowWriter row, TypeArgument type, BatchResult result)
    {
        Span<Result> written =
        [
            row.WriteInt32("statusCode", result.Status),
            row.WriteInt32("subStatusCode", result.SubStatus),
            result.ETag is null ? Result.Success : row.WriteString("eTag", result.ETag),
            result.Body.Length == 0 ? Result.Success : row.WriteBinary("resourceBody", result.Body),
            row.WriteFloat64("requestCharge", result.Charge),
        ];
        foreach (var one in written)
        {
            if (one != Result.Success)
            {
                return one;
            }
        }
        return Result.Success;
    }
}
