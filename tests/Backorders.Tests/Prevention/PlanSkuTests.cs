using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class PlanSkuTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly PlannedLeadTime ElevenDays = new(11, 0, 2, "stated by the supplier");

    [Fact]
    public void A_reorder_point_says_how_it_comes_about()
    {
        var plan = Plan(Steady(12.5, 60), AnyStock);

        Assert.Equal(150, plan.LeadTimeDemand, 1e-9);
        Assert.Equal("150 = 12.5 a day × 12 days (150) + safety 0", plan.ReorderPoint.Explanation);
        Assert.Equal("smooth", plan.Analysis.Demand.Pattern.Class.ToString().ToLowerInvariant());
    }

    [Fact]
    public void Too_short_a_history_says_so_and_whose_rate_stands_in()
    {
        var plan = Plan(Steady(12.5, 9), AnyStock with { SimilarPerDay = 3 });
        var alone = Plan(Steady(12.5, 9), AnyStock);

        Assert.StartsWith("not enough history: 9 of 14 days; 3 a day as similar items", plan.DemandExplanation);
        Assert.Equal(36, plan.LeadTimeDemand, 1e-9);
        Assert.StartsWith("not enough history: 9 of 14 days; no rate of similar items", alone.DemandExplanation);
        Assert.Equal((0, OrderAdvice.Wait), (alone.ReorderPoint.Units, alone.Order.Advice));
    }

    [Theory]
    [InlineData(151, 0)]
    [InlineData(150, 375)]
    [InlineData(100, 425)]
    public void Without_a_price_it_orders_at_the_reorder_point_for_thirty_days(long onHand, long ordered)
    {
        var order = Plan(Steady(12.5, 60), AnyStock with { OnHand = onHand }).Order;

        Assert.Equal(ordered, order.Units);
        Assert.Equal(
            ordered > 0, order.Reason.EndsWith("No supplier has an offer: enter one", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_on_its_way_in_any_form_is_not_ordered_again()
    {
        var short50 = AnyStock with { OnHand = 100 };

        var announced = Plan(Steady(12.5, 60), short50 with { Inbound = [new("S1", Today.AddDays(5), 51)] });
        var ordered = Plan(Steady(12.5, 60), short50 with { Ordered = 51 });

        Assert.Equal((0, 151), (announced.Order.Units, announced.Position));
        Assert.Equal((0, 151), (ordered.Order.Units, ordered.Position));
        Assert.True(ordered.Urgent, "What nobody has announced does not come in time for certain.");
    }

    [Fact]
    public void Who_waits_is_ordered_for_and_belongs_on_the_list()
    {
        var plan = Plan(Steady(0, 60), AnyStock with { Waiting = 7, Offers = [Offer("slow", price: 2, minimum: 1)] });

        Assert.Equal((7, "slow"), (plan.Order.Units, plan.Order.Supplier));
        Assert.Equal((true, 7, 14), (plan.AtRisk, plan.UnitsAtRisk, plan.ValueAtRisk));
    }

    [Fact]
    public void Who_offers_in_another_currency_is_named_with_what_is_ordered_and_not_compared()
    {
        var stock = AnyStock with
        {
            Waiting = 7,
            Offers = [Offer("slow", price: 2, minimum: 1)],
            NotCompared = "globex (USD)",
        };

        Assert.EndsWith(". Not compared: globex (USD)", Plan(Steady(0, 60), stock).Order.Reason);
    }

    [Fact]
    public void A_minimum_of_fourteen_months_is_asked_about_and_not_ordered_blindly()
    {
        var plan = Plan(Steady(1, 60), AnyStock with { Offers = [Offer("big", price: 1, minimum: 426)] });

        Assert.Equal(OrderAdvice.AskAPerson, plan.Order.Advice);
        Assert.Contains("minimum 426 = 14 months", plan.Order.Reason);
    }

    [Fact]
    public void An_item_that_nobody_asks_for_and_nobody_waits_for_is_left_alone()
    {
        var plan = Plan(Steady(0, 60), AnyStock with { OnHand = 30 });

        Assert.Equal((false, 0, 30), (plan.AtRisk, plan.Order.Units, plan.Surplus.Units));
        Assert.Null(plan.CoverDays);
    }

    [Fact]
    public void A_spike_of_this_week_is_told_and_one_of_last_month_is_not()
    {
        double[] units = [.. Enumerable.Range(0, 60).Select(day => day == 20 ? 90.0 : 4 + (day % 3))];
        double[] recent = [.. units.Take(57), 90, 5, 4];

        Assert.Null(Plan(units, AnyStock).SpikeAlert);
        Assert.StartsWith("2026-11-17 asked for more than", Plan(recent, AnyStock).SpikeAlert);
    }

    [Fact]
    public void A_score_is_what_a_forecaster_of_that_day_would_have_been_wrong_by()
    {
        var random = new Random(8);
        double[] units = [.. Enumerable.Range(0, 120).Select(_ => (double)random.Next(0, 9))];

        var scores = OriginScores.Of(units, ElevenDays, lastDay: 1199, PlanSettings.Default);

        // Day i has the number 1080 + i; the last origin of which 12 days are known is 1186: not 1187, a sixth.
        int[] origins = [.. Enumerable.Range(0, 14).Select(week => 1104 + (6 * week))];
        Assert.Equal(origins, scores.Select(score => score.Origin));
        var one = scores.Single(score => score.Origin == 1152);
        var known = units[..73];
        var level = known[..14].Average();
        foreach (var asked in known)
        {
            level = (0.05 * asked) + (0.95 * level);
        }

        Assert.Equal(12 * level, one.ForecastUnits, 1e-9);
        Assert.Equal(units[73..85].Sum(), one.ActualUnits);
        Assert.Equal(1164, one.KnownOn);
        var mean = known.Average();
        var daily = known.Sum(asked => (asked - mean) * (asked - mean)) / 72;
        double[] sums = [.. Enumerable.Range(0, 62).Select(from => known[from..(from + 12)].Sum())];
        var ofSums = sums.Sum(sum => (sum - sums.Average()) * (sum - sums.Average())) / 61 / 12;
        Assert.Equal(Math.Sqrt(12 * Math.Max(daily, ofSums)), one.SigmaUnits, 1e-9);
    }

    [Fact]
    public void No_score_is_made_of_what_nobody_could_see()
    {
        double[] units = [.. Enumerable.Range(0, 120).Select(day => day == 90 ? double.NaN : day % 5)];

        var scores = OriginScores.Of(units, ElevenDays, lastDay: 119, PlanSettings.Default);

        Assert.DoesNotContain(scores, score => score.Origin < 90 && score.KnownOn >= 90);
        Assert.Contains(scores, score => score.Origin >= 90);
    }

    [Fact]
    public void Items_wilder_than_their_textbook_get_a_larger_factor_from_the_shop_and_reach_the_target()
    {
        var settings = PlanSettings.Default with { Counts = ServiceKind.Cycles };
        var random = new Random(23);
        List<SkuAnalysis> shop =
        [
            .. Enumerable.Range(0, 60).Select(item => AnalyseSku.Of(
                $"P{item}", Past([.. Enumerable.Range(0, 300).Select(_ => Wild(random))]), ElevenDays, 6000, settings)),
        ];
        ShopCalibration calibration = new([.. shop.SelectMany(item => item.Scores)], 6000, settings);

        var plans = shop.Select(item =>
            PlanSku.Of(item, AnyStock, calibration, Today, settings with { TargetC = 0.95 })).ToList();

        Assert.All(plans, plan => Assert.True(plan.Service.Factor.Calibrated));
        Assert.All(plans, plan => Assert.True(plan.Service.Factor.K > plan.Service.Factor.Textbook - 1e-9));
        Assert.InRange(plans[0].Service.Reached.Cycles!.Value, 0.88, 0.98);
        Assert.Equal(12, plans[0].Service.Reached.Weeks, 2.0);
    }

    [Fact]
    public void The_same_figures_give_the_same_plan()
    {
        double[] units = [.. Enumerable.Range(0, 200).Select(day => (double)(day * 7919 % 11))];

        var (one, other) = (Plan(units, AnyStock), Plan(units, AnyStock));

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one), System.Text.Json.JsonSerializer.Serialize(other));
    }

    private static SkuFigures AnyStock => new(AbcClass.C, AbcClass.C, null, 0, 0, 0, [], 0, [], null);

    /// <summary>A day in eight asks for much.</summary>
    private static double Wild(Random random) => random.Next(8) == 0 ? random.Next(20, 60) : random.Next(0, 4);

    private static double[] Steady(double perDay, int days) => [.. Enumerable.Repeat(perDay, days)];

    private static SupplierOffer Offer(string name, double price, long minimum) => new(name, price, 0, 9, 1, minimum);

    private static SkuPlan Plan(double[] units, SkuFigures figures)
    {
        var analysis = AnalyseSku.Of("P1", Past(units), ElevenDays, Today.DayNumber - 1, PlanSettings.Default);
        return PlanSku.Of(
            analysis, figures, new(analysis.Scores, Today.DayNumber - 1, PlanSettings.Default), Today,
            PlanSettings.Default);
    }

    private static SkuPast Past(double[] units) => new(
        [.. Enumerable.Range(0, units.Length).Select(day => Today.AddDays(day - units.Length))], units,
        new double[units.Length], new int[units.Length]);
}
