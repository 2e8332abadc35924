using System.Diagnostics;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

using Decided = (PurchaseDocument? After, PurchaseOutcome Outcome);
using Priced = (IReadOnlyList<PurchaseLine> Lines, string? Currency);

/// <summary>The shop's orders at its suppliers: placed, approved, cancelled, shown.</summary>
public sealed class ManagePurchases(
    PurchaseOrders orders, PoolCommits pools, SupplierItems items, IWorkQueue queue, ShopDirectory shops,
    Clocks clocks)
{
    /// <summary>A try to place the order may be under way for so long: that it is cancelled must not come before.
    /// </summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(5);

    /// <returns>Placed, Repeated, Conflict, Invalid or UnknownSku; of a proposal NotNow too.</returns>
    public Task<PurchaseOutcome> Place(ShopId shop, PurchaseRequest request, CancellationToken cancellationToken) =>
        request switch
        {
            PlacePurchase byHand => Place(shop, byHand, cancellationToken),
            TakeProposal proposal => Place(shop, proposal, cancellationToken),
            _ => throw new UnreachableException($"No such request: {request}."),
        };

    private async Task<PurchaseOutcome> Place(
        ShopId shop, PlacePurchase request, CancellationToken cancellationToken)
    {
        var content = Content.Of(request);
        var priced = await WithPrices(shop, request.Supplier, request.Lines, request.Currency, cancellationToken);
        var refusal = await Refuses(shop, request.Supplier, request.Lines, request.Send, cancellationToken)
            ?? (priced is null ? NoCurrency : null);
        return await Change(
            shop, request.Id,
            found => found is not null ? Again(found, content)
                : refusal is not null ? (null, refusal)
                : Placed(Begun(shop, New(request, priced!.Value, content), request.Send)),
            cancellationToken);
    }

    private async Task<PurchaseOutcome> Place(
        ShopId shop, TakeProposal request, CancellationToken cancellationToken)
    {
        if (await orders.Read(shop, request.Proposal, cancellationToken) is not { Reason: not null } proposal)
        {
            return new PurchaseOutcome.Invalid("proposal", "is not a proposal of this shop");
        }

        if (request.Supplier is { } supplier && supplier.Value != proposal.Supplier)
        {
            return new PurchaseOutcome.Invalid("supplier", "is not the supplier of the proposal");
        }

        var content = Content.Of(request);
        var lines = (request.Lines ?? [])
            .Select(line => line with { Price = line.Price ?? PriceIn(proposal, line.Sku) }).ToList();
        var priced = await WithPrices(
            shop, new(proposal.Supplier), lines, request.Currency ?? proposal.Currency, cancellationToken);
        var refusal = await Refuses(shop, new(proposal.Supplier), lines, request.Send, cancellationToken)
            ?? (priced is null ? NoCurrency : null);
        return await Change(
            shop, request.Proposal,
            found => found!.Content is not null ? Again(found, content)
                : refusal is not null ? (null, refusal)
                : found.Step != PurchaseStep.Proposed ? NotNow(found.ToOrder().State)
                : Placed(Begun(shop, Taken(found, priced!.Value, content), request.Send)),
            cancellationToken);
    }

    /// <summary>Agrees to a proposal, or has an order sent that was not.</summary>
    /// <returns>Done, NotFound, Invalid or NotNow.</returns>
    public Task<PurchaseOutcome> Approve(
        ShopId shop, PurchaseId id, bool send, CancellationToken cancellationToken) => Change(
        shop, id,
        found => found is null ? (null, new PurchaseOutcome.NotFound())
            : PurchaseDecisions.Approve(found.ToOrder()) switch
            {
                PurchaseDecision.Illegal illegal => NotNow(illegal.State),
                _ when send && NoContact(shop, new(found.Supplier)) is { } refusal => (null, refusal),
                PurchaseDecision.Changed changed => Done(Begun(shop, found.With(changed.Order), send)),
                PurchaseDecision.Unchanged => Done(Begun(shop, found, send)),
                _ => throw new UnreachableException(),
            },
        cancellationToken);

    /// <returns>Done, NotFound or NotNow.</returns>
    public Task<PurchaseOutcome> Cancel(
        ShopId shop, PurchaseId id, string? reason, CancellationToken cancellationToken) => Change(
        shop, id,
        found => found is null ? (null, new PurchaseOutcome.NotFound())
            : PurchaseDecisions.Cancel(found.ToOrder(), reason) switch
            {
                PurchaseDecision.Illegal illegal => NotNow(illegal.State),
                PurchaseDecision.Changed changed => Done(Recalled(shop, found.With(changed.Order))),
                PurchaseDecision.Unchanged => Done(Recalled(shop, found)),
                _ => throw new UnreachableException(),
            },
        cancellationToken);

    public async Task<PurchaseView?> Get(ShopId shop, PurchaseId id, CancellationToken cancellationToken) =>
        await orders.Read(shop, id, cancellationToken) is { } found ? PurchaseViews.Of(found) : null;

    public async Task<PurchasePage> List(ShopId shop, PurchaseFilter filter, CancellationToken cancellationToken)
    {
        var (found, next) = await orders.List(shop, filter, cancellationToken);
        return new(found.Select(PurchaseViews.Of).ToList(), next);
    }

    /// <summary>Whoever is to be told is woken, at a repeat too: the first one's message may not have been sent.
    /// </summary>
    private async Task<PurchaseOutcome> Change(
        ShopId shop, PurchaseId id, Func<PurchaseDocument?, Decided> decide, CancellationToken cancellationToken)
    {
        var (now, outcome) = await orders.Change(shop, id, decide, cancellationToken);
        if (now?.Sending is { State: SendingState.Waiting, Tries: 0 } sending)
        {
            var delay = sending.Due - clocks.Machine.GetUtcNow();
            await queue.SendWork(
                QueueNames.Purchases, Keys.PurchaseMessage(shop, id), delay > TimeSpan.Zero ? delay : TimeSpan.Zero,
                clocks, cancellationToken);
        }

        return outcome;
    }

    private async Task<PurchaseOutcome?> Refuses(
        ShopId shop, SupplierId supplier, IReadOnlyList<PurchaseLine> lines, bool send,
        CancellationToken cancellationToken)
    {
        if (Find(shop, supplier) is null)
        {
            return new PurchaseOutcome.Invalid("supplier", "is not a supplier of this shop");
        }

        if (send && NoContact(shop, supplier) is { } refusal)
        {
            return refusal;
        }

        var unknown = new List<int>();
        for (var index = 0; index < lines.Count; index++)
        {
            if (await pools.Known(new(shop, lines[index].Sku), cancellationToken) is null)
            {
                unknown.Add(index);
            }
        }

        return unknown.Count > 0 ? new PurchaseOutcome.UnknownSku(unknown) : null;
    }

    private PurchaseOutcome.Invalid? NoContact(ShopId shop, SupplierId supplier) =>
        Find(shop, supplier) is { WebhookUrl: null, Email: null } or null
            ? new("send", "needs a WebhookUrl or an Email in the supplier's settings")
            : null;

    private Supplier? Find(ShopId shop, SupplierId supplier) =>
        shops.Find(shop)?.Suppliers.GetValueOrDefault(supplier);

    private static PurchaseOutcome.Invalid NoCurrency =>
        new("currency", "is needed: the supplier's items have prices in several");

    /// <summary>Lines without a price get that of the supplier's item; null: in which currency is not clear.</summary>
    private async Task<Priced?> WithPrices(
        ShopId shop, SupplierId supplier, IReadOnlyList<PurchaseLine> lines, string? currency,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<Sku, SupplierItem>();
        foreach (var sku in lines.Where(line => line.Price is null).Select(line => line.Sku))
        {
            if (await items.Of(new(shop, sku), supplier, cancellationToken) is { } item)
            {
                found.Add(sku, item);
            }
        }

        return PurchasePricing.Fill(lines, currency, found, clocks.Today);
    }

    private static decimal? PriceIn(PurchaseDocument proposal, Sku sku) =>
        proposal.Lines?.FirstOrDefault(line => line.Sku == sku.Value)?.Price;

    private PurchaseDocument New(PlacePurchase request, Priced priced, string content) => new(
        DocumentJson.Schema, request.Id.Value, request.Supplier.Value, PurchaseStep.Approved, clocks.Now,
        priced.Lines.Select(StoredPurchaseLine.Of).ToList())
    {
        Content = content,
        Currency = priced.Currency,
        NeededBy = request.NeededBy,
    };

    /// <param name="priced">Without lines: as proposed.</param>
    private static PurchaseDocument Taken(PurchaseDocument proposal, Priced priced, string content) =>
        proposal with
        {
            Step = PurchaseStep.Approved,
            Lines = priced.Lines.Count == 0
                ? proposal.Lines
                : priced.Lines.Select(StoredPurchaseLine.Of).ToList(),
            Currency = priced.Currency,
            Content = content,
        };

    /// <summary>What the supplier is told is frozen here, with the order that it is of.</summary>
    private PurchaseDocument Begun(ShopId shop, PurchaseDocument order, bool send)
    {
        var mayBegin = order is
        {
            Step: PurchaseStep.Approved,
            Sending: null or { State: SendingState.Stopped or SendingState.Failed },
        };
        return send && mayBegin && shops.Find(shop) is { } owner && Find(shop, new(order.Supplier)) is { } supplier
            ? order with { Sending = PurchaseWording.Freeze(order, PurchaseNews.Placed, owner, supplier, clocks) }
            : order;
    }

    /// <summary>
    /// A supplier that may know of the order is told that it is cancelled, anew where it could not be told; any other
    /// is told nothing more.
    /// </summary>
    private PurchaseDocument Recalled(ShopId shop, PurchaseDocument order)
    {
        if (order.Sending is not { } told || told is { Tells: PurchaseNews.Cancelled, State: not SendingState.Failed })
        {
            return order;
        }

        if (!told.ToSending().MayHaveBeenTaken || NoContact(shop, new(order.Supplier)) is not null)
        {
            return order with
            {
                Sending = told.With(SendingRules.Stop(
                    told.ToSending(), "It was cancelled before.", clocks.Machine.GetUtcNow())),
            };
        }

        var sending = PurchaseWording.Freeze(
            order, PurchaseNews.Cancelled, shops.Find(shop)!, Find(shop, new(order.Supplier))!, clocks);
        var latest = sending.Due + LongestTry;
        return order with
        {
            Sending = told.State != SendingState.Waiting ? sending
                : sending with { Due = told.Due < latest ? told.Due : latest },
        };
    }

    private static Decided Again(PurchaseDocument found, string content) => (null, found.Content == content
        ? new PurchaseOutcome.Repeated(PurchaseViews.Of(found))
        : new PurchaseOutcome.Conflict());

    private static Decided Placed(PurchaseDocument order) =>
        (order, new PurchaseOutcome.Placed(PurchaseViews.Of(order)));

    private static Decided Done(PurchaseDocument order) => (order, new PurchaseOutcome.Done(PurchaseViews.Of(order)));

    private static Decided NotNow(PurchaseState state) => (null, new PurchaseOutcome.NotNow(state));
}
