using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// The product's own plan (<see cref="AnalyseSku"/>, <see cref="PlanSku"/>) on the demand that was known on each
/// evening. A SKU's past is analysed and the factors are found anew every 6 trading days; what to order is asked with
/// the stock of the evening.
/// </summary>
internal sealed class NightPlanner
{
    private readonly ShopYear year;
    private readonly Dictionary<string, DemandBook> books;
    private readonly Dictionary<string, SkuAnalysis> analyses = [];
    private readonly Dictionary<int, IReadOnlyDictionary<string, AbcClass>> classesOn = [];
    private readonly List<CalibrationScore> scores = [];
    private IReadOnlyDictionary<string, AbcClass> classes = new Dictionary<string, AbcClass>();
    private ShopCalibration calibration;

    public NightPlanner(ShopYear year)
    {
        this.year = year;
        books = year.Demand.ToDictionary(sku => sku.Key, sku => new DemandBook(sku.Value, year));
        calibration = new([], today: 0, Settings);
    }

    /// <summary>
    /// 95 % of cycles for every SKU. Nobody knows what the shop paid its suppliers, so it orders for 30 days at a time.
    /// </summary>
    public static PlanSettings Settings { get; } = PlanSettings.Default with
    {
        Counts = ServiceKind.Cycles,
        TargetA = 0.95,
        TargetB = 0.95,
        TargetC = 0.95,
        DaysPerWeek = 6,
        ScoreDays = Calibration.OriginEveryDays - 1,
    };

    /// <summary>Whether the evening's analysis is due.</summary>
    public static bool IsDue(TradingDay day) => day.Number % Calibration.OriginEveryDays == 0;

    /// <summary>Above so many units a line is bulk, as known by the last analysis; null: not known.</summary>
    public double? BulkAbove(string sku) => analyses.GetValueOrDefault(sku)?.Sums.BulkAbove;

    public DemandBook Book(string sku) => books[sku];

    /// <summary>Analyses all SKUs that were ever asked for.</summary>
    public void Analyse(TradingDay today, Func<string, PlannedLeadTime> leadTimeOf)
    {
        foreach (var (sku, book) in books.Where(book => book.Value.FirstDay <= today.Number))
        {
            analyses[sku] = AnalyseSku.Of(sku, book.Past(today), leadTimeOf(sku), today.Number, Settings);
        }

        classes = OriginClasses.Of([.. analyses.Values.Select(Value)]);
        classesOn[today.Number] = classes;
        scores.RemoveAll(score => score.Origin < today.Number - Calibration.NewestDays);
        scores.AddRange(analyses.Values.SelectMany(analysis =>
            OriginClasses.Put(analysis.Sku, analysis.Scores, classesOn)));
        calibration = new([.. scores], today.Number, Settings);
    }

    /// <returns>Null: the SKU was not analysed yet.</returns>
    public SkuPlan? Plan(Shelf shelf, DateOnly today) => analyses.TryGetValue(shelf.Sku, out var analysis)
        ? PlanSku.Of(
            analysis,
            new(classes[shelf.Sku], null, null, shelf.Pool.OnHand, shelf.Pool.Held, shelf.Pool.Waiting,
                [.. shelf.Pool.Inbound.Select(inbound =>
                    new InboundOrder(inbound.Shipment.Value, inbound.Day, inbound.Open, Confirmed: true))],
                0, [], null),
            calibration, today, Settings)
        : null;

    private ItemValue Value(SkuAnalysis analysis) =>
        new(analysis.Sku, analysis.Sums.ValueUnits * (double)year.Prices.GetValueOrDefault(analysis.Sku));
}
