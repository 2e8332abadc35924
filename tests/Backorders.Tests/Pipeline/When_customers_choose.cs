using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Simulation.Models;
using Backorders.Supply;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Pipeline;

/// <summary>What a customer's link does to the order and to those who wait behind, at once and under faults.</summary>
public sealed class When_customers_choose
{
    private const CustomerChoice Keep = CustomerChoice.Keep, Cancel = CustomerChoice.Cancel;

    private static readonly byte[] Key = new byte[32];

    private World world = Calm(new ModelStore());

    [Fact]
    public async Task Looking_changes_nothing_however_often()
    {
        var token = await Waiting();
        var before = await Stored();
        for (var looks = 0; looks < 20; looks++)
        {
            Assert.Equal([("waiting", 2), ("waiting", 1)], await Lines(token));
        }

        Assert.Equal(before, await Stored());
    }

    [Fact]
    public async Task A_cancel_takes_what_waited_and_gives_what_was_set_aside_to_the_next_in_line()
    {
        var token = await Waiting();
        await world.Receipt("TV", "r1", 2);
        await world.Rest();
        Assert.Equal("backordered", (await world.Get("B"))!.Status);

        Assert.True(await world.Choose(token, Cancel));
        await world.Rest();

        Assert.Equal([("cancelled", 0), ("cancelled", 0)], await Lines(token));
        Assert.Equal("allocated", (await world.Get("B"))!.Status);
        Assert.Equal(["A cancelled", "A received", "B ready", "B received"], Mails(world).Order());
    }

    [Fact]
    public async Task What_has_shipped_stays_shipped_and_the_rest_is_cancelled()
    {
        var token = await Waiting();
        await world.Receipt("TV", "r1", 2);
        await world.Rest();
        Assert.IsType<OrderOutcome.Done>(await world.Ship("A", 1));

        Assert.True(await world.Choose(token, Cancel));

        Assert.Equal([("shipped", 2), ("cancelled", 0)], await Lines(token));
        Assert.Equal("cancel", (await world.Get("A"))!.Choice!.Choice);
    }

    [Fact]
    public async Task When_all_has_shipped_a_choice_does_nothing()
    {
        var token = await Waiting();
        await world.Receipt("TV", "r1", 2);
        await world.Receipt("HDMI", "r2", 1);
        await world.Rest();
        Assert.IsType<OrderOutcome.Done>(await world.Ship("A"));
        await world.Rest();
        var before = await Stored();

        Assert.True(await world.Choose(token, Cancel));
        Assert.True(await world.Choose(token, Keep));

        Assert.Equal(before, await Stored());
    }

    /// <summary>The mail named one of its lines as waiting, and offered no more than that.</summary>
    [Fact]
    public async Task A_cancel_leaves_alone_what_its_mail_did_not_offer()
    {
        await world.Put("TV", 0, 10);
        await world.Put("HDMI", 5, 10);
        await world.Order("A", ("HDMI", 1), ("TV", 1), ("HDMI", 2));
        await world.Rest();

        Assert.True(await world.Choose(Token("A"), Cancel));

        Assert.Equal([("allocated", 1), ("cancelled", 0), ("allocated", 2)], await Lines(Token("A")));
    }

    [Theory]
    [InlineData(Keep)]
    [InlineData(Cancel)]
    public async Task A_choice_made_any_number_of_times_at_once_is_one(CustomerChoice choice)
    {
        var token = await Waiting();
        var other = Calm(world.Store);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(
            n => Task.Run(() => (n % 2 == 0 ? world : other).Choose(token, choice))));
        await world.Rest();
        await other.Rest();

