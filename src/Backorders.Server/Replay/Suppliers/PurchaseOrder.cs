namespace Backorders.Server.Replay.Suppliers;

/// <summary>Goods bought from one supplier, to come together.</summary>
/// <param name="Shipment">The shipment's id, from which its fate is thrown.</param>
/// <param name="Announced">The hour at which the supplier tells of it.</param>
/// <param name="Eta">The day that the supplier hopes for.</param>
/// <param name="Lines">1 to 1,000, distinct SKUs.</param>
internal sealed record PurchaseOrder(
    string Shipment, string Supplier, DateTimeOffset Announced, DateOnly Eta, IReadOnlyList<GoodsLine> Lines);
