using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// What the shop knew of a SKU's demand on an evening, and not more: what was cancelled within 3 days is netted out
/// once it is cancelled, and bulk is told by the line sizes of then.
/// </summary>
internal sealed class DemandBook(AskedOfSku sku, ShopYear year)
{
    private readonly List<(int Day, int Units)> settled = [];
    private int settledAsked;
    private int seenCancelled;

    /// <summary>The number of the first day that asked for it.</summary>
    public int FirstDay { get; } = sku.Asked.Count == 0 ? int.MaxValue : year.NumberOf(sku.Asked[0].Day);

    /// <summary>Days from the first that asked for it up to the day, which is included.</summary>
    public SkuPast Past(TradingDay lastDay)
    {
        var lines = Lines(lastDay.Date);
        var above = Demand.Bulk([.. lines.Select(line => line.Units)]).AboveUnits;
        var days = lastDay.Number - FirstDay + 1;
        double[] units = new double[days], bulk = new double[days];
        var counts = new int[days];
        foreach (var line in lines)
        {
            (line.Units > above ? bulk : units)[line.Day - FirstDay] += line.Units;
            counts[line.Day - FirstDay]++;
        }

        return new(year.Dates.Slice(FirstDay, days), units, bulk, counts) { BulkAbove = above };
    }

    /// <summary>Units asked on so many days from a day on, bulk lines of then left out. For judging a plan later.
    /// </summary>
    /// <param name="from">Number of the first day.</param>
    /// <param name="bulkAbove">As the plan knew it.</param>
    public long Asked(int from, int days, double? bulkAbove, DateOnly today) =>
        Lines(today).Where(line => line.Day >= from && line.Day < from + days && !(line.Units > bulkAbove))
            .Sum(line => (long)line.Units);

    private List<(int Day, int Units)> Lines(DateOnly today)
    {
        var open = sku.Asked.Skip(settledAsked).TakeWhile(line => line.Day <= today).ToList();
        var cancels = sku.Cancelled.Skip(seenCancelled).TakeWhile(line => line.Day <= today).ToList();
        var left = Demand.NetOut(open, cancels).Lines.Select(line => (line.Day, line.Units)).ToList();
        var final = today.AddDays(-Demand.CancelledWithinDays);
        settled.AddRange(left.Where(line => line.Day <= final).Select(line => (year.NumberOf(line.Day), line.Units)));
        settledAsked += open.Count(line => line.Day <= final);
        seenCancelled += cancels.Count(line => line.Day <= final);
        return
        [
            .. settled,
            .. left.Where(line => line.Day > final).Select(line => (year.NumberOf(line.Day), line.Units)),
        ];
    }
}
