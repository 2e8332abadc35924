using Backorders.Server.Replay.Sales;

namespace Backorders.Server.Replay.Planning;

/// <summary><c>replay --plan</c>: what the nightly plan would have done for a real shop.</summary>
internal static class PlanReplayCommand
{
    public const string Explanation = """

        With --plan the shop's buying is played instead, day by day in memory, on the product's own ledger and its own
        plan, without a server. Three shops see the same customers, the same opening stock and the same suppliers:
          when lines wait   it orders what waits and is not under way, and half of it again.
          by rule of thumb  at three weeks of the last month's sales it orders five weeks more.
          with the plan     it orders what the plan proposes each evening (95 % of cycles; analysed anew every 6
                            trading days, on what was known on that evening). A line that the plan calls bulk
                            and that would leave the shelf below its reorder point is promised: bought for by
                            itself, and served apart from the shelf.
        Made up: the supplier of each product, and an opening stock of 60 to 140 % of what its first 26 trading days
        asked. What is bought of a product on an evening is one shipment; it is due after 12 trading days (two weeks)
        and slips, comes early, short, in parts or never, by the seed. The first 96 trading days are played but
        not measured, for the plan learns from them. Books of fewer than 192 trading days, such as the carried slice,
        have 3 instead of 12, 17 instead of 26, and 14 instead of 96: too few to judge a plan by.
        """;

    /// <returns>0, 1 for violations or unreadable data, 130 when it was stopped.</returns>
    public static async Task<int> Run(FileInfo? data, int seed, FileInfo? json, CancellationToken cancellationToken)
    {
        try
        {
            var summary = Play(data, seed, cancellationToken);
            PlanReplayScreen.Show(summary);
            await ReplayCommand.Write(summary, json, cancellationToken);
            return summary.Violations.Count == 0 ? 0 : 1;
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync($"The data cannot be played: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return 130;
        }
    }

    private static PlanReplaySummary Play(FileInfo? data, int seed, CancellationToken cancellationToken)
    {
        using var reader = SampleFiles.OpenInvoices(data);
        var year = ShopYear.Of(SampleFiles.StreamInvoiceLines(reader), PlanReplayScreen.Read);
        if (year.Days.Count == 0)
        {
            throw new InvalidDataException("there is no line of a product in it");
        }

        var follow = PlanReplayScreen.Follow();
        return PlanReplay.Play(year, PlanScale.For(year.Days.Count), seed, (shop, day) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            follow(shop, day);
        });
    }
}
