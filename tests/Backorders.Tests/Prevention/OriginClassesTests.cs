using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class OriginClassesTests
{
    /// <summary>The number of a day that is an origin, and long after the first.</summary>
    private const int Origin = 6_000;

    private const long Many = 100_000_000;

    private static readonly DateOnly First = DateOnly.FromDayNumber(739_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_value_at_an_origin_is_that_of_the_plan_of_its_evening(int daysLater)
    {
        const int days = 300;
        var dice = new Random(3);
        var past = Past([.. Enumerable.Range(0, days + daysLater).Select(_ => (double)dice.Next(9))]);

        var values = OriginClasses.Units(past, Origin + daysLater);

        // 168 days back: 28 weeks of six days, and the one that begins them as long as it is in.
        Assert.Equal(daysLater == 0 ? 29 : 28, values.Count);
        for (var ago = 0; ago < values.Count; ago++)
        {
            var then = Past([.. past.Units.Take(days - (ago * Calibration.OriginEveryDays))]);
            var plan = AnalyseSku.Of("A", then, PlannedLeadTime.Assumed, 0, PlanSettings.Default);
            Assert.Equal(plan.Sums.ValueUnits, values[ago]);
        }
    }

    [Fact]
    public void A_SKU_without_a_past_then_has_no_value_then()
    {
        Assert.Equal([12, 5], OriginClasses.Units(Past([5, 1, 1, 1, 1, 1, 2]), Origin));
        Assert.Empty(OriginClasses.Units(Past([]), Origin));
        Assert.Empty(OriginClasses.Units(Past([5, 5]), Origin + 4));
    }

    [Fact]
    public void A_score_has_the_class_of_its_day_and_not_what_became_of_it()
    {
        // Shares of 80, 15 and 5 %; a week later C sells nine times what the others do together.
        var classes = OriginClasses.Of([("A", [80, 80], 1), ("B", [15, 15], 1), ("C", [905, 5], 1)], Origin + 2);

        IEnumerable<AbcClass> Of(string sku) => OriginClasses
            .Put(sku, [Score(Origin), Score(Origin - 6), Score(Origin - 12)], classes).Select(score => score.AbcClass);
        Assert.Equal([AbcClass.B, AbcClass.A, AbcClass.C], Of("A"));
        Assert.Equal([AbcClass.C, AbcClass.B, AbcClass.C], Of("B"));
        Assert.Equal([AbcClass.A, AbcClass.C, AbcClass.C], Of("C"));
    }

    [Fact]
    public void A_page_of_SKUs_with_a_year_and_its_scores_is_one_document()
    {
        const int days = 396;
        var dice = new Random(5);
        var skus = Enumerable.Range(0, PlanReplenishment.PageSkus).Select(sku => StoredAnalysis.Of(
            AnalyseSku.Of(
                new('S', 64), Past([.. Enumerable.Range(0, days).Select(_ => (double)dice.Next(900_000))]),
                new(11.3, 1.7, 4, "9 days as acme says, and 2 more as usual"), Origin, PlanSettings.Default),
            1.0 / 3, null)).ToList();
        var shopDays = Enumerable.Range(0, days).Select(day => new ShopDay(
            First.AddDays(day), Many, Many, Many, Many, Many, Many, Many, 100, 100, Many, Many, Many));

        var body = DocumentJson.Write(
            new(DocumentJson.Schema, First, skus, [.. shopDays]), PlanJson.Default.AnalysedPageDocument);

        Assert.All(skus, sku => Assert.Equal(
            (29, 29, 29), (sku.OriginUnits!.Count, sku.Scores.Count / 6, sku.ToAnalysis().Scores.Count)));
        Assert.InRange(body.Length, 1, StoreLimits.BatchBytes / 2);
        Assert.Equal(skus[7].ToAnalysis().OriginUnits, DocumentJson.Read(
            body, PlanJson.Default.AnalysedPageDocument).Skus[7].ToAnalysis().OriginUnits);
    }

    private static CalibrationScore Score(int origin) =>
        new(DemandClass.Smooth, AbcClass.C, origin, origin + 10, 1, 1, 1);

    private static SkuPast Past(IReadOnlyList<double> units) => new(
        [.. units.Select((_, day) => First.AddDays(day))], units, [.. units.Select(_ => 0d)],
        [.. units.Select(_ => 1)]);
}
