using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class CalibrationTests
{
    [Fact]
    public void A_score_says_by_how_many_deviations_the_forecast_was_too_low() =>
        Assert.Equal(1.5, Calibration.Score(actualUnits: 26, forecastUnits: 20, sigmaUnits: 4));

    [Theory]
    [InlineData(19, 0.95)]
    [InlineData(200, 0.95)]
    [InlineData(199, 0.90)]
    [InlineData(57, 0.5)]
    public void The_quantile_is_the_least_score_that_leaves_room_for_the_next_one(int count, double target)
    {
        var random = new Random(count);
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 8 - 3)];

        var least = scores.Where(
            score => scores.Count(other => other <= score) >= target * (count + 1) - 1e-9).Min();

        Assert.Equal(least, Calibration.ConformalQuantile(scores, target));
    }

    [Fact]
    public void Eighteen_scores_cannot_tell_95_percent() =>
        Assert.Equal(double.PositiveInfinity, Calibration.ConformalQuantile(new double[18], 0.95));

    [Fact]
    public void The_next_score_is_covered_as_often_as_was_asked_whatever_its_distribution()
    {
        var random = new Random(5);
        const int tries = 4000;

        var covered = Enumerable.Range(0, tries).Count(_ =>
        {
            double[] scores = [.. Enumerable.Range(0, 60).Select(_ => Wild())];
            return Wild() <= Calibration.ConformalQuantile(scores, 0.9);
        });

        Assert.InRange((double)covered / tries, 0.885, 0.92);

        double Wild() => Math.Pow(random.NextDouble(), -1.5);
    }

    [Fact]
    public void A_factor_lies_between_the_textbooks_and_six()
    {
        Assert.Equal(1.644854, Calibration.CycleServiceFactor(Pool(_ => 0), 0.95).K, 1e-6);
        Assert.Equal(6, Calibration.CycleServiceFactor(Pool(_ => 50), 0.95).K);
        Assert.Equal(2.8, Calibration.CycleServiceFactor(Pool(_ => 2.8), 0.95).K, 1e-9);
    }

    [Fact]
    public void With_too_few_scores_the_textbook_holds()
    {
        var pool = Calibration.Pool(Scores(199, _ => 3), DemandClass.Smooth, AbcClass.A, today: 100);

        Assert.Equal("too few scores: 199 of 200", pool.Name);
        Assert.False(Calibration.CycleServiceFactor(pool, 0.95).Calibrated);
        Assert.Equal(1.644854, Calibration.CycleServiceFactor(pool, 0.95).K, 1e-6);
        Assert.Equal(1.2, Calibration.FillRateFactor(pool, 0.95, textbook: 1.2).K);
        Assert.Equal(0, Calibration.FillRateFactor(pool, 0.95, textbook: -0.4).K);
    }

    [Theory]
    [InlineData(200, 0, 0, "lumpy items of class A")]
    [InlineData(199, 1, 0, "lumpy items")]
    [InlineData(199, 0, 1, "all items")]
    [InlineData(199, 0, 0, "too few scores: 199 of 200")]
    public void A_pool_is_as_narrow_as_its_scores_allow(int own, int otherAbc, int otherClass, string name)
    {
        List<CalibrationScore> scores =
        [
            .. Enumerable.Repeat(new CalibrationScore(DemandClass.Lumpy, AbcClass.A, 80, 92, 10, 2, 11), own),
            .. Enumerable.Repeat(new CalibrationScore(DemandClass.Lumpy, AbcClass.B, 80, 92, 10, 2, 11), otherAbc),
            .. Enumerable.Repeat(new CalibrationScore(DemandClass.Smooth, AbcClass.A, 80, 92, 10, 2, 11), otherClass),
        ];

        var pool = Calibration.Pool(scores, DemandClass.Lumpy, AbcClass.A, today: 100);

        Assert.Equal(name, pool.Name);
    }

    [Theory]
    [InlineData(16, 28, 1)]
    [InlineData(15, 27, 0)]
    [InlineData(88, 100, 1)]
    [InlineData(89, 101, 0)]
    public void Only_what_was_known_by_today_and_is_not_too_old_counts(int origin, int knownOn, int counted) =>
        Assert.Equal(counted, Calibration.Pool(
            [new CalibrationScore(DemandClass.Smooth, AbcClass.A, origin, knownOn, 10, 2, 11)],
            DemandClass.Smooth, AbcClass.A, today: 100).Scores.Count);

    [Fact]
    public void The_factor_of_a_fill_rate_is_the_least_that_leaves_no_more_short_than_allowed()
    {
        var random = new Random(3);
        var pool = Pool(_ => random.NextDouble() * 5 - 1.5);
        var actual = pool.Scores.Sum(score => score.ActualUnits);

        var factor = Calibration.FillRateFactor(pool, 0.95, textbook: 0).K;

        var onGrid = Enumerable.Range(0, 60_001).Select(step => step / 10_000d).First(k => pool.Scores.Sum(
            score => Math.Max(0, score.ActualUnits - score.ForecastUnits - k * score.SigmaUnits)) <= 0.05 * actual);
        Assert.InRange(onGrid - factor, 0, 0.0001);
        Assert.Equal(0, Calibration.FillRateFactor(Pool(_ => -1), 0.95, textbook: 2).K);
        Assert.Equal(6, Calibration.FillRateFactor(Pool(_ => 1000), 0.95, textbook: 2).K);
    }

    [Fact]
    public void What_was_reached_is_judged_by_the_factors_of_their_time()
    {
        // Twice as wild as their sigma says, from day 0 to 240; 40 items, an origin a week.
        var random = new Random(17);
        List<CalibrationScore> scores =
        [
            .. Enumerable.Range(0, 40).SelectMany(origin => Enumerable.Range(0, 40).Select(_ => new CalibrationScore(
                DemandClass.Smooth, AbcClass.A, origin * 6, origin * 6 + 12, 100, 10, 100 + 20 * Bell()))),
        ];

        var textbook = ServiceReplay.Of(scores, DemandClass.Smooth, AbcClass.A, 240, _ => SafetyFactor.Of(0.95));
        var calibrated = ServiceReplay.Of(
            scores, DemandClass.Smooth, AbcClass.A, 240, pool => Calibration.CycleServiceFactor(pool, 0.95).K);

        Assert.InRange(textbook.Cycles!.Value, 0.70, 0.85);
        Assert.InRange(calibrated.Cycles!.Value, 0.92, 0.98);
        Assert.InRange(calibrated.Units!.Value, 0.99, 1);
        Assert.Equal((13, 13 * 40), (calibrated.Weeks, calibrated.Scores));

        // 13 origins, 6 days from one to the next: in a shop that is open every day they are 78 days of 7 a week.
        Assert.Equal(11, ServiceReplay.Of(
            scores, DemandClass.Smooth, AbcClass.A, 240, _ => SafetyFactor.Of(0.95), daysPerWeek: 7).Weeks);

        double Bell() => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
    }

    [Fact]
    public void Cycles_without_demand_do_not_flatter_an_intermittent_item()
    {
        CalibrationScore[] scores =
        [
            new(DemandClass.Lumpy, AbcClass.C, 80, 92, 1, 1, 0), new(DemandClass.Lumpy, AbcClass.C, 86, 98, 1, 1, 0),
            new(DemandClass.Lumpy, AbcClass.C, 86, 98, 1, 1, 2), new(DemandClass.Lumpy, AbcClass.C, 80, 92, 1, 1, 8),
        ];

        var reached = ServiceReplay.Of(scores, DemandClass.Lumpy, AbcClass.C, 100, _ => 2);

        Assert.Equal(new ReplayedService(0.75, 0.5, 0.5, 2, 4), reached);
    }

    [Fact]
    public void A_target_is_shown_beside_what_was_reached()
    {
        var factor = new CalibratedFactor(2.8, 1.6449, 0.95, ServiceKind.Cycles, true, 900, "smooth items");
        var replayed = new ReplayedService(0.941, 0.93, 0.987, 12, 900);

        Assert.Equal(
            "target 95 %, reached 94 % in 12 weeks, k 2.8 (textbook 1.64)", Calibration.Explain(factor, replayed));
        Assert.Equal(
            "target 95 %, reached 99 % in 12 weeks, k 2.8 (textbook 1.64)",
            Calibration.Explain(factor with { Counts = ServiceKind.Units }, replayed));
        Assert.Equal(
            "target 95 %, reached not known yet, k 2.8 (textbook 1.64)",
            Calibration.Explain(factor, new ReplayedService(null, null, null, 0, 0)));
    }

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "Sigma is above 0, not 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Score(1, 1, 0)).Message);
        Assert.Throws<ArgumentException>(() => Calibration.ConformalQuantile([], 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.ConformalQuantile([1], 1));
        Assert.Throws<ArgumentException>(() => Calibration.FillRateFactor([], 0.9));
    }

    private static CalibrationPool Pool(Func<int, double> score) =>
        Calibration.Pool(Scores(500, score), DemandClass.Smooth, AbcClass.A, today: 100);

    /// <summary>Of items that ask 40 on average with a deviation of 10, nothing at the least.</summary>
    private static List<CalibrationScore> Scores(int count, Func<int, double> score) =>
    [
        .. Enumerable.Range(0, count).Select(item => new CalibrationScore(
            DemandClass.Smooth, AbcClass.A, 80, 92, 40, 10, Math.Max(0, 40 + 10 * score(item)))),
    ];
}
