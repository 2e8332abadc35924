using System.Diagnostics;

namespace Backorders.Prevention;

/// <summary>What a plan goes by where nobody says otherwise. Money is in the currency of the supplier's item.</summary>
public sealed record PlanSettings
{
    public static readonly PlanSettings Default = new();

    /// <summary>What the targets are shares of: units served at once, as people mean it, or cycles.</summary>
    public ServiceKind Counts { get; init; } = ServiceKind.Units;

    public double TargetA { get; init; } = 0.95;

    public double TargetB { get; init; } = 0.92;

    public double TargetC { get; init; } = 0.90;

    /// <summary>R: days from one look to the next; the plan is made each night.</summary>
    public double ReviewDays { get; init; } = 1;

    /// <summary>Open days in a week: the buckets that tell how regular demand is.</summary>
    public int DaysPerWeek { get; init; } = 7;

    /// <summary>K: money for an order, whatever its size.</summary>
    public double OrderCost { get; init; } = 20;

    /// <summary>i: share of its price that keeping a unit costs a year.</summary>
    public double CarryingRatePerYear { get; init; } = 0.25;

    /// <summary>What is ordered at a time where no price is known to reckon an economic quantity with.</summary>
    public double DaysWithoutPrice { get; init; } = 30;

    /// <summary>
    /// How far back forecasts are made again for scores, open days. Who keeps the scores of before needs a week alone.
    /// </summary>
    public int ScoreDays { get; init; } = OriginScores.LookBackDays;

    public double Target(AbcClass abc) => abc switch
    {
        AbcClass.A => TargetA,
        AbcClass.B => TargetB,
        AbcClass.C => TargetC,
        _ => throw new UnreachableException(),
    };
}
