using Backorders.Server.Replay.Planning;
using Backorders.Server.Replay.Sales;

namespace Backorders.Tests.Replay;

/// <summary>Two hundred trading days of a small shop, made up from a fixed seed: six days a week, 20 SKUs.</summary>
internal static class GiftYear
{
    public const int Days = 200;
    public const int Skus = 20;

    public static readonly DateOnly First = new(2011, 1, 3);

    public static ShopYear Of(IEnumerable<InvoiceLine> lines) => ShopYear.Of(lines, _ => { });

    /// <summary>Some SKUs are asked for on most days, some on few; now and then somebody wants very many.</summary>
    public static List<InvoiceLine> Lines(int days = Days)
    {
        var dice = new Random(42);
        List<InvoiceLine> lines = [];
        for (var day = 0; day < Days; day++)
        {
            for (var sku = 0; sku < Skus; sku++)
            {
                for (var buyer = 0; buyer < 4; buyer++)
                {
                    if (dice.Next(Skus + 5) > sku)
                    {
                        var units = dice.Next(300) == 0 ? 400 : 1 + dice.Next(12);
                        lines.Add(Line(day, sku, units, $"{1000 + dice.Next(300)}"));
                    }
                }
            }
        }

        return [.. lines.Where(line => Day(line) < First.AddDays(CalendarDay(days)))];
    }

    public static InvoiceLine Line(int day, int sku, int units, string customer) => new(
        $"{(units < 0 ? "C" : "")}{500_000 + (day * 1000) + (sku * 10) + int.Parse(customer) % 10}", $"{20_000 + sku}",
        units, new DateTimeOffset(First.AddDays(CalendarDay(day)), new TimeOnly(9, 0), TimeSpan.Zero), customer,
        UnitPrice: 2.5m);

    public static DateOnly Day(InvoiceLine line) => DateOnly.FromDateTime(line.At.UtcDateTime);

    private static int CalendarDay(int tradingDay) => tradingDay + (tradingDay / 6);
}
