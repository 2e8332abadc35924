using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>Where a shop's run stands, and which list is shown: <c>run</c>.</summary>
/// <param name="Date">The day of the plan.</param>
/// <param name="Page">The next page of the phase, from 0.</param>
/// <param name="At">The last step, by the machine's clock: who finds it old goes on.</param>
internal sealed record PlanRunDocument(int Schema, DateOnly Date, PlanPhase Phase, int Page, DateTimeOffset At)
    : StoredDocument(Schema)
{
    /// <summary>The last SKU that the first half has done.</summary>
    public string? After { get; init; }

    /// <summary>Pages of the first half, once it is over.</summary>
    public int Pages { get; init; }

    public int Skus { get; init; }

    /// <summary>The shop has more SKUs than a plan takes.</summary>
    public bool IsCut { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    /// <summary>What is shown until this run is through; null: there was none before.</summary>
    public StoredRiskList? Shown { get; init; }
}

internal enum PlanPhase
{
    /// <summary>The suppliers' deliveries.</summary>
    Learn,

    /// <summary>Each SKU's own past.</summary>
    Analyse,

    /// <summary>Each SKU against all others.</summary>
    Plan,

    /// <summary>The lists of the shop.</summary>
    Publish,

    Done,
}

/// <param name="List">Which of the two.</param>
/// <param name="Pages">At risk; the planned pages are beside it.</param>
/// <param name="IsFirst">There was no plan of an earlier day.</param>
internal sealed record StoredRiskList(
    DateOnly Date, int List, int Pages, int AtRisk, int Skus, bool ByMoney, int PlannedPages, bool IsFirst,
    DateTimeOffset DoneAt);

/// <summary>What the first half of a run found of a page of SKUs: scratch, of one night.</summary>
internal sealed record AnalysedPageDocument(
    int Schema, DateOnly Date, IReadOnlyList<StoredAnalysis> Skus, IReadOnlyList<ShopDay> Days)
    : StoredDocument(Schema)
{
    /// <summary>Null: the release before wrote the page.</summary>
    public IReadOnlyList<WaitingUnits>? Waiting { get; init; }
}

/// <param name="Scores">Class, origin, day known, forecast, sigma, actual by turns.</param>
/// <param name="OriginUnits">Null: the release before wrote the page, and what the SKU was then is not known.</param>
internal sealed record StoredAnalysis(
    SkuAnalysis Analysis, IReadOnlyList<double> Scores, double? Price, StockOutCase? RanOut,
    IReadOnlyList<double>? OriginUnits)
{
    private const int Members = 6;

    public static StoredAnalysis Of(SkuAnalysis analysis, double? price, StockOutCase? ranOut) => new(
        analysis with { Scores = [], OriginUnits = [] },
        [.. analysis.Scores.SelectMany(score => new[]
        {
            (double)score.Class, score.Origin, score.KnownOn, score.ForecastUnits, score.SigmaUnits, score.ActualUnits,
        })],
        price, ranOut, analysis.OriginUnits);

    /// <summary>Its scores have no ABC class of their own yet: <see cref="OriginClasses.Put"/>.</summary>
    public SkuAnalysis ToAnalysis() => Analysis with
    {
        OriginUnits = OriginUnits ?? [],
        Scores = [.. Scores.Chunk(Members).Select(score => new CalibrationScore(
            (DemandClass)score[0], AbcClass.C, (int)score[1], (int)score[2], score[3], score[4], score[5]))],
    };
}

/// <summary>All SKUs of a page as they were planned, for reports: as they are answered.</summary>
internal sealed record PlannedPageDocument(int Schema, DateOnly Date, IReadOnlyList<PlannedRow> Rows)
    : StoredDocument(Schema);

/// <summary>A page of the SKUs at risk, the most valuable first: as they are answered.</summary>
internal sealed record RiskPageDocument(int Schema, DateOnly Date, IReadOnlyList<PlannedRow> Rows)
    : StoredDocument(Schema);

internal sealed record ShopMonthDocument(int Schema, IReadOnlyList<ShopDay> Days) : StoredDocument(Schema);

/// <summary>What customers of the shop wait for on the day of the plan: <c>waiting</c>.</summary>
internal sealed record WaitingDocument(int Schema, DateOnly Date, IReadOnlyList<WaitingUnits> Waiting)
    : StoredDocument(Schema);

/// <summary>
/// What a night says of a SKU, as it is answered: <c>plan</c> beside the head. Nobody but the answer reads it, and each
/// night writes it anew.
/// </summary>
/// <param name="Before">The class in the plan of an earlier day; null: there was none.</param>
/// <param name="SafetyStockBefore">Of the plan of an earlier day.</param>
internal sealed record SkuPlanDocument(
    int Schema, DateOnly Date, AbcClass? Before, double SafetyStockBefore, SkuPlanView View) : StoredDocument(Schema);

/// <summary>The shapes of the plan; words, not numbers, for whatever is an enum.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanRunDocument))]
[JsonSerializable(typeof(AnalysedPageDocument))]
[JsonSerializable(typeof(PlannedPageDocument))]
[JsonSerializable(typeof(RiskPageDocument))]
[JsonSerializable(typeof(ShopMonthDocument))]
[JsonSerializable(typeof(WaitingDocument))]
[JsonSerializable(typeof(SkuPlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
