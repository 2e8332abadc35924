using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay.Planning;

/// <summary>How a shop buys, and whether it serves all bulk lines from the shelf.</summary>
/// <param name="Plans">By the plan's proposals.</param>
/// <param name="BulkApart">A bulk line that would leave the shelf below its reorder point is promised: bought for, and
/// served apart from the shelf.</param>
/// <param name="Units">Units to buy for a shelf on an evening, where no plan says it.</param>
internal sealed record Buying(string Name, bool Plans, bool BulkApart, Func<Shelf, TradingDay, long> Units)
{
    /// <summary>Trading days that the rule of thumb looks back.</summary>
    private const int DaysLookedBack = 24;

    /// <summary>Trading days that it orders at: a lead time of two weeks, and one week for safety.</summary>
    private const int DaysToOrderAt = 12 + 6;

    /// <summary>Trading days that an order lasts: as many as the plan's.</summary>
    private const int DaysOfAnOrder = 30;

    /// <summary>What waits and is not under way, and half of it again.</summary>
    public static readonly Buying WhenLinesWait = new(
        "when lines wait", Plans: false, BulkApart: false, (shelf, _) => PurchaseDesk.UnitsFor(shelf.Uncovered));

    /// <summary>As with a spreadsheet: at three weeks of the last month's sales, five weeks more.</summary>
    public static readonly Buying ByRuleOfThumb = new(
        "by rule of thumb", Plans: false, BulkApart: false, (shelf, day) =>
        {
            var perDay = (double)shelf.AskedSince(day.Number - DaysLookedBack) / DaysLookedBack;
            var position = shelf.Pool.Available + shelf.OnOrder - shelf.Pool.Waiting;
            return position <= perDay * DaysToOrderAt
                ? (long)Math.Ceiling((perDay * (DaysToOrderAt + DaysOfAnOrder)) - position)
                : 0;
        });

    /// <summary>Until the plan knows a SKU it buys what waits.</summary>
    public static readonly Buying ByPlan = WhenLinesWait with
    {
        Name = "with the plan",
        Plans = true,
        BulkApart = true,
    };
}
