using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Reads heads and lines as they are stored.</summary>
public sealed class PoolReads(IStore store)
{
    /// <summary>How often in a row a line may lie beyond its head: it was placed between the two reads.</summary>
    private const int MaxTries = 5;

    internal async Task<(Pool Pool, string ETag)?> Head(PoolId pool, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.Of(pool), Keys.Head, cancellationToken);
        return document is null
            ? null
            : (DocumentJson.Read(document.Body, DocumentJson.Default.PoolDocument).ToPool(), document.ETag);
    }

    /// <summary>
    /// Every line of the order with its head, the head read first: fates only end and positions never move, so each
    /// pair was true at one moment.
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
        return documents
            .Select(document => DocumentJson.Read(document.Body, DocumentJson.Default.LineDocument).ToLine())
            .ToList();
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
        for (var tries = 1; ; tries++)
        {
            var head = await Head(pool, cancellationToken)
                ?? throw new InvalidDataException($"The pool {pool} of a placed line is not there.");
            var lines = await Task.WhenAll(
                numbers.Select(number => Line(pool, order.Number, number, cancellationToken)));
            if (lines.All(line => line.To <= head.Pool.DemandEnd))
            {
                return lines.Select(line => new PlacedLine(head.Pool, line)).ToList();
            }

            if (tries == MaxTries)
            {
                throw UnavailableException.Contended($"The pool {pool}");
            }
        }
    }

    private async Task<Line> Line(PoolId pool, OrderNumber order, int number, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.Of(pool), Keys.Line(order, number), cancellationToken)
            ?? throw new InvalidDataException($"Line {number} of the order {order} is not in its pool.");
        return DocumentJson.Read(document.Body, DocumentJson.Default.LineDocument).ToLine();
    }
}

/// <summary>A line and a head that were true at one moment.</summary>
internal sealed record PlacedLine(Pool Pool, Line Line);
