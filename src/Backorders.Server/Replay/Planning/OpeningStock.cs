using Backorders.Prevention;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// What lies on a shelf before a SKU is first asked for: 60 to 140 % of what its first days will ask, as a buyer with a
/// fair guess would have bought. Made up, for the data has no stock; and the same however the shop buys later.
/// </summary>
internal sealed class OpeningStock(ShopYear year, PlanScale scale, int seed)
{
    private const int LeastPercent = 60;
    private const int MostPercent = 140;

    private readonly Dictionary<string, (string Supplier, long Units)> shelves = [];

    public (string Supplier, long Units) Of(string sku)
    {
        if (!shelves.TryGetValue(sku, out var shelf))
        {
            shelves[sku] = shelf = MakeUp(sku);
        }

        return shelf;
    }

    private (string Supplier, long Units) MakeUp(string sku)
    {
        var dice = Dice.For(seed, $"planned shelf {sku}");
        var supplier = ShelfPlan.LeadTimes.Keys.ElementAt(dice.Next(ShelfPlan.LeadTimes.Count));
        var demand = year.Demand[sku];
        var first = year.NumberOf(demand.Asked[0].Day);
        var last = year.Days[Math.Min(first + scale.OpeningDays, year.Days.Count) - 1].Date;
        var asked = Demand.NetOut([.. demand.Asked.TakeWhile(line => line.Day <= last)], demand.Cancelled)
            .Lines.Sum(line => (long)line.Units);
        return (supplier, asked * dice.Next(LeastPercent, MostPercent + 1) / 100);
    }
}
