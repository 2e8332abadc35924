using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>What a change of stock met.</summary>
internal enum StockChanged
{
    Created,
    Done,
    Repeated,
    Conflict,
    UnknownSku,
    Insufficient,
}

/// <summary>A change that carries an id of the caller's and counts once.</summary>
internal abstract class StockChange(string? eventId, string content) : PoolChange<StockChanged>
{
    public long OnHand { get; private set; }

    public override IReadOnlyList<string> Ids => eventId is null ? [] : [eventId];

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        OnHand = pool?.OnHand ?? 0;
        if (eventId is not null && documents.Find(eventId) is { } before)
        {
            var first = DocumentJson.Read(before.Body, DocumentJson.Default.EventDocument);
            Outcome = first.Content == content ? StockChanged.Repeated : StockChanged.Conflict;
            return new(pool, [], IsRepeat: true);
        }

        var (outcome, after) = Change(pool);
        Outcome = outcome;
        return outcome switch
        {
            StockChanged.Created or StockChanged.Done => new(
                after, eventId is null ? [] : [PoolWrites.Event(eventId, content)]),
            _ => new(pool, []),
        };
    }

    protected abstract (StockChanged Outcome, Pool? Pool) Change(Pool? pool);
}

/// <summary>The shop's settings of a SKU and its stock count; the difference is booked as an adjustment.</summary>
internal sealed class PutStock(Sku sku, PutStockRequest put)
    : StockChange(put.CountId is { } id ? Keys.Event("count", id) : null, Content.Of(put))
{
    public override bool Alone => put.OnHand is not null;

    protected override (StockChanged Outcome, Pool? Pool) Change(Pool? pool)
    {
        var known = pool ?? new Pool { Sku = sku };
        var changed = known with
        {
            Policy = put.Backorder.Given ? put.Backorder.Value ?? BackorderPolicy.Allow : known.Policy,
            LeadTimeDays = put.LeadTimeDays.Given ? put.LeadTimeDays.Value : known.LeadTimeDays,
            HandlingDays = put.HandlingDays.Given ? put.HandlingDays.Value ?? 0 : known.HandlingDays,
            Name = put.Name.Given ? put.Name.Value : known.Name,
        };
        var difference = (put.OnHand ?? known.OnHand) - known.OnHand;
        var counted = difference >= 0 ? Receive.Units(changed, difference) : Vanish.Units(changed, -difference);
        return (pool is null ? StockChanged.Created : StockChanged.Done, counted);
    }
}

internal sealed class AdjustStock : StockChange
{
    private readonly AdjustRequest adjustment;

    public AdjustStock(AdjustRequest adjustment)
        : base(Keys.Event("adjustment", adjustment.Id), Content.Of(adjustment))
    {
        this.adjustment = adjustment;

        // Only a look at its id tells a repeat of what has taken effect from one that must hear no.
        ReadsFirst = adjustment.Quantity < 0;
    }

    public override bool Alone => adjustment.Quantity < 0;

    protected override (StockChanged Outcome, Pool? Pool) Change(Pool? pool) =>
        pool is null ? (StockChanged.UnknownSku, null)
        : adjustment.Quantity > 0 ? (StockChanged.Done, Receive.Units(pool, adjustment.Quantity))
        : pool.OnHand < -adjustment.Quantity ? (StockChanged.Insufficient, pool)
        : (StockChanged.Done, Vanish.Units(pool, -adjustment.Quantity));
}
