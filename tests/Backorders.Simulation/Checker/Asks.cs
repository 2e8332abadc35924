using System.Globalization;

namespace Backorders.Simulation.Checker;

/// <summary>What somebody outside asks of the service, in the words of the contract.</summary>
/// <param name="Kind">Keeps the kinds of ids apart.</param>
/// <param name="Shop">Whose data it is about.</param>
internal abstract record Ask(string Kind, string Shop)
{
    /// <summary>Two asks with the same content are the same request.</summary>
    public abstract string Content { get; }
}

internal sealed record OrderAskLine(string Sku, int Quantity, bool Deny);

internal sealed record OrderAsk(
    string Shop, string Number, string Name, string Email, bool ShipComplete, IReadOnlyList<OrderAskLine> Lines)
    : Ask("order", Shop)
{
    public override string Content => $"{Name} {Email} {ShipComplete} {string.Join(", ", Lines)}";
}

internal sealed record CancelAskLine(int Line, int? Quantity);

/// <param name="Lines">Null: all that has not shipped.</param>
/// <param name="Key">The Idempotency-Key; null: none.</param>
internal sealed record CancelAsk(string Shop, string Number, IReadOnlyList<CancelAskLine>? Lines, string? Key)
    : Ask("cancel", Shop)
{
    public override string Content => Lines is null ? "all" : string.Join(", ", Lines);
}

/// <param name="Lines">Null: all live lines.</param>
internal sealed record ShipAsk(string Shop, string Number, IReadOnlyList<int>? Lines, string Tracking)
    : Ask("ship", Shop)
{
    public override string Content => $"{Tracking} {(Lines is null ? "all" : string.Join(", ", Lines))}";
}

/// <summary>A change of a SKU's stock that carries an id and counts once.</summary>
/// <param name="Id">Of the receipt, the adjustment or the count.</param>
internal abstract record StockAsk(string Kind, string Shop, string Sku, string Id) : Ask(Kind, Shop);

internal sealed record CountAsk(
    string Shop, string Sku, string Id, int OnHand, string Mode, int? Limit, int? LeadTimeDays, int HandlingDays)
    : StockAsk("count", Shop, Sku, Id)
{
    public override string Content => $"{OnHand} {Mode} {Limit} {LeadTimeDays} {HandlingDays}";
}

internal sealed record AdjustAsk(string Shop, string Sku, string Id, int Quantity)
    : StockAsk("adjustment", Shop, Sku, Id)
{
    public override string Content => Quantity.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ReceiptAsk(string Shop, string Sku, string Id, int Quantity, string? Shipment)
    : StockAsk("receipt", Shop, Sku, Id)
{
    public override string Content => $"{Quantity} {Shipment}";
}

/// <param name="At">When it was written: the newest counts.</param>
/// <param name="IsForged">Signed by somebody who does not have the supplier's secret.</param>
internal sealed record NewsAsk(
    string Shop, string Supplier, string WebhookId, string Type, DateTimeOffset At, string Shipment, DateOnly? Eta,
    IReadOnlyList<(string Sku, int Quantity)>? Lines, bool IsForged)
    : Ask("news", Shop)
{
    public override string Content => string.Create(
        CultureInfo.InvariantCulture,
        $"{Type} {At:O} {Shipment} {Eta:O} {(Lines is null ? "-" : string.Join(", ", Lines))}");
}

/// <summary>A customer, or whoever has the address, opens a link or presses a choice.</summary>
/// <param name="Notice">The number of the mail that it stood in.</param>
/// <param name="Choice">keep or cancel; null: it is only looked at.</param>
/// <param name="Wrong">Why it must do nothing; null: it is as it stood in the mail.</param>
internal sealed record LinkAsk(string Shop, string Number, string Token, int Notice, string? Choice, string? Wrong)
    : Ask(Choice is null ? "page" : "choice", Shop)
{
    public override string Content => $"{Token} {Choice}";
}

/// <param name="What">order, stock, backorders, promise, orders, changes, problems or stocks.</param>
/// <param name="Of">The order's number or the SKU; empty: all.</param>
/// <param name="Query">As it stands in the address.</param>
internal sealed record GetAsk(string Shop, string What, string Of, string Query) : Ask("get", Shop)
{
    public override string Content => Query;
}

/// <summary>One try of an ask, and how it ended.</summary>
/// <param name="From">Whatever was true before this moment was not asked for.</param>
internal sealed record Call(int Number, Ask Ask, long From);

/// <summary>What came back over the wire; a call that broke off has none.</summary>
internal sealed record Reply(int Status, string? ContentType, System.Text.Json.JsonElement Body, bool IsReplay);
