using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Reads heads and lines as they are stored.</summary>
public sealed class PoolReads(IStore store)
{
    /// <summary>Lines that are read together with their head.</summary>
    private const int MaxLines = StoreLimits.Operations - 1;

    internal async Task<(Pool Pool, string ETag)?> Head(PoolId pool, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.Of(pool), Keys.Head, cancellationToken);
        return document is null ? null : (PoolOf(document), document.ETag);
    }

    /// <summary>The head and documents beside it, as of one moment.</summary>
    internal async Task<((Pool Pool, string ETag)? Head, PoolDocuments Documents)> HeadWith(
        PoolId pool, IReadOnlyList<string> ids)
    {
        var documents = await store.ReadTogether(Keys.Of(pool), [Keys.Head, .. ids], CancellationToken.None);
        return (
            documents[0] is { } head ? (PoolOf(head), head.ETag) : null, new(ids, documents.Skip(1).ToList()));
    }

    /// <summary>
    /// Every line of the order with its head, read together: each pair was true at one moment. One round trip a SKU.
    /// </summary>
    internal async Task<IReadOnlyList<PlacedLine>> Lines(
        OrderId order, OrderDocument document, CancellationToken cancellationToken)
    {
        var placed = new PlacedLine[document.Lines.Count];
        var bySku = Enumerable.Range(1, placed.Length).GroupBy(number => document.Lines[number - 1].Sku);
        await Task.WhenAll(bySku.Select(async numbers =>
        {
            var lines = await Lines(order, new(order.Shop, new(numbers.Key)), numbers, cancellationToken);
            foreach (var line in lines)
            {
                placed[line.Line.Number - 1] = line;
            }
        }));
        return placed;
    }

    internal async Task<IReadOnlyList<Line>> ByPlace(PlaceQuery query, CancellationToken cancellationToken)
    {
        var documents = await store.ByPlace(query, cancellationToken);
        return documents.Select(LineOf).ToList();
    }

    /// <summary>The live lines with units below <c>AllocatedTo</c>, the highest positions first.</summary>
    internal async Task<IReadOnlyList<Line>> Youngest(PoolId pool, Pool head)
    {
        var partition = Keys.Of(pool);
        var above = await ByPlace(new(partition, head.AllocatedTo, null, 1, Keys.Live), CancellationToken.None);
        var below = await ByPlace(
            new(partition, null, head.AllocatedTo, Vanish.LinesPerStep, Keys.Live, Descending: true),
            CancellationToken.None);
        return [.. above.Where(line => line.From < head.AllocatedTo), .. below];
    }

    private async Task<IReadOnlyList<PlacedLine>> Lines(
        OrderId order, PoolId pool, IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var placed = new List<PlacedLine>();
        foreach (var together in numbers.Chunk(MaxLines))
        {
            string[] ids = [Keys.Head, .. together.Select(number => Keys.Line(order.Number, number))];
            var documents = await store.ReadTogether(Keys.Of(pool), ids, cancellationToken);
            if (documents.ToList().IndexOf(null) is >= 0 and var missing)
            {
                throw new InvalidDataException($"{ids[missing]} is not in the pool {pool}, where the order has it.");
            }

            var head = PoolOf(documents[0]!);
            placed.AddRange(documents.Skip(1).Select(document => new PlacedLine(head, LineOf(document!))));
        }

        return placed;
    }

    internal static Pool PoolOf(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.PoolDocument).ToPool();

    private static Line LineOf(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.LineDocument).ToLine();
}

/// <summary>A line and a head that were true at one moment.</summary>
internal sealed record PlacedLine(Pool Pool, Line Line);
