namespace Backorders.Server.Replay.Sales;

/// <summary>A stretch of the shop's books, ready to be played.</summary>
/// <param name="Events">In time order.</param>
/// <param name="SplitInvoices">Invoices that had to become several orders.</param>
/// <param name="Skipped">Lines that were no products, by code.</param>
internal sealed record SalesSlice(
    IReadOnlyList<SaleEvent> Events, int Invoices, int SplitInvoices, IReadOnlyDictionary<string, int> Skipped)
{
    /// <summary>The contract's most lines of one order; longer invoices go in as several.</summary>
    public const int MaxLinesOfAnOrder = 100;

    public IEnumerable<SaleEvent.Order> Orders => Events.OfType<SaleEvent.Order>();

    /// <summary>Units ordered, by SKU.</summary>
    public IReadOnlyDictionary<string, long> Demand() =>
        Orders.SelectMany(order => order.Lines).GroupBy(line => line.Sku)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => (long)line.Units));

    /// <summary>
    /// Cuts invoice lines (in time order, an invoice's lines together) into events, until <paramref name="maxOrders"/>
    /// are reached. The lines with positive quantities make the order, one order line each, nothing merged; those with
    /// negative ones make a taking back.
    /// </summary>
    public static SalesSlice Cut(IEnumerable<InvoiceLine> lines, int maxOrders)
    {
        List<SaleEvent> events = [];
        Dictionary<string, int> skipped = [];
        var (orders, invoices, split) = (0, 0, 0);
        foreach (var invoice in Invoiced(lines))
        {
            var cut = OrdersOf(invoice).Take(maxOrders - orders).ToList();
            if (orders == maxOrders)
            {
                break;
            }

            invoices++;
            orders += cut.Count;
            split += cut.Count > 1 ? 1 : 0;
            events.AddRange(cut);
            events.AddRange(TakenBackOn(invoice));
            foreach (var line in invoice.Where(line => !ProductCodes.IsProduct(line.Code)))
            {
                skipped[line.Code] = skipped.GetValueOrDefault(line.Code) + 1;
            }
        }

        return new(events, invoices, split, skipped);
    }

    private static IEnumerable<List<InvoiceLine>> Invoiced(IEnumerable<InvoiceLine> lines)
    {
        List<InvoiceLine> invoice = [];
        foreach (var line in lines)
        {
            if (invoice is [var first, ..] && first.Invoice != line.Invoice)
            {
                yield return invoice;
                invoice = [];
            }

            invoice.Add(line);
        }

        if (invoice.Count > 0)
        {
            yield return invoice;
        }
    }

    private static IEnumerable<SaleEvent.Order> OrdersOf(List<InvoiceLine> invoice)
    {
        var parts = Products(invoice, sold: true).Chunk(MaxLinesOfAnOrder).ToList();
        var buyer = Buyer.Of(invoice[0].CustomerId, invoice[0].Invoice);
        return parts.Select((lines, part) => new SaleEvent.Order(
            parts.Count == 1 ? invoice[0].Invoice : $"{invoice[0].Invoice}-{part + 1}", invoice[0].At, buyer, lines));
    }

    private static IEnumerable<SaleEvent.TakenBack> TakenBackOn(List<InvoiceLine> invoice)
    {
        var lines = Products(invoice, sold: false).ToList();
        var buyer = Buyer.Of(invoice[0].CustomerId, invoice[0].Invoice);
        return lines.Count == 0 ? [] : [new(invoice[0].Invoice, invoice[0].At, buyer, lines)];
    }

    private static IEnumerable<SaleLine> Products(List<InvoiceLine> invoice, bool sold) =>
        invoice.Where(line => ProductCodes.IsProduct(line.Code) && (sold ? line.Quantity > 0 : line.Quantity < 0))
            .Select(line => new SaleLine(line.Code, Math.Abs(line.Quantity)));
}
