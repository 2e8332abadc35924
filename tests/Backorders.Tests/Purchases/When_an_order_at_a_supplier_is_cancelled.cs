using System.Net;
using System.Text.Json;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;

namespace Backorders.Tests.Purchases;

/// <summary>Who is told of it, and what.</summary>
public sealed class When_an_order_at_a_supplier_is_cancelled : IAsyncLifetime
{
    private readonly PurchaseWorld world = new();

    public async ValueTask InitializeAsync()
    {
        await world.Put("A");
        await world.Put("B");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_cancelled_before_it_was_sent_is_never_sent()
    {
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.Cancel("PO");
        await world.Rest();
        var order = await world.Get("PO");
        Assert.Equal(("cancelled", "why", "stopped"), (order.Status, order.Reason, order.Sending!.Status));
        Assert.Empty(world.Wire.Taken);
        Assert.Equal(new PurchaseOutcome.NotNow(PurchaseState.Cancelled), await world.Approve("PO"));
    }

    [Fact]
    public async Task What_was_cancelled_while_it_was_sent_is_told_to_be_cancelled_afterwards()
    {
        world.Wire.Meanwhile = async () =>
        {
            world.Wire.Meanwhile = () => Task.CompletedTask;
            await world.Cancel("PO");

            // Not before this try has ended.
            Assert.True((await world.Get("PO")).Sending!.NextTry > world.Time.GetUtcNow());
        };
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.Rest();
        var order = await world.Get("PO");
        Assert.Equal(("cancelled", "cancelled", "sent"), (order.Status, order.Sending!.Tells, order.Sending.Status));
        Assert.Equal(["purchaseOrder.placed", "purchaseOrder.cancelled"], Types());
        Assert.NotEqual(world.Wire.Taken[0].Id, world.Wire.Taken[1].Id);
    }

    [Fact]
    public async Task A_supplier_that_may_have_taken_the_order_is_told_that_it_is_cancelled_as_often_as_it_takes()
    {
        world.Wire.Answer = HttpStatusCode.InternalServerError;
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.Rest();
        await world.Cancel("PO");
        await world.Cancel("PO");
        await world.Rest();
        var waiting = (await world.Get("PO")).Sending!;
        Assert.Equal(("cancelled", "waiting"), (waiting.Tells, waiting.Status));
        var before = world.Wire.Taken.Count;

        world.Wire.Answer = HttpStatusCode.OK;
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.Rest();

        Assert.Equal("sent", (await world.Get("PO")).Sending!.Status);
        Assert.Equal(before + 1, world.Wire.Taken.Count);
        Assert.Equal(2, world.Wire.Taken.Distinct().Count());
    }

    [Fact]
    public async Task Who_may_have_taken_an_order_is_not_forgotten_when_sending_begins_anew_nor_when_telling_fails()
    {
        world.Wire.Answer = HttpStatusCode.InternalServerError;
        await world.Place("PO", PurchaseWorld.Acme, true, ("A", 5));
        await world.DaysPass(4);
        await world.Approve("PO");
        await world.Cancel("PO");
        await world.DaysPass(4);
        var failed = (await world.Get("PO")).Sending!;
        Assert.Equal(("cancelled", "failed"), (failed.Tells, failed.Status));

        world.Wire.Answer = HttpStatusCode.OK;
        await world.Cancel("PO");
        await world.Rest();
        var sent = (await world.Get("PO")).Sending!;
        Assert.Equal(("cancelled", "sent"), (sent.Tells, sent.Status));
        Assert.Equal(["purchaseOrder.placed", "purchaseOrder.cancelled"], Types().Distinct());
    }

    [Fact]
    public async Task A_mail_that_an_order_is_cancelled_has_no_table_that_somebody_could_import_as_an_order()
    {
        await world.Place("PO", PurchaseWorld.Post, true, ("A", 5), ("B", 2));
        await world.News("1", NewsType.Arrived, "S", "PO", PurchaseWorld.Post, ("A", 3), ("B", 2));
        await world.Rest();
        await world.Cancel("PO");
        await world.Rest();
        var (placed, cancelled) = (world.Mailbox.Accepted[0], world.Mailbox.Accepted[1]);
        Assert.Equal("Purchase order PO from Demo & Sons is cancelled", cancelled.Subject);
        Assert.Contains("cancels what has not come of its order PO:\n\n  2 × A at 2.50 EUR\n\n", cancelled.Text);
        Assert.NotNull(placed.Attachment);
        Assert.Null(cancelled.Attachment);
    }

    [Fact]
    public async Task What_has_all_arrived_cannot_be_cancelled_any_more()
    {
        await world.Place("PO", PurchaseWorld.Acme, false, ("A", 5));
        await world.News("1", NewsType.Arrived, "S", "PO", PurchaseWorld.Acme, ("A", 5));
        await world.Rest();
        Assert.Equal(new PurchaseOutcome.NotNow(PurchaseState.Received), await world.Cancel("PO"));
        Assert.IsType<PurchaseOutcome.NotFound>(await world.Cancel("P0"));
    }

    private IEnumerable<string> Types() => world.Wire.Taken.Select(
        taken => JsonDocument.Parse(taken.Body).RootElement.GetProperty("type").GetString()!);
}
