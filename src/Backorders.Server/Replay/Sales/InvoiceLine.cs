namespace Backorders.Server.Replay.Sales;

/// <summary>One line of an invoice as the shop's books have it.</summary>
/// <param name="Invoice">Begins with C where the invoice cancels or takes back.</param>
/// <param name="Code">A product, or a charge such as <c>POST</c>.</param>
/// <param name="Quantity">Units; negative where they were cancelled, returned or written off.</param>
/// <param name="CustomerId">A pseudonymous number; null where the shop knew none.</param>
/// <param name="UnitPrice">What the customer paid for a unit, GBP; null: not read.</param>
internal sealed record InvoiceLine(
    string Invoice, string Code, int Quantity, DateTimeOffset At, string? CustomerId, decimal? UnitPrice = null);
