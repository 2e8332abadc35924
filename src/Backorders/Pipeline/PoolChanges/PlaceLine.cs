using Backorders.Ledger;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>A line takes its place in the pool, once.</summary>
internal sealed class PlaceLine(OrderNumber order, int number, StoredOrderLine asked) : PoolChange<PlacedLine>
{
    private readonly string id = Keys.Line(order, number);

    public override IReadOnlyList<string> Ids => [id];

    public override bool WakesLater => true;

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        if (pool is null)
        {
            throw new InvalidDataException($"There is no pool for line {number} of the order {order}.");
        }

        if (documents.Line(id) is { } before)
        {
            Outcome = new(pool, before);
            return new(pool, [], IsRepeat: true);
        }

        var (placed, line) = Place.Line(pool, order, number, asked.Quantity, asked.Deny, today);
        Outcome = new(placed, line);
        return new(placed, [PoolWrites.Line(line, etag: null)]);
    }
}