        var order = (await Order()).Document;
        Assert.Equal((choice, 1), (order.Choice!.Choice, order.Choice.Notice));
        Assert.Equal(choice == Cancel ? 1 : 0, order.Actions.Count);
        Assert.Equal(choice == Cancel ? 1 : 0, Mails(world).Concat(Mails(other)).Count(mail => mail == "A cancelled"));
        var after = await Stored();
        Assert.True(await other.Choose(token, choice));
        Assert.Equal(after, await Stored());
    }

    [Fact]
    public async Task Keep_and_cancel_at_once_have_one_end()
    {
        for (var round = 0; round < 20; round++)
        {
            world = Calm(new ModelStore());
            var token = await Waiting();
            var other = Calm(world.Store);

            await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(
                () => (n % 2 == 0 ? world : other).Choose(token, n % 3 == 0 ? Keep : Cancel))));

            Assert.Equal([("cancelled", 0), ("cancelled", 0)], await Lines(token));
            Assert.Equal(Cancel, (await Order()).Document.Choice!.Choice);
        }
    }

    [Fact]
    public async Task Who_keeps_may_cancel_later_and_who_cancelled_cannot_keep_any_more()
    {
        var token = await Waiting();
        Assert.Null((await world.Get("A"))!.Choice);

        Assert.True(await world.Choose(token, Keep));
        Assert.Equal(new ChoiceView("keep", world.Business.GetUtcNow()), (await world.Get("A"))!.Choice);
        Assert.Equal([("waiting", 2), ("waiting", 1)], await Lines(token));

        Assert.True(await world.Choose(token, Cancel));
        Assert.True(await world.Choose(token, Keep));
        Assert.Equal("cancel", (await world.Get("A"))!.Choice!.Choice);
        Assert.Equal([("cancelled", 0), ("cancelled", 0)], await Lines(token));
    }

    [Fact]
    public async Task What_an_older_mail_is_answered_with_says_nothing_about_a_newer_one()
    {
        var older = await Waiting();
        await world.News("n1", NewsType.Announced, "PO", new(2026, 12, 20), ("TV", 9));
        await world.Rest();
        var newer = Token("A");
        Assert.NotEqual(older, newer);

        Assert.True(await world.Choose(newer, Keep));
        var kept = await Stored();
        Assert.True(await world.Choose(older, Keep));
        Assert.Equal(kept, await Stored());

        Assert.True(await world.Choose(older, Cancel));
        Assert.True(await world.Choose(newer, Keep));
        Assert.Equal((Cancel, 2), ((await Order()).Document.Choice!.Choice, (await Order()).Document.Choice!.Notice));
    }

    [Fact]
    public async Task A_link_that_has_expired_or_leads_nowhere_does_nothing()
    {
        var token = await Waiting();
        var before = await Stored();
        world.Business.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await world.Look(token));
        world.Business.Advance(TimeSpan.FromSeconds(1));
        await DoesNothing(token);
        await DoesNothing(Made(World.Shop, "NOBODYS"));
        await DoesNothing(Made(new("elsewhere"), "A"));
        Assert.Equal(before, await Stored());
    }

    public static TheoryData<CustomerChoice, Fault> Weathers => [.. new[] { Keep, Cancel }.SelectMany(
        choice => Enum.GetValues<Fault>(), (choice, fault) => (choice, fault))];

    [Theory]
    [MemberData(nameof(Weathers))]
    public async Task Whichever_call_fails_the_end_is_the_same(CustomerChoice choice, Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var fate = Fate.Fair();
            world = Of(new ModelStore(), fate);
            var token = await Waiting();
            fate.MeetNext(fault, after);
            Assert.True(await world.Choose(token, choice));
            await world.Rest();

            var order = (await Order()).Document;
            Assert.Equal(choice, order.Choice!.Choice);
            Assert.Equal((choice == Cancel ? 1 : 0, order.Actions.Count), (order.Actions.Count, order.ActionsDone));
            Assert.Equal(choice == Cancel ? "cancelled" : "backordered", (await world.Get("A"))!.Status);
            Assert.Equal(
                choice == Cancel ? ["A cancelled", "A received", "B received"] : ["A received", "B received"],
                Mails(world).Distinct().Order(StringComparer.Ordinal));
            return fate.Met;
        });
        Assert.InRange(calls, 4, 200);
    }

    /// <summary>A and behind it B wait for what nobody has; both were told.</summary>
    /// <returns>The token in A's mail.</returns>
    private async Task<string> Waiting()
    {
        await world.Put("TV", 0, 10);
        await world.Put("HDMI", 0, 10);
        await world.Order("A", ("TV", 2), ("HDMI", 1));
        await world.Order("B", ("TV", 2));
        await world.Rest();
        return Token("A");
    }

    private async Task DoesNothing(string token)
    {
        Assert.Null(await world.Look(token));
        Assert.False(await world.Choose(token, Keep));
        Assert.False(await world.Choose(token, Cancel));
    }

    private static World Calm(Backorders.Pipeline.Ports.IStore store) => Of(store, Fate.Fair());

    private static World Of(Backorders.Pipeline.Ports.IStore store, Fate fate) => new(fate)
    {
        Store = store,
        Links = new(Key, new Uri("https://orders.example")),
    };

    private static IEnumerable<string> Mails(World of) =>
        of.Mailbox.Accepted.Select(mail => $"{mail.Order} {mail.Kind}");

    /// <summary>Of the newest mail about the order.</summary>
    private string Token(string order) =>
        MailedLink.TokenIn(world.Mailbox.Accepted.Last(mail => mail.Order.Value == order).Text);

    private string Made(ShopId shop, string order) =>
        CustomerLink.Of(new(shop, new(order)), 1, [1, 2], world.Business.GetUtcNow()).Token(Key);

    /// <summary>State and units of each line, as the page shows them.</summary>
    private async Task<IEnumerable<(string, int)>> Lines(string token) =>
        (await world.Look(token))!.Lines.Select(line => (line.State, line.Quantity - line.CancelledUnits)).ToList();

    private async Task<string> Stored() => (await Order()).ETag;

    private async Task<(OrderDocument Document, string ETag)> Order()
    {
        var order = await world.Store.Read(Keys.Of(new OrderId(World.Shop, new("A"))), Keys.Order, default);
        return (OrderStore.Parse(order!), order!.ETag);
    }
}
