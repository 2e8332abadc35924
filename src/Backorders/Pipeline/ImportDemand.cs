using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Pipeline;

/// <summary>
/// Takes what another system knows of a SKU's demand, apart from what is counted here. A day that is imported again
/// is replaced, never added to.
/// </summary>
public sealed class ImportDemand(DemandStore demand)
{
    /// <summary>Months that are written as one batch.</summary>
    private const int MonthsAtOnce = 24;

    /// <summary>Lost races and unclear answers in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <param name="days">Each day once.</param>
    /// <exception cref="UnavailableException">What is imported stands; the same may be asked again.</exception>
    public async Task<DemandImported> Run(
        PoolId pool, IReadOnlyDictionary<DateOnly, ImportedDemand> days, CancellationToken cancellationToken)
    {
        var outcome = DemandImported.Unchanged;
        var byMonth = days.GroupBy(day => DemandMonth.Of(day.Key)).OrderBy(month => month.Key);
        foreach (var months in byMonth.Chunk(MonthsAtOnce))
        {
            switch (await Import(pool, months, cancellationToken))
            {
                case DemandImported.NoSuchSku:
                    return DemandImported.NoSuchSku;
                case DemandImported.Changed:
                    outcome = DemandImported.Changed;
                    break;
                case DemandImported.Unchanged:
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        return outcome;
    }

    private async Task<DemandImported> Import(
        PoolId pool, IGrouping<DateOnly, KeyValuePair<DateOnly, ImportedDemand>>[] months,
        CancellationToken cancellationToken)
    {
        var wrote = false;
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var book = await demand.Read(pool, months.Select(month => month.Key).ToList(), cancellationToken);
            if (book.Head is null)
            {
                return DemandImported.NoSuchSku;
            }

            var after = months.Select(month => month.Aggregate(
                book.Month(month.Key).Value, (kept, day) => kept.WithImported(day.Key, day.Value)));
            var since = months.SelectMany(month => month).Min(day => day.Key);
            switch (await demand.Commit(pool, book, book.Mark.Value.SinceAtLatest(since), after))
            {
                case null:
                    return wrote ? DemandImported.Changed : DemandImported.Unchanged;
                case CommitResult.Done:
                    return DemandImported.Changed;
                case CommitResult.Exists or CommitResult.Stale:
                    break;
                case CommitResult.Unclear:
                    wrote = true;
                    break;
                case var failed:
                    throw failed.Away();
            }
        }

        throw UnavailableException.Contended($"The demand of {pool}");
    }
}

public enum DemandImported
{
    /// <summary>Nothing was imported: SKUs are created by stock, never by their past.</summary>
    NoSuchSku,
    Changed,

    /// <summary>All of it was known.</summary>
    Unchanged,
}
