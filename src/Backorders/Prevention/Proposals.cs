namespace Backorders.Prevention;

/// <summary>One open proposal for each SKU and supplier, however often the night's plan runs.</summary>
public static class Proposals
{
    /// <summary>
    /// What becomes of the open proposals when the plan comes to new ones: the same stays as it is, another quantity
    /// takes the place of the old one, what is no longer proposed is withdrawn.
    /// </summary>
    /// <param name="open">Proposals that nobody has approved or refused yet.</param>
    /// <param name="planned">What the plan proposes now, each SKU and supplier once.</param>
    /// <exception cref="ArgumentException">A SKU and supplier planned twice: add the quantities up first.</exception>
    public static IReadOnlyList<ProposalChange> Merge(
        IReadOnlyList<OrderProposal> open, IReadOnlyList<OrderProposal> planned)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(planned);
        if (planned.DistinctBy(Key).Count() < planned.Count)
        {
            throw new ArgumentException(
                "A SKU and supplier is proposed twice: add the quantities up to one proposal.", nameof(planned));
        }

        if (planned.Any(proposal => proposal.Units < 1))
        {
            throw new ArgumentException("A proposal orders 1 unit or more: leave the others out.", nameof(planned));
        }

        var now = planned.ToDictionary(Key);
        var first = open.GroupBy(Key).ToDictionary(same => same.Key, same => same.First());
        var kept = planned.Select(proposal =>
            !first.TryGetValue(Key(proposal), out var old) ? new ProposalChange(ProposalFate.Opened, proposal, null)
            : old.Units == proposal.Units ? new(ProposalFate.Kept, old, old)
            : new(ProposalFate.Replaced, proposal, old));
        var withdrawn = open
            .Where(old => !now.ContainsKey(Key(old)) || !ReferenceEquals(first[Key(old)], old))
            .Select(old => new ProposalChange(ProposalFate.Withdrawn, old, old));
        return [.. kept, .. withdrawn];
    }

    private static (string Sku, string Supplier) Key(OrderProposal proposal) => (proposal.Sku, proposal.Supplier);
}

/// <summary>A purchase that the plan proposes.</summary>
/// <param name="Sku">The item.</param>
/// <param name="Supplier">From whom.</param>
/// <param name="Units">How many, 1 or more.</param>
/// <param name="Reason">Why, for the buyer.</param>
public sealed record OrderProposal(string Sku, string Supplier, long Units, string Reason);

/// <summary>What becomes of a proposal.</summary>
public enum ProposalFate
{
    /// <summary>There was none.</summary>
    Opened,

    /// <summary>The same stands already.</summary>
    Kept,

    /// <summary>Another quantity takes the place of the old one.</summary>
    Replaced,

    /// <summary>No longer proposed.</summary>
    Withdrawn,
}

/// <summary>A proposal and what becomes of it.</summary>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Proposal">The one that stands after, or the withdrawn one.</param>
/// <param name="Before">The open one before; null: none.</param>
public sealed record ProposalChange(ProposalFate Fate, OrderProposal Proposal, OrderProposal? Before);
