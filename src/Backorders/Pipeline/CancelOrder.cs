using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline;

/// <summary>Cancels lines, or units of lines, of an order: as many as the line still has.</summary>
public sealed class CancelOrder(ChangeOrder change)
{
    /// <returns>Done, Repeated, KeyConflict, NotFound, Invalid or AlreadyShipped.</returns>
    public Task<OrderOutcome> Run(OrderId order, CancelRequest request, CancellationToken cancellationToken) =>
        change.Run(
            order,
            new StoredAction { Reason = request.Reason, Key = request.Key, Content = Content.Of(request) },
            (_, lines) => CancelDecision.Of(lines, request.Lines),
            cancellationToken);

    /// <summary>What the mail of a link offered, as far as it neither shipped nor was cancelled since.</summary>
    internal Task<OrderOutcome> Run(CustomerLink link, CancellationToken cancellationToken) => change.Run(
        link.Order,
        new StoredAction { Notice = link.Notice },
        (_, lines) => CancelDecision.Offered(lines, link.Lines),
        cancellationToken);
}
