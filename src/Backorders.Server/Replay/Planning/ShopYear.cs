using System.Runtime.InteropServices;
using Backorders.Prevention;
using Backorders.Server.Replay.Sales;

namespace Backorders.Server.Replay.Planning;

/// <summary>The shop's books by trading day: a day without an invoice is one on which it was shut.</summary>
/// <param name="Prices">GBP a unit by SKU, the first above 0 that any customer paid.</param>
/// <param name="Rows">Invoice lines read, those that are no products included.</param>
/// <param name="Demand">Of each SKU, in time order.</param>
internal sealed record ShopYear(
    IReadOnlyList<TradingDay> Days, IReadOnlyDictionary<string, decimal> Prices, int Rows,
    IReadOnlyDictionary<string, AskedOfSku> Demand)
{
    private const int RowsBetweenReports = 100_000;

    private readonly Dictionary<DateOnly, int> numbers = Days.ToDictionary(day => day.Date, day => day.Number);

    public ArraySegment<DateOnly> Dates { get; } = Days.Select(day => day.Date).ToArray();

    /// <summary>The number of a trading day.</summary>
    public int NumberOf(DateOnly day) => numbers[day];

    /// <param name="report">Told from time to time how many lines were read.</param>
    public static ShopYear Of(IEnumerable<InvoiceLine> lines, Action<int> report)
    {
        Dictionary<string, decimal> prices = [];
        var rows = 0;
        var slice = SalesSlice.Cut(Noted(), int.MaxValue);
        var days = slice.Events.GroupBy(sale => DateOnly.FromDateTime(sale.At.UtcDateTime))
            .Select((day, number) => new TradingDay(number, day.Key, [.. day])).ToList();
        return new(days, prices, rows, DemandOf(days));

        IEnumerable<InvoiceLine> Noted()
        {
            foreach (var line in lines)
            {
                if (line is { UnitPrice: > 0, Quantity: > 0 } && ProductCodes.IsProduct(line.Code))
                {
                    prices.TryAdd(line.Code, line.UnitPrice.Value);
                }

                if (++rows % RowsBetweenReports == 0)
                {
                    report(rows);
                }

                yield return line;
            }
        }
    }

    private static Dictionary<string, AskedOfSku> DemandOf(List<TradingDay> days)
    {
        Dictionary<string, AskedOfSku> demand = [];
        foreach (var day in days)
        {
            foreach (var (sale, line) in day.Sales.SelectMany(sale => sale.Lines, (sale, line) => (sale, line)))
            {
                ref var sku = ref CollectionsMarshal.GetValueRefOrAddDefault(demand, line.Sku, out _);
                sku ??= new AskedOfSku([], []);
                if (sale is SaleEvent.Order)
                {
                    sku.Asked.Add(new(sale.Buyer.Key, day.Date, line.Units));
                }
                else
                {
                    sku.Cancelled.Add(new(sale.Buyer.Key, day.Date, line.Units));
                }
            }
        }

        return demand;
    }
}

/// <param name="Number">From 0; days on which the shop is shut have none.</param>
/// <param name="Sales">In time order.</param>
internal sealed record TradingDay(int Number, DateOnly Date, IReadOnlyList<SaleEvent> Sales);

/// <summary>What was asked of a SKU and taken back, as it was on its day.</summary>
internal sealed record AskedOfSku(List<AskedLine> Asked, List<CancelledLine> Cancelled);
