namespace Backorders.Orders;

/// <summary>The words for lines and orders.</summary>
public static class OrderStatus
{
    public const string Backordered = "backordered";
    public const string Allocated = "allocated";
    public const string Shipped = "shipped";
    public const string Cancelled = "cancelled";
    public const string Rejected = "rejected";

    /// <summary>In the order of precedence: an order has the first that any of its lines has.</summary>
    public static readonly IReadOnlyList<string> All = [Backordered, Allocated, Shipped, Cancelled, Rejected];

    public static string Of(IReadOnlyCollection<string> lines) => All.First(lines.Contains);
}
