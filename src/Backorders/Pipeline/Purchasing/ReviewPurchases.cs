using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// Looks whether a supplier can still be waited for (the fallback rules of <see cref="SupplierFallback"/>): by its
/// news, and each night. Where not, the next supplier is proposed for what is uncovered, with the reason; once it is
/// covered again, a proposal that nobody has agreed to is withdrawn. Run twice, it changes nothing.
/// </summary>
public sealed class ReviewPurchases(
    PurchaseOrders orders, ProposePurchases propose, SupplierItems items, SupplierFactsStore facts, Clocks clocks)
{
    /// <summary>Pages of one state: a shop with a million open orders has other worries.</summary>
    private const int MostPages = 10_000;

    /// <summary>All open orders of the shop: what passes with time alone is found each night.</summary>
    public async Task RunAll(ShopId shop, CancellationToken cancellationToken)
    {
        await foreach (var order in orders.UnderWay(shop, MostPages, cancellationToken))
        {
            await Review(shop, order, cancellationToken);
        }
    }

    internal async Task Run(ShopId shop, PurchaseId id, CancellationToken cancellationToken)
    {
        if (await orders.Read(shop, id, cancellationToken) is { } order)
        {
            await Review(shop, order, cancellationToken);
        }
    }

    private async Task Review(ShopId shop, PurchaseDocument document, CancellationToken cancellationToken)
    {
        if (document.Step is PurchaseStep.Proposed or PurchaseStep.Cancelled)
        {
            return;
        }

        var order = document.ToOrder();
        foreach (var line in order.Lines)
        {
            var replacements = await Replacements(shop, document, line.Sku, cancellationToken);
            var decision = await Decide(shop, document, order, line, replacements, cancellationToken);
            await Act(new(shop, line.Sku), document, decision, replacements, cancellationToken);
        }
    }

    private async Task<FallbackDecision> Decide(
        ShopId shop, PurchaseDocument document, PurchaseOrder order, Supply.PurchaseLine line,
        IReadOnlyList<PurchaseDocument> replacements, CancellationToken cancellationToken)
    {
        var pool = new PoolId(shop, line.Sku);
        var state = PurchaseFacts.Of(order, line, Placed(document), document.NeededBy, clocks.Today);
        var covered = replacements.Where(found => found.Step != PurchaseStep.Proposed)
            .Sum(found => (long)(CauseIn(found, document.Id)?.Quantity ?? 0));
        var learned = await facts.Best(pool, order.Supplier, cancellationToken);
        var offers = await Offers(pool, document.Currency, cancellationToken);
        return SupplierFallback.Of(
            state, clocks.Today, Math.Max(learned?.P95Days ?? Inbound.OverdueDays, 0), offers, demandPerDay: 0,
            coveredElsewhere: covered);
    }

    /// <summary>Proposed anew or withdrawn; what somebody agreed to or refused stays.</summary>
    private async Task Act(
        PoolId pool, PurchaseDocument document, FallbackDecision decision,
        IReadOnlyList<PurchaseDocument> replacements, CancellationToken cancellationToken)
    {
        var chosen = decision.Next?.Chosen;
        foreach (var open in replacements.Where(
            found => found.Step == PurchaseStep.Proposed && found.Supplier != chosen?.Offer.Supplier))
        {
            await propose.Withdraw(pool, new(open.Supplier), document.Id, cancellationToken);
        }

        if (chosen is null)
        {
            return;
        }

        var supplier = new SupplierId(chosen.Offer.Supplier);
        var item = await items.Of(pool, supplier, cancellationToken);
        var proposed = await propose.Propose(
            pool.Shop,
            new(
                pool.Sku, supplier, clocks.Today, checked((int)chosen.Cost.Ordered), item?.Price, item?.Currency,
                decision.Reason)
            {
                Cause = document.Id,
                NeededBy = document.NeededBy,
            },
            cancellationToken);
        if (proposed is { } id)
        {
            await Remember(pool, new(document.Id), new(pool.Sku.Value, id.Value), cancellationToken);
        }
    }

    private async Task Remember(
        PoolId pool, PurchaseId order, StoredReplacement replacement, CancellationToken cancellationToken) =>
        await orders.Change(
            pool.Shop, order,
            found => (found!.Replacements ?? []).Contains(replacement)
                ? (null, true)
                : (found with { Replacements = [.. found.Replacements ?? [], replacement] }, true),
            cancellationToken);

    private async Task<IReadOnlyList<PurchaseDocument>> Replacements(
        ShopId shop, PurchaseDocument document, Sku sku, CancellationToken cancellationToken)
    {
        var found = new List<PurchaseDocument>();
        foreach (var replacement in (document.Replacements ?? []).Where(known => known.Sku == sku.Value))
        {
            if (await orders.Read(shop, new(replacement.Purchase), cancellationToken) is { } other &&
                CauseIn(other, document.Id) is not null)
            {
                found.Add(other);
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<SupplierOffer>> Offers(
        PoolId pool, string? currency, CancellationToken cancellationToken)
    {
        var offers = new List<SupplierOffer>();
        foreach (var (supplier, item) in await items.Of(pool, cancellationToken))
        {
            if (item is { Price: { } price, LeadTimeDays: { } leadTime } &&
                item.Currency == (currency ??= item.Currency))
            {
                var learned = await facts.Best(pool, supplier, cancellationToken);
                offers.Add(new(
                    supplier.Value, (double)price, 0, leadTime, learned?.PromiseDays ?? 0, item.Minimum, item.Pack,
                    item.ValidTo, item.Active));
            }
        }

        return offers;
    }

    /// <summary>The supplier's two days begin when it was told; if that is not by us, or did not work, when it was
    /// ordered.</summary>
    private static DateOnly Placed(PurchaseDocument document) => DateOnly.FromDateTime(
        (document.Sending is { State: SendingState.Sent, EndedAt: { } sentAt } ? sentAt : document.MadeAt).UtcDateTime);

    private static StoredCause? CauseIn(PurchaseDocument proposal, string cause) =>
        proposal.Causes?.FirstOrDefault(known => known.Cause == cause);
}
