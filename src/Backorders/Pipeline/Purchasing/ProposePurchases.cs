using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// What the plan and the fallbacks found becomes a proposed purchase order. Of a SKU and supplier one is open at a
/// time: a newer plan changes its figures, and only once it was approved or cancelled does the next day's plan make
/// another.
/// </summary>
public sealed class ProposePurchases(IStore store, PurchaseOrders orders, Clocks clocks)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <returns>The open proposal; null: one of that day or a later one was approved or cancelled already.</returns>
    public async Task<PurchaseId?> Propose(
        ShopId shop, PurchaseProposal proposal, CancellationToken cancellationToken)
    {
        var partition = Keys.Of(new PoolId(shop, proposal.Sku));
        var slotId = Keys.Proposal(proposal.Supplier);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var slot = await store.Read(partition, slotId, cancellationToken);
            if (slot is not null)
            {
                var current = DocumentJson.Read(slot.Body, DocumentJson.Default.ProposalDocument);
                var (_, isOpen) = await orders.Change(
                    shop, new(current.Purchase), found => Proposed(found, current.Purchase, proposal),
                    cancellationToken);
                if (isOpen)
                {
                    return new(current.Purchase);
                }

                if (current.PlannedOn >= proposal.PlannedOn)
                {
                    return null;
                }
            }

            await NameNext(partition, slotId, slot?.ETag, proposal);
        }

        throw UnavailableException.Contended($"The proposals of {proposal.Sku}");
    }

    /// <summary>Names the proposal that comes next; the following look makes it.</summary>
    private async Task NameNext(Partition partition, string slotId, string? etag, PurchaseProposal proposal)
    {
        var id = PurchaseWords.ProposalId(proposal.Sku, proposal.Supplier, proposal.PlannedOn);
        var body = DocumentJson.Write(
            new(DocumentJson.Schema, id.Value, proposal.PlannedOn), DocumentJson.Default.ProposalDocument);
        Write write = etag is null
            ? new Write.Create(slotId, body, Terms.None)
            : new Write.Replace(slotId, body, Terms.None, etag);
        if (await store.Commit(partition, [write]) is CommitResult.Busy busy)
        {
            throw busy.Away();
        }
    }

    private (PurchaseDocument? After, bool IsOpen) Proposed(
        PurchaseDocument? found, string id, PurchaseProposal proposal)
    {
        if (found is not null && found.Step != PurchaseStep.Proposed)
        {
            return (null, false);
        }

        var line = new StoredPurchaseLine(proposal.Sku.Value, proposal.Quantity, proposal.Price);
        if (found is { Lines: [var known] } && known == line && found.Reason == proposal.Reason &&
            found.Currency == proposal.Currency)
        {
            return (found, true);
        }

        var order = found ?? new PurchaseDocument(
            DocumentJson.Schema, id, proposal.Supplier.Value, PurchaseStep.Proposed, clocks.Now, null);
        return (order with { Lines = [line], Currency = proposal.Currency, Reason = proposal.Reason }, true);
    }
}
