namespace Backorders.Tests.EndToEnd;

/// <summary>So many orders, and those under way; then nobody orders until there are as many again.</summary>
internal sealed class OrderAllowance(CallBook book, int? many)
{
    /// <summary>Far longer than a server needs to start on a machine that has much else to do.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Null: as at the beginning.</summary>
    private int? most;

    public void Renew() => most = book.Orders.Count + many;

    /// <returns>False: it is over.</returns>
    public async Task<bool> IsLeft(CancellationToken over)
    {
        await Patience.Until(
            Longest, () => Task.FromResult(over.IsCancellationRequested || !(book.Orders.Count >= (most ?? many))),
            () => $"The {book.Orders.Count} orders that were allowed are taken, and nobody allows more.");
        return !over.IsCancellationRequested;
    }
}
