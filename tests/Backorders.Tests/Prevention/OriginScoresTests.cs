using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class OriginScoresTests
{
    [Fact]
    public void Scores_that_are_kept_week_by_week_are_those_that_are_made_again_at_once()
    {
        const int days = 120;
        var dice = new Random(8);
        double[] units = [.. Enumerable.Range(0, days + 1).Select(_ => (double)Math.Max(0, dice.Next(-5, 12)))];
        var lead = new PlannedLeadTime(12, 1, 0, "stated");
        var aWeek = PlanSettings.Default with { ScoreDays = Calibration.OriginEveryDays - 1 };

        var kept = Enumerable.Range(0, days + 1).Where(day => day % Calibration.OriginEveryDays == 0)
            .SelectMany(day => OriginScores.Of(units[..(day + 1)], lead, day, aWeek)).ToList();

        Assert.Equal(OriginScores.Of(units, lead, days, PlanSettings.Default), kept);
        Assert.Equal(14, kept.Count); // origins 24, 30 ... 102: 24 days are known, and 13 are over
    }
}
