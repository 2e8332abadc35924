using System.Net;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;

namespace Backorders.Tests.Purchases;

/// <summary>What is placed, repeated, refused, listed and sent, one thing at a time.</summary>
public sealed class When_purchase_orders_are_asked_for : IAsyncLifetime
{
    private readonly PurchaseWorld world = new();

    public async ValueTask InitializeAsync()
    {
        await world.Put("A");
        await world.Put("B");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_again_is_a_repeat_and_other_content_is_refused()
    {
        Assert.IsType<PurchaseOutcome.Placed>(await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5)));
        await world.Rest();
        var repeated = await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        Assert.Equal("sent", Assert.IsType<PurchaseOutcome.Repeated>(repeated).Order.Status);
        Assert.IsType<PurchaseOutcome.Conflict>(await world.Place("PO", PurchaseWorld.Acme, true, ("A", 6)));
        Assert.IsType<PurchaseOutcome.Conflict>(await world.Place("PO", PurchaseWorld.Acme, false, ("A", 5)));
        Assert.IsType<PurchaseOutcome.Conflict>(await world.Place("PO", PurchaseWorld.Post, true, ("A", 5)));
        Assert.Single(world.Wire.Taken);
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_refused_in_words_and_leaves_nothing()
    {
        Assert.Equal(
            new PurchaseOutcome.Invalid("supplier", "is not a supplier of this shop"),
            await world.Place("PO", new("nobody"), false, ("A", 5)));
        Assert.Equal(
            new PurchaseOutcome.Invalid("send", "needs a WebhookUrl or an Email in the supplier's settings"),
            await world.Place("PO", PurchaseWorld.Mute, true, ("A", 5)));
        var unknown = await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5), ("X", 1));
        Assert.Equal([1], Assert.IsType<PurchaseOutcome.UnknownSku>(unknown).Lines);
        Assert.Empty(await world.List());
        Assert.IsType<PurchaseOutcome.Placed>(await world.Place("PO", PurchaseWorld.Mute, false, ("A", 5)));
    }

    [Fact]
    public async Task An_order_that_was_not_sent_is_sent_when_it_is_approved_so()
    {
        await world.Place("PO", PurchaseWorld.Acme, send: false, ("A", 5));
        await world.Rest();
        Assert.Empty(world.Wire.Taken);
        await world.Approve("PO");
        await world.Approve("PO");
        await world.Rest();
        Assert.Equal("sent", (await world.Get("PO")).Status);
        Assert.Single(world.Wire.Taken);
    }

    [Fact]
    public async Task A_supplier_that_stays_away_is_tried_ten_times_and_the_shop_is_shown_that_it_failed()
    {
        world.Wire.Answer = HttpStatusCode.InternalServerError;
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.DaysPass(4);

        Assert.Equal(10, world.Wire.Taken.Count);
        Assert.Single(world.Wire.Taken.Distinct());
        var order = await world.Get("PO");
        Assert.Equal(("approved", "failed", 10), (order.Status, order.Sending!.Status, order.Sending.Tries));
        Assert.Equal("It answered 500.", order.Sending.Problem);

        world.Wire.Answer = HttpStatusCode.OK;
        await world.Approve("PO");
        await world.Rest();
        Assert.Equal(("sent", 11), ((await world.Get("PO")).Sending!.Status, world.Wire.Taken.Count));
        Assert.Single(world.Wire.Taken.Distinct());
    }

    [Fact]
    public async Task A_supplier_that_is_gone_is_not_tried_again()
    {
        world.Wire.Answer = HttpStatusCode.Gone;
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.Rest();
        world.Time.Advance(TimeSpan.FromDays(4));
        await world.Rest();
        Assert.Equal("stopped", (await world.Get("PO")).Sending!.Status);
        Assert.Single(world.Wire.Taken);
    }

    [Fact]
    public async Task A_line_without_a_price_has_that_of_the_suppliers_item()
    {
        await world.Item(PurchaseWorld.Acme, "A", 3.25m, "CHF");
        await world.Item(PurchaseWorld.Acme, "B", 9m, "CHF", active: false);
        await world.PlaceBare("PO-1", PurchaseWorld.Acme, "A", "B");
        var order = await world.Get("PO-1");
        Assert.Equal([3.25m, null], order.Lines.Select(line => line.Price));
        Assert.Equal(("CHF", null), (order.Currency, order.Total));

        // A price of later changes nothing of what was ordered.
        await world.Item(PurchaseWorld.Acme, "B", 9m, "EUR");
        Assert.IsType<PurchaseOutcome.Repeated>(await world.PlaceBare("PO-1", PurchaseWorld.Acme, "A", "B"));
        Assert.Equal([3.25m, null], (await world.Get("PO-1")).Lines.Select(line => line.Price));
        Assert.Equal(
            new PurchaseOutcome.Invalid("currency", "is needed: the supplier's items have prices in several"),
            await world.PlaceBare("PO-2", PurchaseWorld.Acme, "A", "B"));

        await world.PlaceBare("PO-3", PurchaseWorld.Post, "A");
        Assert.Equal((null, null), ((await world.Get("PO-3")).Lines[0].Price, (await world.Get("PO-3")).Currency));
    }

    [Fact]
    public async Task Lists_are_newest_first_and_by_status_and_supplier()
    {
        await world.Place("PO-1", PurchaseWorld.Acme, false, ("A", 1));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Place("PO-2", PurchaseWorld.Post, false, ("A", 1));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Place("PO-3", PurchaseWorld.Acme, false, ("A", 1));
        await world.Cancel("PO-1");
        Assert.Equal(["PO-3", "PO-2", "PO-1"], Ids(await world.List()));
        Assert.Equal(["PO-3", "PO-1"], Ids(await world.List(supplier: PurchaseWorld.Acme)));
        Assert.Equal(["PO-1"], Ids(await world.List(PurchaseState.Cancelled)));
        Assert.Equal(["PO-3"], Ids(await world.List(PurchaseState.Approved, PurchaseWorld.Acme)));
        Assert.Empty(await world.List(PurchaseState.Sent));
    }

    [Fact]
    public async Task Of_a_SKU_and_supplier_one_proposal_is_open_and_the_newest_plan_sets_its_figures()
    {
        var first = await world.Propose("A", PurchaseWorld.Acme, 5, day: 23);
        Assert.Equal(first, await world.Propose("A", PurchaseWorld.Acme, 8, day: 24, "It runs out sooner."));
        Assert.NotEqual(first, await world.Propose("A", PurchaseWorld.Post, 5, day: 24));
        Assert.NotEqual(first, await world.Propose("B", PurchaseWorld.Acme, 5, day: 24));
        var proposal = await world.Get(first!.Value.Value);
        Assert.Equal(
            ("proposed", 8, "It runs out sooner."), (proposal.Status, proposal.Lines[0].Quantity, proposal.Reason));
        Assert.Equal(3, (await world.List(PurchaseState.Proposed)).Count);
    }

    [Fact]
    public async Task A_proposal_is_ordered_once_under_its_own_id_and_may_be_changed_on_the_way()
    {
        var id = (await world.Propose("A", PurchaseWorld.Acme, 5))!.Value;
        Assert.IsType<PurchaseOutcome.Placed>(await world.Take(id, true, ("A", 9)));
        Assert.IsType<PurchaseOutcome.Repeated>(await world.Take(id, true, ("A", 9)));
        Assert.IsType<PurchaseOutcome.Conflict>(await world.Take(id));
        await world.Rest();
        Assert.Equal(("sent", 9), ((await world.Get(id.Value)).Status, (await world.Get(id.Value)).Lines[0].Quantity));
        Assert.Single(world.Wire.Taken);
        Assert.IsType<PurchaseOutcome.Invalid>(await world.Take(new("P-none")));
    }

    [Fact]
    public async Task What_was_decided_of_a_days_proposal_stands_and_the_next_day_may_propose_again()
    {
        var first = await world.Propose("A", PurchaseWorld.Acme, 5, day: 23);
        await world.Cancel(first!.Value.Value);
        Assert.Null(await world.Propose("A", PurchaseWorld.Acme, 5, day: 23));
        Assert.Null(await world.Propose("A", PurchaseWorld.Acme, 5, day: 22));
        var next = await world.Propose("A", PurchaseWorld.Acme, 5, day: 24);
        Assert.NotNull(next);
        Assert.NotEqual(first, next);
        Assert.Equal("cancelled", (await world.Get(first.Value.Value)).Status);
    }

    [Fact]
    public async Task A_proposal_that_was_approved_is_not_ordered_again_by_its_name()
    {
        var id = (await world.Propose("A", PurchaseWorld.Acme, 5))!.Value;
        await world.Approve(id.Value, send: false);
        Assert.Equal(new PurchaseOutcome.NotNow(PurchaseState.Approved), await world.Take(id));
    }

    [Fact]
    public async Task A_supplier_without_a_webhook_gets_a_mail_with_the_order_as_a_table()
    {
        await world.Place("PO", PurchaseWorld.Post, true, ("A", 5), ("B", 1_000));
        await world.Rest();
        var mail = Assert.Single(world.Mailbox.Accepted);
        Assert.Equal("orders@post.example", mail.ToAddress);
        Assert.Equal(("buy@demo.example", "purchase"), (mail.ReplyTo, mail.Kind));
        Assert.Equal("Purchase order PO from Demo & Sons", mail.Subject);
        Assert.Contains("5 × A at 2.50 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Demo &amp; Sons", mail.Html, StringComparison.Ordinal);
        Assert.Equal("PO.csv", mail.Attachment!.Name);
        Assert.Equal(
            "purchaseOrder,sku,quantity,price,currency\r\nPO,A,5,2.50,EUR\r\nPO,B,1000,2.50,EUR\r\n",
            mail.Attachment.Text);
        Assert.Equal("sent", (await world.Get("PO")).Status);
    }

    private static IEnumerable<string> Ids(IEnumerable<PurchaseView> orders) => orders.Select(order => order.Id);
}
