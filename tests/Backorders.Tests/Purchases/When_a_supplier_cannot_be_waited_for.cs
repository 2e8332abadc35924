using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Purchases;

/// <summary>
/// Acme is asked for five and does not bring them; Post sells the same. Days are of November and December 2026: the
/// 23rd is a Monday, and the news say 1 December.
/// </summary>
public sealed class When_a_supplier_cannot_be_waited_for
{
    [Fact]
    public async Task Unconfirmed_after_two_working_days_the_next_one_is_proposed_and_withdrawn_when_it_confirms()
    {
        var world = await Asked();
        await world.Review();
        Assert.Empty(await Proposals(world));

        world.Time.Advance(TimeSpan.FromDays(2));
        await world.Review();
        await world.Review();
        var proposal = Assert.Single(await Proposals(world));
        Assert.Equal(("post", 5), (proposal.Supplier, proposal.Lines[0].Quantity));
        Assert.Equal((4m, "EUR"), (proposal.Lines[0].Price, proposal.Currency));
        Assert.StartsWith("acme has not confirmed in 2 working days", proposal.Reason, StringComparison.Ordinal);

        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 5));
        await world.Rest();
        Assert.Empty(await Proposals(world));
        Assert.Equal("cancelled", (await world.Get(proposal.Id)).Status);

        // It cancels after all, on the same day: the proposal is made again.
        await world.News("2", NewsType.Cancelled, "S", null, PurchaseWorld.Acme);
        await world.Rest();
        Assert.Equal(proposal.Id, Assert.Single(await Proposals(world)).Id);
    }

    [Theory]
    [InlineData(NewsType.Announced, 3, 2, "acme confirmed only 3")]
    [InlineData(NewsType.Closed, 0, 5, "acme will not deliver: cancelled")]
    public async Task What_its_news_leave_uncovered_is_proposed_at_once(
        NewsType type, int confirmed, int uncovered, string reason)
    {
        var world = await Asked();
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", Math.Max(confirmed, 1)));
        if (type != NewsType.Announced)
        {
            await world.News("2", type, "S", null, PurchaseWorld.Acme);
        }

        await world.Rest();
        var proposal = Assert.Single(await Proposals(world));
        Assert.Equal(uncovered, proposal.Lines[0].Quantity);
        Assert.StartsWith(reason, proposal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task A_date_after_the_day_it_is_needed_is_too_late(int daysFromOctober, bool isTooLate)
    {
        var world = await Asked(place: false);
        await world.PlaceUntil(
            new DateOnly(2026, 11, 1).AddDays(daysFromOctober - 1), "PO", PurchaseWorld.Acme, "A", 5);
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 5));
        await world.Rest();
        Assert.Equal(isTooLate, (await Proposals(world)).Count == 1);
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public async Task Overdue_beyond_what_19_of_20_are_somebody_else_is_asked(int days, bool isProposed)
    {
        var world = await Asked();
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 5));
        await world.Rest();

        // The 1st and three days more, which is all that is granted while nothing was learned.
        world.Time.Advance(TimeSpan.FromDays(days));
        await world.Review();
        Assert.Equal(isProposed, (await Proposals(world)).Count == 1);
    }

    [Fact]
    public async Task What_was_ordered_instead_or_refused_is_not_proposed_again()
    {
        var world = await Asked();
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 3));
        await world.Rest();
        var first = Assert.Single(await Proposals(world));
        await world.Take(new(first.Id), send: false);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Review();
        Assert.Empty(await Proposals(world));

        // One more is missing: that one alone.
        await world.News("5", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 2));
        await world.Rest();
        var second = Assert.Single(await Proposals(world));
        Assert.Equal(("post", 1), (second.Supplier, second.Lines[0].Quantity));
        await world.Cancel(second.Id);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.Review();
        Assert.Empty(await Proposals(world));
    }

    [Fact]
    public async Task The_plan_and_a_fallback_share_the_one_open_proposal_and_each_says_its_own()
    {
        var world = await Asked();
        await world.Propose("A", PurchaseWorld.Post, 10, reason: "It runs out.");
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 3));
        await world.Rest();
        await world.Propose("A", PurchaseWorld.Post, 20, day: 24, reason: "It runs out.");
        var both = Assert.Single(await Proposals(world));
        Assert.Equal(22, both.Lines[0].Quantity);
        Assert.Contains("acme confirmed only 3", both.Reason, StringComparison.Ordinal);
        Assert.Contains("It runs out.", both.Reason, StringComparison.Ordinal);

        await world.News("2", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 5));
        await world.Rest();
        Assert.Equal((20, "It runs out."), (await Proposals(world))[0] is { } left
            ? (left.Lines[0].Quantity, left.Reason)
            : default);
    }

    [Fact]
    public async Task The_next_supplier_is_asked_for_no_less_than_it_sells()
    {
        var world = await Asked(minimum: 4);
        await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 3));
        await world.Rest();
        Assert.Equal(4, Assert.Single(await Proposals(world)).Lines[0].Quantity);
    }

    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whichever_single_call_goes_wrong_one_replacement_is_ordered(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var fate = new Fate(after + 1, fault);
            var world = await Asked(new PurchaseWorld(fate));
            await world.News("1", NewsType.Announced, "S", "PO", PurchaseWorld.Acme, ("A", 3));
            await world.Rest();
            await world.Take(new(Assert.Single(await Proposals(world)).Id), send: false);
            await world.Review();
            var orders = await world.List();
            Assert.Equal([2, 5], orders.Select(order => order.Lines[0].Quantity).Order());
            return fate.Met;
        });
        Assert.InRange(calls, 39, 499);
    }

    private static async Task<PurchaseWorld> Asked(PurchaseWorld? world = null, bool place = true, int minimum = 1)
    {
        world ??= new();
        await world.Put("A");
        await world.Item(PurchaseWorld.Acme, "A", 3m, "EUR");
        await world.Item(PurchaseWorld.Post, "A", 4m, "EUR", minimum: minimum);
        await world.Item(PurchaseWorld.Mute, "A", 1m, "EUR", active: false);
        if (place)
        {
            await world.Place("PO", PurchaseWorld.Acme, send: false, ("A", 5));
        }

        return world;
    }

    private static Task<IReadOnlyList<PurchaseView>> Proposals(PurchaseWorld world) =>
        world.List(PurchaseState.Proposed);
}
