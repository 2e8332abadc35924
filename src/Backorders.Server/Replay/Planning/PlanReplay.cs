using Backorders.Ledger;
using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// Plays the same books with the plan and without it: the same customers, opening stock and fates of suppliers, the
/// product's own ledger and its own plan.
/// </summary>
internal static class PlanReplay
{
    /// <param name="report">Told on each trading day which shop is played.</param>
    public static PlanReplaySummary Play(ShopYear year, PlanScale scale, int seed, Action<string, TradingDay> report)
    {
        HashSet<(string Order, int Line)> bulk = [];
        Dictionary<string, SkuPlan> plans = [];
        List<string> violations = [];
        List<ShopFigures> shops = [];
        CoverageFigures? coverage = null;
        foreach (var buying in new[] { Buying.ByPlan, Buying.ByRuleOfThumb, Buying.WhenLinesWait })
        {
            var shop = new PlayedShop(year, scale, buying, seed, bulk);
            var measures = shop.Play(day => report(buying.Name, day));
            plans = buying.Plans ? shop.Plans : plans;
            coverage ??= measures.Coverage;
            violations.AddRange(Violations(buying, shop));
            shops.Add(ShopFigures.Of(buying, shop, measures, plans, year));
        }

        shops.Reverse();
        return new(
            seed, year.Days[0].Date, year.Days[^1].Date, year.Days.Count, year.Rows, year.Demand.Count,
            scale.FirstMeasured(year).Date, scale.LeadDays, coverage!, shops, violations);
    }

    /// <summary>Units are conserved, whatever was played.</summary>
    private static IEnumerable<string> Violations(Buying buying, PlayedShop shop) =>
        shop.Shelves.Values.Where(shelf => !Conserves(shelf.Pool)).Select(shelf =>
            $"{buying.Name}: {shelf.Name} was counted in {shelf.Pool.CountedIn} times, and {shelf.Pool.Held} held + "
            + $"{shelf.Pool.Available} available + {shelf.Pool.Shipped} shipped are another number");

    private static bool Conserves(Pool pool) =>
        pool.CountedIn == pool.Held + pool.Available + pool.Shipped + pool.WrittenOff;
}
