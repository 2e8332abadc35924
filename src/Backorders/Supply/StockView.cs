using System.Text.Json.Serialization;
using Backorders.Orders;

namespace Backorders.Supply;

/// <summary>What callers see of a SKU; <c>OnHand</c> = <c>Allocated</c> + <c>Available</c>: in the building.</summary>
public sealed record StockView(
    string Sku, string? Name, long OnHand, long Allocated, long Available, long Backordered, long WaitingLines,
    IReadOnlyList<InboundView> Inbound, PolicyView Backorder, int? LeadTimeDays, int HandlingDays);

/// <param name="Eta">The date that the supplier gave; null: none yet.</param>
/// <param name="P80Days">How many days late the supplier comes at most in 8 of 10 cases: promises have them.</param>
/// <param name="Status">expected, partial, or overdue: date and days have passed.</param>
public sealed record InboundView(
    string Shipment, string? Supplier, DateOnly? Eta, int P80Days, long Expected, long Received, string Status);

/// <param name="Mode">allow, deny or limit.</param>
public sealed record PolicyView(
    string Mode, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Limit);

public sealed record StockPage(IReadOnlyList<StockView> Stock, string? Next);

public sealed record PromiseView(string Sku, int Quantity, long AvailableNow, EtaView? Eta);
