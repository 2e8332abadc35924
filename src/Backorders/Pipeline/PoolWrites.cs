using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>How a pool's documents are written, and what they can be found by.</summary>
internal static class PoolWrites
{
    /// <summary>When a sweep must look at once.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    public static Write Head(ShopId shop, Pool pool, string? etag)
    {
        var body = DocumentJson.Write(PoolDocument.Of(pool), DocumentJson.Default.PoolDocument);
        var terms = new Terms(
            shop, pool.Sku.Value, pool.AllocatedTo < pool.DemandEnd ? Keys.Waiting : Keys.Idle, Due: Due(pool));
        return etag is null
            ? new Write.Create(Keys.Head, body, terms)
            : new Write.Replace(Keys.Head, body, terms, etag);
    }

    public static Write Line(Line line, string? etag)
    {
        var id = Keys.Line(line.Order, line.Number);
        var body = DocumentJson.Write(LineDocument.Of(line), DocumentJson.Default.LineDocument);
        var terms = line.Fate switch
        {
            Fate.Rejected => new Terms(Status: Keys.Rejected, Place: Keys.BesideLines(line.RejectedAt)),
            Fate.Live => new(Status: Keys.Live, Place: line.To),
            Fate.Cancelled or Fate.Shipped => new(Status: Keys.Ended, Place: line.To),
            _ => throw new UnreachableException(),
        };
        return etag is null ? new Write.Create(id, body, terms) : new Write.Replace(id, body, terms, etag);
    }

    public static Write Event(string id, string content) => new Write.Create(
        id, DocumentJson.Write(new(DocumentJson.Schema, content), DocumentJson.Default.EventDocument), Terms.None);

    public static Write Inbound(InboundRecord inbound, string? etag)
    {
        var id = Keys.Inbound(inbound.Shipment);
        var body = DocumentJson.Write(InboundDocument.Of(inbound), DocumentJson.Default.InboundDocument);
        var terms = inbound.Facts.LastDay is { } day
            ? new Terms(Status: Keys.Delivered, Place: Keys.BesideLines(day.DayNumber))
            : Terms.None;
        return etag is null ? new Write.Create(id, body, terms) : new Write.Replace(id, body, terms, etag);
    }

    private static DateTimeOffset? Due(Pool pool) =>
        pool.HasSomethingToTell ? Now
        : PassDates.Next(pool) is { } day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;
}
