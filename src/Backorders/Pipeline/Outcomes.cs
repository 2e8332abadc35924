using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>How a change of an order ended. Every "no" is a case; a broken world is an exception.</summary>
public abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    public sealed record Accepted(OrderView Order) : OrderOutcome;

    /// <summary>The same was asked before; the order as it is now.</summary>
    public sealed record Repeated(OrderView Order) : OrderOutcome;

    public sealed record Done(OrderView Order) : OrderOutcome;

    public sealed record NotFound : OrderOutcome;

    /// <summary>The order number is taken by an order with other content.</summary>
    public sealed record Conflict : OrderOutcome;

    /// <summary>The Idempotency-Key is taken by a change of this order with other content.</summary>
    public sealed record KeyConflict : OrderOutcome;

    /// <summary>Lines (from 1) that name a SKU which the shop does not have.</summary>
    public sealed record UnknownSku(IReadOnlyList<int> Lines) : OrderOutcome;

    /// <summary>Members that are not allowed as the order stands, by path.</summary>
    public sealed record Invalid(string Path, string Message) : OrderOutcome;

    public sealed record AlreadyShipped(IReadOnlyList<int> Lines) : OrderOutcome;

    public sealed record NotAllocated(IReadOnlyList<int> Lines) : OrderOutcome;

    /// <summary>The order ships complete, and these lines are not named or not allocated.</summary>
    public sealed record ShipComplete(IReadOnlyList<int> Lines) : OrderOutcome;

    public sealed record PoolFull(Sku Sku) : OrderOutcome;
}

/// <summary>How a change of a SKU's stock ended.</summary>
public abstract record StockOutcome
{
    private StockOutcome()
    {
    }

    public sealed record Created(StockView Stock) : StockOutcome;

    public sealed record Done(StockView Stock) : StockOutcome;

    /// <summary>The same id was booked before; the stock as it is now.</summary>
    public sealed record Repeated(StockView Stock) : StockOutcome;

    public sealed record UnknownSku : StockOutcome;

    /// <summary>The id is taken by a change with other content.</summary>
    public sealed record Conflict : StockOutcome;

    public sealed record Insufficient(long OnHand) : StockOutcome;
}

/// <summary>How a question about a supplier's item, or a change of it, ended.</summary>
public abstract record SupplierItemOutcome
{
    private SupplierItemOutcome()
    {
    }

    public sealed record Created(SupplierItemView Item) : SupplierItemOutcome;

    public sealed record Done(SupplierItemView Item) : SupplierItemOutcome;

    public sealed record UnknownSupplier : SupplierItemOutcome;

    public sealed record UnknownSku : SupplierItemOutcome;

    /// <summary>The supplier has no item for the SKU.</summary>
    public sealed record NotFound : SupplierItemOutcome;

    /// <summary>It would have a price, and nothing says in what.</summary>
    public sealed record NoCurrency : SupplierItemOutcome;
}

/// <summary>How a supplier's news was taken.</summary>
public abstract record NewsOutcome
{
    private NewsOutcome()
    {
    }

    public sealed record Stored : NewsOutcome;

    public sealed record Repeated : NewsOutcome;

    /// <summary>The webhook-id is taken by news with other content.</summary>
    public sealed record Conflict : NewsOutcome;

    /// <summary>The shipment belongs to another supplier of the shop.</summary>
    public sealed record NotYours : NewsOutcome;

    /// <summary>Lines (from 0) that name a SKU which the shop does not have.</summary>
    public sealed record UnknownSku(IReadOnlyList<int> Lines) : NewsOutcome;

    public sealed record PoolFull(Sku Sku) : NewsOutcome;
}

/// <summary>What is still to be done for a shop.</summary>
/// <param name="NoticesFailed">Refused for good, or nobody knows whether they went out: a person has to look.</param>
/// <param name="PoolsWithWork">Pools with something to tell, and shipments with news not yet in them.</param>
public sealed record WorkReport(
    long NoticesWaiting, long NoticesSent, long NoticesFailed, long PoolsWithWork, long OrdersUnfinished, long Poison);
