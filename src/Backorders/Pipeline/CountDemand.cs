using Backorders.Ledger;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Pipeline;

/// <summary>
/// Counts a pool's lines into the months of its demand, each exactly once, when nothing can take from them any more.
/// How far it has come is written in the batch that counts, so a crash, a repeat or two at once count nothing twice.
/// </summary>
public sealed class CountDemand(DemandStore demand, Clocks clocks)
{
    /// <summary>Batches of one run, so a million lines; the next run goes on behind them.</summary>
    private const int MaxPages = 1_000;

    /// <summary>Lost races and unclear answers in a row before it is left to the next run.</summary>
    private const int MaxTries = 20;

    /// <summary>Counts what is settled, and keeps the day's first look at the stock. Twice is once.</summary>
    /// <param name="head">As it was read just now: what it does not know of is left to the next run.</param>
    /// <exception cref="UnavailableException">What is counted stands; the same may be asked again.</exception>
    public async Task Run(PoolId pool, Pool head, CancellationToken cancellationToken)
    {
        var today = clocks.Today;
        for (var (page, tries) = (1, 1); page <= MaxPages && tries <= MaxTries;)
        {
            var (result, more) = await Count(pool, head, today, cancellationToken);
            switch (result)
            {
                case null or CommitResult.Done when !more:
                    return;
                case null or CommitResult.Done:
                    (page, tries) = (page + 1, 1);
                    break;
                case CommitResult.Exists or CommitResult.Stale or CommitResult.Unclear when tries < MaxTries:
                    tries++;
                    break;
                case var failed:
                    throw failed.Away();
            }
        }
    }

    /// <returns>Null: there was nothing to write; and whether there is more to count.</returns>
    private async Task<(CommitResult? Result, bool More)> Count(
        PoolId pool, Pool head, DateOnly today, CancellationToken cancellationToken)
    {
        var before = await demand.ReadMark(pool, cancellationToken);
        var lines = await demand.LinesBehind(pool, before.Value, head, cancellationToken);
        var folded = DemandFold.Fold(before.Value, lines, today);
        var thisMonth = DemandMonth.Of(today);
        var byMonth = folded.Days.ToLookup(day => DemandMonth.Of(day.Day));
        var book = new DemandBook(head, before, await demand.ReadMonths(
            pool, before.Value, byMonth.Select(days => days.Key).Append(thisMonth), cancellationToken));
        var months = byMonth.ToDictionary(days => days.Key, days => book.Month(days.Key).Value.Plus(days));
        var mark = folded.Mark;
        if (!folded.More)
        {
            months[thisMonth] = (months.GetValueOrDefault(thisMonth) ?? book.Month(thisMonth).Value)
                .WithStock(today, StockLook.At(head));
            mark = mark.SinceAtLatest(today);
        }

        return (await demand.Commit(pool, book, mark, months.Values), folded.More);
    }
}
