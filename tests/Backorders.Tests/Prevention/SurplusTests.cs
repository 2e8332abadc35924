using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class SurplusTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Excess_is_what_stands_beyond_all_that_will_be_needed()
    {
        var facts = Surplus.Of(300, 200, 150, 12, 100, datedDemand: 30, unitCost: 2.5);

        Assert.Equal((208, 200, 520), (facts.Units, facts.Stoppable, facts.Value));
        var none = Surplus.Of(100, 0, 150, 12, 100);
        Assert.Equal(0, none.Units);
        Assert.EndsWith("= -162: none", none.Reason, StringComparison.Ordinal);
        Assert.Contains("= 208", facts.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_inbound_goes_first_and_a_confirmed_one_is_deferred()
    {
        InboundOrder[] inbound =
            [new("early", Day, 50), new("late", Day.AddDays(9), 40, true), new("mid", Day.AddDays(3), 30)];

        var cuts = Surplus.CancelFirst(85.9, inbound);

        Assert.Equal(
            [("late", 40L, CutKind.Defer), ("mid", 30L, CutKind.Cancel), ("early", 15L, CutKind.Cancel)],
            cuts.Select(cut => (cut.Reference, cut.Units, cut.Kind)));
        Assert.Empty(Surplus.CancelFirst(0.9, inbound));
        Assert.Equal(120, Surplus.CancelFirst(1000, inbound).Sum(cut => cut.Units));
    }

    [Fact]
    public void One_proposal_is_open_for_each_SKU_and_supplier()
    {
        OrderProposal[] open = [new("A", "acme", 10, ""), new("B", "acme", 5, ""), new("C", "acme", 7, "")];

        var changes = Proposals.Merge(
            open, [new("A", "acme", 10, "again"), new("A", "bolt", 3, ""), new("B", "acme", 6, "")]);

        Assert.Equal(
            [ProposalFate.Kept, ProposalFate.Opened, ProposalFate.Replaced, ProposalFate.Withdrawn],
            changes.Select(change => change.Fate));
        var stand = changes.Where(change => change.Fate != ProposalFate.Withdrawn).Select(change => change.Proposal);
        Assert.All(Proposals.Merge([.. stand], [.. stand]), change => Assert.Equal(ProposalFate.Kept, change.Fate));
        Assert.Throws<ArgumentException>(() => Proposals.Merge([], [open[0], open[0]]));
    }
}
