using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>How a change of a purchase order ended. Every "no" is a case; a broken world is an exception.</summary>
public abstract record PurchaseOutcome
{
    private PurchaseOutcome()
    {
    }

    /// <summary>It is an order now.</summary>
    public sealed record Placed(PurchaseView Order) : PurchaseOutcome;

    /// <summary>The same was asked before; the order as it is now.</summary>
    public sealed record Repeated(PurchaseView Order) : PurchaseOutcome;

    public sealed record Done(PurchaseView Order) : PurchaseOutcome;

    public sealed record NotFound : PurchaseOutcome;

    /// <summary>The id is taken by an order with other content.</summary>
    public sealed record Conflict : PurchaseOutcome;

    /// <summary>Lines (from 0) that name a SKU which the shop does not have.</summary>
    public sealed record UnknownSku(IReadOnlyList<int> Lines) : PurchaseOutcome;

    /// <summary>A member that is not allowed as things are, by path.</summary>
    public sealed record Invalid(string Path, string Message) : PurchaseOutcome;

    /// <summary>Its state says no.</summary>
    public sealed record NotNow(PurchaseState State) : PurchaseOutcome;
}
