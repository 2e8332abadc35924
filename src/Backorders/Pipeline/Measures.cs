using System.Diagnostics.Metrics;

namespace Backorders.Pipeline;

using Tag = KeyValuePair<string, object?>;

/// <summary>
/// All that is measured, on the meter <c>Backorders</c>: names, units and meanings. No value and no tag names a shop,
/// an order or a customer, so their number does not grow with the business. While nobody listens nothing is counted.
/// </summary>
public static class Measures
{
    public const string MeterName = "Backorders";

    /// <summary>The one meter; an adapter's own instruments hang on it too.</summary>
    public static readonly Meter Meter = new(MeterName);

    /// <summary>
    /// Round trips to the store; each adapter counts its own. Tag <c>operation</c>: read, query, commit, and what else
    /// an adapter needs for them.
    /// </summary>
    public static readonly Counter<long> StoreCalls = Meter.CreateCounter<long>(
        "backorders.store.calls", "{call}", "Reads, queries and commits that were asked of the store.");

    /// <summary>What a store that bills by request units says that its calls cost; tags as with the calls.</summary>
    public static readonly Counter<double> RequestUnits = Meter.CreateCounter<double>(
        "backorders.store.request_units", "{RU}", "Request units that the store says its calls took.");

    public static readonly Tag Read = new("operation", "read");
    public static readonly Tag Query = new("operation", "query");
    public static readonly Tag Commit = new("operation", "commit");

    internal static readonly Counter<long> Orders = Meter.CreateCounter<long>(
        "backorders.orders", "{order}",
        "Orders by outcome: taken, repeated, or refused as conflict, unknown-sku or pool-full.");

    private static readonly Counter<long> Lines = Meter.CreateCounter<long>(
        "backorders.lines", "{line}", "Order lines that got their place: allocated, backordered or rejected.");

    internal static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "backorders.pool.batch_size", "{change}", "Changes of a pool that one commit wrote together.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });

    internal static readonly Counter<long> LostRaces = Meter.CreateCounter<long>(
        "backorders.lost_races", "{race}",
        "Commits that were decided again because another was faster; container: pools or orders.");

    internal static readonly Histogram<double> QueueAge = Meter.CreateHistogram(
        "backorders.queue.age", "s",
        "How long a message waited from when it could be received until it was worked; its earlier tries count.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60, 300, 900, 3600],
        });

    internal static readonly Counter<long> Mails = Meter.CreateCounter<long>(
        "backorders.mails", "{mail}",
        "Tries to send a mail by outcome: sent, not_sent (it is tried again), unclear (looked up first), refused.");

    internal static readonly Counter<long> Poison = Meter.CreateCounter<long>(
        "backorders.poison", "{message}", "Messages that their queue gave up on, kept for a person.");

    internal static readonly Gauge<long> NoticesWaiting = Meter.CreateGauge<long>(
        "backorders.notices.waiting", "{notice}", "Notices that wait for their mail to be sent, at the last sweep.");

    internal static readonly Gauge<long> PoisonWaiting = Meter.CreateGauge<long>(
        "backorders.poison.waiting", "{message}",
        "Kept messages that nobody dealt with, at the last sweep; one that names no shop counts for each.");

    internal static readonly Gauge<double> OldestNotice = Meter.CreateGauge<double>(
        "backorders.notices.oldest_waiting_seconds", "s",
        "Age of the oldest notice that waits for its mail, at the last sweep; 0: none waits.");

    internal static readonly Gauge<long> PoolsWithWork = Meter.CreateGauge<long>(
        "backorders.pools.with_work", "{pool}",
        "Pools with something to tell or a date that has passed, at the last sweep.");

    internal static void LinesPlaced(string outcome, int count)
    {
        if (count > 0)
        {
            Lines.Add(count, Outcome(outcome));
        }
    }

    internal static Tag Outcome(string outcome) => new("outcome", outcome);

    internal static Tag Queue(string queue) => new("queue", queue);

    internal static Tag Container(Ports.Container container) => new(
        "container", container == Ports.Container.Pools ? "pools" : "orders");
}
