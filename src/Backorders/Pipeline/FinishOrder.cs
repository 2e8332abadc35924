using System.Collections.Concurrent;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Finishes orders: places their lines, does what was recorded on them in their pools, and settles them. Whoever
/// touches an unfinished order finishes it first, so every step may have been done before.
/// </summary>
public sealed class FinishOrder(OrderStore orders, PoolCommits pools, PoolReads reads, Wakes wakes)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    private readonly ConcurrentDictionary<OrderId, Task> settling = new();

    /// <summary>The order, finished; null: there is none, and an intent for it can be dropped.</summary>
    internal async Task<FoundOrder?> Run(OrderId order, CancellationToken cancellationToken)
    {
        if (settling.TryGetValue(order, out var underWay))
        {
            await underWay.WaitAsync(cancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await orders.Read(order, cancellationToken);
            if (found is null || !found.Document.Unfinished)
            {
                return found;
            }

            await Finish(found);
        }

        throw UnavailableException.Contended($"The order {order}");
    }

    /// <summary>Places all lines, those of one SKU in their order; a line that has its place keeps it.</summary>
    internal async Task<IReadOnlyList<PlacedLine>> Place(OrderId order, OrderDocument document, bool readsFirst)
    {
        var placed = new PlacedLine[document.Lines.Count];
        var bySku = document.Lines.Select((line, index) => (Number: index + 1, Line: line)).GroupBy(l => l.Line.Sku);
        await Task.WhenAll(bySku.Select(async lines =>
        {
            foreach (var together in lines.Chunk(PlaceLines.Most))
            {
                var change = new PlaceLines(order.Number, together) { ReadsFirst = readsFirst };
                foreach (var line in await pools.Run(new(order.Shop, new(lines.Key)), change))
                {
                    placed[line.Line.Number - 1] = line;
                }
            }
        }));
        return placed;
    }

    /// <summary>
    /// Settles an order in the background whose lines were just placed; who touches it meanwhile waits for that.
    /// </summary>
    internal async Task SettlePlaced(FoundOrder found, IReadOnlyList<PlacedLine> lines)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        settling[found.Id] = done.Task;
        try
        {
            if (await Settle(found, lines) is null)
            {
                settling.TryRemove(found.Id, out _);
                await Run(found.Id, CancellationToken.None);
            }
        }
        finally
        {
            settling.TryRemove(found.Id, out _);
            done.SetResult();
        }
    }

    private async Task Finish(FoundOrder found)
    {
        var (order, document) = (found.Id, found.Document);
        if (!document.Placed)
        {
            await Place(order, document, readsFirst: true);
        }

        foreach (var action in document.Actions.Skip(document.ActionsDone))
        {
            await Task.WhenAll(Changes(order, action).Select(async change => await pools.Run(
                new(order.Shop, new(document.Lines[change.Line - 1].Sku)), change.Change)));
        }

        await Settle(found, await reads.Lines(order, document, CancellationToken.None));
    }

    private static IEnumerable<(int Line, EndLine Change)> Changes(OrderId order, StoredAction action)
    {
        foreach (var keep in action.Keep ?? [])
        {
            yield return (keep.Line, new CancelLine(order.Number, keep.Line, keep.Units));
        }

        foreach (var line in action.Ship ?? [])
        {
            yield return (line, new ShipLine(order.Number, line, action.Tracking));
        }
    }

    /// <summary>Records what the order met, and wakes the pools that have something to tell.</summary>
    private async Task<FoundOrder?> Settle(FoundOrder found, IReadOnlyList<PlacedLine> lines)
    {
        var document = found.Document;
        var now = lines.Select(OrderReads.State).ToList();
        var settled = await orders.Replace(found, document with
        {
            Placed = true,
            ActionsDone = document.Actions.Count,
            Waited = document.Waited || lines.Any(line => line.Line.FirstEta is not null),
            Told = document.Placed
                ? document.Told
                : lines.Select(line => StoredLineState.Of(OrderReads.FirstTold(line.Line))).ToList(),
            Seen = now.Select(StoredLineState.Of).ToList(),
            Status = OrderReads.StatusOf(now),
        });
        foreach (var line in lines.Where(line => line.Pool.HasSomethingToTell).DistinctBy(line => line.Pool.Sku))
        {
            wakes.Wake(new(found.Id.Shop, line.Pool.Sku));
        }

        return settled;
    }
}
