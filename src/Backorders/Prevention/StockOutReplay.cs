using System.Diagnostics;

namespace Backorders.Prevention;

/// <summary>The time since the last reorder, played with some things changed.</summary>
internal sealed record StockOutReplay(
    double OpeningStock, IReadOnlyList<double> Demand, IReadOnlyList<double> Forecast,
    IReadOnlyList<SupplyPart> Supply, double MissingSafety)
{
    public static readonly IReadOnlyList<StockOutChange> Changes =
        [StockOutChange.Supplier, StockOutChange.Demand, StockOutChange.SafetyStock];

    /// <summary>The first day that ends below 0 (null: none), and the units missing on the worst one.</summary>
    public (int? FirstDay, double Deepest) Run(
        IReadOnlyList<StockOutChange> changed, IReadOnlyList<double>? less = null)
    {
        var confirmed = changed.Contains(StockOutChange.Supplier);
        var asked = changed.Contains(StockOutChange.Demand) ? Forecast : Demand;
        var stock = OpeningStock + (changed.Contains(StockOutChange.SafetyStock) ? MissingSafety : 0);
        int? first = null;
        double deepest = 0;
        for (var day = 0; day < asked.Count; day++)
        {
            stock += Supply.Sum(part => Comes(part, day, confirmed)) - asked[day] + (less?[day] ?? 0);
            if (stock < -1e-9)
            {
                first ??= day;
                deepest = Math.Max(deepest, -stock);
            }
        }

        return (first, deepest);
    }

    public bool Holds(IReadOnlyList<StockOutChange> changed) => Run(changed).FirstDay is null;

    /// <summary>The two changes, else all three, that hold together; all three also where even they do not.</summary>
    public IReadOnlyList<StockOutChange> SmallestCombination() =>
        Changes.Select(left => Changes.Where(change => change != left).ToList()).Reverse().FirstOrDefault(Holds)
            ?? Changes;

    /// <summary>Whether something confirmed by that day came after its day, or not at all.</summary>
    public bool Late(int day) =>
        Supply.Any(part => part.ConfirmedDay <= day && DaysLate(part) > 0);

    /// <summary>The days that the latest part came late; one still missing counts to the last day played.</summary>
    public int MostDaysLate() => Supply.Select(DaysLate).DefaultIfEmpty(0).Max();

    private int DaysLate(SupplyPart part) => Math.Max(0, (part.ReceivedDay ?? Demand.Count) - part.ConfirmedDay);

    private static double Comes(SupplyPart part, int day, bool confirmed) =>
        confirmed
            ? Math.Max(0, part.ConfirmedDay) == day ? part.ConfirmedUnits : 0
            : part.ReceivedDay is { } received && Math.Max(0, received) == day ? part.ReceivedUnits : 0;
}

/// <summary>What a buyer is told about a stock-out.</summary>
internal static class StockOutEvidence
{
    public static IReadOnlyList<string> Of(
        StockOutReplay replay, IReadOnlyList<double> demand, IReadOnlyList<double> forecast, double sigma, double set,
        double required, double needed)
    {
        string Held(StockOutChange change) => replay.Run([change]) is (not null, var missing)
            ? $"would have left {missing:0.##} short" : "would have held";
        var late = replay.MostDaysLate();
        return
        [
            $"supply on its confirmed dates {Held(StockOutChange.Supplier)}"
                + (late > 0 ? $" (it was {late} days late)" : " (it was not late)"),
            $"demand as forecast {Held(StockOutChange.Demand)} ({demand.Sum():0.##} asked, {forecast.Sum():0.##} "
                + $"forecast, exceptional above {forecast.Sum() + (StockOutCause.ExceptionalSigmas * sigma):0.##})",
            $"the required safety stock {required:0.##} {Held(StockOutChange.SafetyStock)} ({set:0.##} was set)",
            $"safety stock {needed:0} would have held",
        ];
    }

    public static (List<StockOutTag> Tags, List<string> Evidence) Tags(
        StockOutReplay replay, int firstDay, IReadOnlyList<double>? positions, double? reorderPoint,
        IReadOnlyList<double>? bulkByDay)
    {
        var tags = new List<StockOutTag>();
        var evidence = new List<string>();
        var forgotten = positions?.ToList().FindIndex(position => position <= reorderPoint) ?? -1;
        if (forgotten >= 0 && forgotten <= firstDay)
        {
            tags.Add(StockOutTag.NothingOrdered);
            evidence.Add($"nothing ordered on day {forgotten} although {positions![forgotten]:0.##} there or coming "
                + $"had reached the reorder point {reorderPoint:0.##}");
        }

        var shortUnits = replay.Supply.Where(part => part.ReceivedDay is not null)
            .Sum(part => Math.Max(0, part.ConfirmedUnits - part.ReceivedUnits));
        if (shortUnits > 0)
        {
            tags.Add(StockOutTag.ShortDelivery);
            evidence.Add($"{shortUnits:0.##} units fewer came than were confirmed");
        }

        if (bulkByDay?.Sum() is { } bulk and > 0)
        {
            tags.Add(StockOutTag.BulkLine);
            var held = replay.Run([], bulkByDay).FirstDay is null;
            evidence.Add($"without the {bulk:0.##} units in bulk lines it would {(held ? "" : "not ")}have held");
        }

        return (tags, evidence);
    }

    public static string Sentence(
        StockOutReason reason, IReadOnlyList<StockOutChange> changes, StockOutReplay replay) =>
        reason switch
        {
            StockOutReason.Supplier => "The supplier: on its confirmed dates the supply would have held",
            StockOutReason.Demand => "Demand: as forecast it would have been enough",
            StockOutReason.SafetyStock => "The safety stock was too small: the required one would have held",
            StockOutReason.Combined => $"No single cause: {string.Join(" and ", changes.Select(Word))} together "
                + (replay.Holds(changes) ? "would have held" : "would still not have held"),
            StockOutReason.NoStockOut => "It did not run out",
            _ => throw new UnreachableException(),
        };

    private static string Word(StockOutChange change) => change switch
    {
        StockOutChange.Supplier => "supply on its dates",
        StockOutChange.Demand => "demand as forecast",
        StockOutChange.SafetyStock => "the required safety stock",
        _ => throw new UnreachableException(),
    };
}
