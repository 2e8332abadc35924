using Backorders.Ledger;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Works until what was told of a pool equals what is: announces lines that were allocated, in the order of the
/// ledger, and looks at those whose date or fate moved. Level-triggered: a wake too many does nothing.
/// </summary>
public sealed class ReconcilePool(
    PoolReads reads, PoolCommits pools, LookAtOrder look, Wakes wakes, Traffic traffic, Clocks clocks)
{
    /// <summary>
    /// Lines in a page: what is done again at most when the process dies, and what a caller may have to wait behind,
    /// some 4 ms.
    /// </summary>
    private const int PageLines = 40;

    /// <summary>Pages for one message; a pool that has more sends itself another and lets others run.</summary>
    private const int MaxPages = 2_500;

    internal async Task Run(PoolId pool, CancellationToken cancellationToken)
    {
        wakes.Begun(pool);
        for (var page = 1; page <= MaxPages; page++)
        {
            await traffic.LetCallersGoFirst(cancellationToken);
            if (await reads.Head(pool, cancellationToken) is not { } head)
            {
                return;
            }

            if (head.Pool.Vanishing > 0 || PassDates.Next(head.Pool) <= clocks.Today)
            {
                await pools.Run(pool, new PassTime());
            }
            else if (head.Pool.ReleasedTo < head.Pool.AllocatedTo)
            {
                var (from, to) = (head.Pool.ReleasedTo, head.Pool.AllocatedTo);
                var told = await LookFrom(pool, head.Pool, from, to, cancellationToken);
                await pools.Run(pool, new MarkAnnounced(head.Pool, told));
            }
            else if (!head.Pool.ToTell.IsEmpty)
            {
                var range = head.Pool.ToTell.First;
                var told = await LookFrom(pool, head.Pool, range.From, range.To, cancellationToken);
                await pools.Run(pool, new MarkLookedAt(range, told));
            }
            else
            {
                return;
            }
        }

        wakes.Wake(pool);
    }

    /// <summary>Looks at a page of the lines that have positions in [from, to).</summary>
    /// <returns>Up to where all lines were looked at.</returns>
    private async Task<long> LookFrom(
        PoolId pool, Pool head, long from, long to, CancellationToken cancellationToken)
    {
        var page = await reads.ByPlace(new(Keys.Of(pool), from, null, PageLines), cancellationToken);
        var lines = page.Where(line => line.From < to).ToList();
        await Task.WhenAll(lines.GroupBy(line => line.Order).Select(order =>
            look.Run(new(pool.Shop, order.Key), head, order, cancellationToken)));
        return lines.Count == PageLines ? Math.Min(lines[^1].To, to) : to;
    }
}
