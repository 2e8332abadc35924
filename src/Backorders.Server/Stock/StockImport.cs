using Backorders.Pipeline;
using Backorders.Supply;

namespace Backorders.Server.Stock;

/// <summary>How an import went, in rows.</summary>
/// <param name="Unchanged">They say nothing new; their counts were booked by an earlier run.</param>
public sealed record ImportResult(int Created, int Changed, int Unchanged);

/// <summary>Books the rows of a stock file through the pipeline; a server may run on the folder meanwhile.</summary>
public sealed class StockImport(ManageStock stock, ReadStock known, TimeProvider machine)
{
    /// <param name="booked">Called after each row, one call at a time.</param>
    public async Task<ImportResult> Run(
        ShopId shop, IReadOnlyList<StockRow.Good> rows, Action booked, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var result = new ImportResult(0, 0, 0);
        await Parallel.ForEachAsync(rows, PatientImport.Together(cancellationToken), async (row, token) =>
        {
            var outcome = await PatientImport.Run(() => Put(new(shop, row.Sku), row.Request, token), machine, token);
            lock (gate)
            {
                result = Count(result, outcome);
                booked();
            }
        });
        return result;
    }

    private async Task<StockOutcome> Put(PoolId pool, PutStockRequest row, CancellationToken cancellationToken)
    {
        // Without a count there is no id to know a repeat by.
        var before = row.CountId is null ? await known.Get(pool, cancellationToken) : null;
        var outcome = await stock.Put(pool, row, cancellationToken);
        return before is not null && outcome is StockOutcome.Done(var after) && Settings(before) == Settings(after)
            ? new StockOutcome.Repeated(after)
            : outcome;
    }

    private static (string?, int?, int) Settings(StockView stock) =>
        (stock.Name, stock.LeadTimeDays, stock.HandlingDays);

    private static ImportResult Count(ImportResult result, StockOutcome outcome) => outcome switch
    {
        StockOutcome.Created => result with { Created = result.Created + 1 },
        StockOutcome.Done => result with { Changed = result.Changed + 1 },
        StockOutcome.Repeated => result with { Unchanged = result.Unchanged + 1 },
        _ => throw new System.Diagnostics.UnreachableException($"a stock count never ends with {outcome}"),
    };
}
