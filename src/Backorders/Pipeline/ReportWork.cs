using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Counts what is still to be done, and asks the store and the queue whether they answer.</summary>
public sealed class ReportWork
{
    public Task<WorkReport> Run(ShopId shop, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Each dependency by name (store, queue, mail) with null for well, or what is wrong.</summary>
    public Task<IReadOnlyDictionary<string, string?>> Check(CancellationToken cancellationToken) => throw new NotSupportedException();
}
