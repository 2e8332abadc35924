using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// What the plan and the fallbacks found becomes a proposed purchase order. Of a SKU and supplier one is open at a
/// time: each cause says its quantity anew, they add up, and only once it was approved or cancelled does the next day
/// make another.
/// </summary>
public sealed class ProposePurchases(IStore store, PurchaseOrders orders, Clocks clocks)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <returns>The open proposal; null: one of that day or a later one was approved or cancelled already.</returns>
    public async Task<PurchaseId?> Propose(
        ShopId shop, PurchaseProposal proposal, CancellationToken cancellationToken)
    {
        var pool = new PoolId(shop, proposal.Sku);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var slot = await Slot(pool, proposal.Supplier, cancellationToken);
            if (slot is var (current, plannedOn, _))
            {
                var (_, isOpen) = await orders.Change(
                    shop, current, found => Proposed(found, current, proposal), cancellationToken);
                if (isOpen)
                {
                    return current;
                }

                if (plannedOn >= proposal.PlannedOn)
                {
                    return null;
                }
            }

            await NameNext(pool, slot?.ETag, proposal);
        }

        throw UnavailableException.Contended($"The proposals of {proposal.Sku}");
    }

    /// <summary>
    /// The cause asks for nothing any more: its part of an open proposal goes, and with the last part the proposal,
    /// until somebody asks again. What the shop approved or cancelled stays as it is.
    /// </summary>
    public async Task Withdraw(
        PoolId pool, SupplierId supplier, string cause, CancellationToken cancellationToken)
    {
        if (await Slot(pool, supplier, cancellationToken) is var (current, _, _))
        {
            await orders.Change(pool.Shop, current, found => (Without(found, cause), true), cancellationToken);
        }
    }

    private async Task<(PurchaseId Current, DateOnly PlannedOn, string ETag)?> Slot(
        PoolId pool, SupplierId supplier, CancellationToken cancellationToken)
    {
        var slot = await store.Read(Keys.Of(pool), Keys.Proposal(supplier), cancellationToken);
        if (slot is null)
        {
            return null;
        }

        var named = DocumentJson.Read(slot.Body, DocumentJson.Default.ProposalDocument);
        return (new(named.Purchase), named.PlannedOn, slot.ETag);
    }

    /// <summary>Names the proposal that comes next; the following look makes it.</summary>
    private async Task NameNext(PoolId pool, string? etag, PurchaseProposal proposal)
    {
        var id = PurchaseWords.ProposalId(proposal.Sku, proposal.Supplier, proposal.PlannedOn);
        var slotId = Keys.Proposal(proposal.Supplier);
        var body = DocumentJson.Write(
            new(DocumentJson.Schema, id.Value, proposal.PlannedOn), DocumentJson.Default.ProposalDocument);
        Write write = etag is null
            ? new Write.Create(slotId, body, Terms.None)
            : new Write.Replace(slotId, body, Terms.None, etag);
        if (await store.Commit(Keys.Of(pool), [write]) is CommitResult.Busy busy)
        {
            throw busy.Away();
        }
    }

    private (PurchaseDocument? After, bool IsOpen) Proposed(
        PurchaseDocument? found, PurchaseId id, PurchaseProposal proposal)
    {
        if (found is not null && found.Step != PurchaseStep.Proposed && !WasWithdrawn(found))
        {
            return (null, false);
        }

        var causes = (found?.Causes ?? []).Where(known => known.Cause != proposal.Cause)
            .Append(new(proposal.Cause, proposal.Quantity, proposal.Reason))
            .OrderBy(known => known.Cause, StringComparer.Ordinal).ToList();
        var order = found ?? new PurchaseDocument(
            DocumentJson.Schema, id.Value, proposal.Supplier.Value, PurchaseStep.Proposed, clocks.Now, null);
        var after = Of(order, causes, new(proposal.Sku.Value, 0, proposal.Price)) with
        {
            Step = PurchaseStep.Proposed,
            CancelReason = null,
            Currency = proposal.Currency,
            NeededBy = proposal.NeededBy,
        };
        return (IsSame(found, after) ? found : after, true);
    }

    private static PurchaseDocument? Without(PurchaseDocument? found, string cause)
    {
        if (found is not { Step: PurchaseStep.Proposed, Causes: { } causes, Lines: [var line] } ||
            causes.All(known => known.Cause != cause))
        {
            return null;
        }

        var left = causes.Where(known => known.Cause != cause).ToList();
        return left.Count > 0
            ? Of(found, left, line)
            : found with { Step = PurchaseStep.Cancelled, Causes = null, CancelReason = "It is no longer needed." };
    }

    /// <summary>By us: nothing asks for it. What the shop cancelled keeps its causes.</summary>
    private static bool WasWithdrawn(PurchaseDocument found) =>
        found is { Step: PurchaseStep.Cancelled, Causes: null, Content: null };

    private static PurchaseDocument Of(
        PurchaseDocument order, IReadOnlyList<StoredCause> causes, StoredPurchaseLine line) => order with
        {
            Causes = causes,
            Lines =
            [
                line with
                {
                    Quantity = (int)Math.Min(causes.Sum(cause => (long)cause.Quantity), PurchaseLine.MostUnits),
                },
            ],
            Reason = string.Join(' ', causes.Select(cause => cause.Reason)),
        };

    private static bool IsSame(PurchaseDocument? found, PurchaseDocument after) =>
        found is { Lines: [var line], Causes: { } causes } && line == after.Lines![0] &&
        causes.SequenceEqual(after.Causes!) && (found.Currency, found.NeededBy) == (after.Currency, after.NeededBy);
}
