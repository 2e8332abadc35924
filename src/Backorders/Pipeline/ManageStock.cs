using Backorders.Pipeline.PoolChanges;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>The shop's changes of a SKU's stock and settings.</summary>
public sealed class ManageStock(PoolCommits pools, ReadStock read)
{
    /// <returns>Created, Done, Repeated or Conflict.</returns>
    public async Task<StockOutcome> Put(PoolId pool, PutStockRequest request, CancellationToken cancellationToken)
    {
        var change = new PutStock(pool.Sku, request);
        return await Answer(pool, await pools.Run(pool, change), change.OnHand, cancellationToken);
    }

    /// <returns>Done, Repeated, UnknownSku, Conflict or Insufficient.</returns>
    public async Task<StockOutcome> Adjust(PoolId pool, AdjustRequest request, CancellationToken cancellationToken)
    {
        var change = new AdjustStock(request);
        return await Answer(pool, await pools.Run(pool, change), change.OnHand, cancellationToken);
    }

    /// <returns>Done, Repeated, UnknownSku or Conflict.</returns>
    public async Task<StockOutcome> Receive(PoolId pool, ReceiptRequest request, CancellationToken cancellationToken) =>
        await Answer(pool, await pools.Run(pool, new ReceiveGoods(request)), 0, cancellationToken);

    /// <summary>The stock as it is now, read afresh.</summary>
    private async Task<StockOutcome> Answer(
        PoolId pool, StockChanged changed, long onHand, CancellationToken cancellationToken)
    {
        switch (changed)
        {
            case StockChanged.UnknownSku:
                return new StockOutcome.UnknownSku();
            case StockChanged.Conflict:
                return new StockOutcome.Conflict();
            case StockChanged.Insufficient:
                return new StockOutcome.Insufficient(onHand);
        }

        var stock = await read.Get(pool, cancellationToken)
            ?? throw new InvalidDataException($"The pool {pool} was changed and is not there.");
        return changed switch
        {
            StockChanged.Created => new StockOutcome.Created(stock),
            StockChanged.Done => new StockOutcome.Done(stock),
            StockChanged.Repeated => new StockOutcome.Repeated(stock),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
