using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Backorders.Tests.EndToEnd;

/// <summary>An order that somebody asked for, and when, by the book's own count of moments.</summary>
/// <param name="First">The order as the first answer showed it.</param>
internal sealed record BookedOrder(OrderSpec Spec, long Asked, long Answered, JsonNode First)
{
    public bool Waited => First.At("lines")!.AsArray().Any(line => line.Number("backordered") > 0);
}

/// <summary>What many callers were told, kept outside the server: the ground for the reckoning at the end.</summary>
/// <param name="name">Keeps the SKUs, orders and shipments of this load apart from all others.</param>
internal sealed class CallBook(string name)
{
    private readonly ConcurrentDictionary<string, long> countedIn = new();
    private readonly ConcurrentDictionary<(string Shipment, string Sku), (long Arrived, long Booked)> goods = new();
    private long moment;

    public string Name { get; } = name;

    public IReadOnlyList<string> Skus => [.. countedIn.Keys.Order(StringComparer.Ordinal)];

    public ConcurrentDictionary<string, BookedOrder> Orders { get; } = new();

    /// <summary>The numbers of orders of which something was cancelled.</summary>
    public ConcurrentDictionary<string, bool> Cancelled { get; } = new();

    /// <summary>A number greater than all before.</summary>
    public long NextMoment() => Interlocked.Increment(ref moment);

    /// <param name="units">May be negative: units that were written off.</param>
    public void Count(string sku, long units) => countedIn.AddOrUpdate(sku, units, (_, sum) => sum + units);

    public void Arrive(string shipment, string sku, long total) => goods.AddOrUpdate(
        (shipment, sku), (total, 0), (_, known) => known with { Arrived = Math.Max(known.Arrived, total) });

    public void Receive(string shipment, string sku, long units) => goods.AddOrUpdate(
        (shipment, sku), (0, units), (_, known) => known with { Booked = known.Booked + units });

    /// <summary>All units that ever came less those written off; of a shipment the larger of the two counts.</summary>
    public long CountedIn(string sku) => countedIn[sku] + goods
        .Where(entry => string.Equals(entry.Key.Sku, sku, StringComparison.Ordinal))
        .Sum(entry => Math.Max(entry.Value.Arrived, entry.Value.Booked));

    public BookedOrder? AnyOrder(Random random) =>
        Orders.Values.Skip(Orders.IsEmpty ? 0 : random.Next(Orders.Count)).FirstOrDefault();
}
