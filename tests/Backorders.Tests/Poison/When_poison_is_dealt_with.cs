using System.Text;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using static Backorders.Tests.Intake.QueuedShops;

namespace Backorders.Tests.Poison;

/// <summary>An operator looks at what the queues gave up on, sends it again or lets it go.</summary>
public abstract partial class When_poison_is_dealt_with : IAsyncDisposable
{
    private const string OfNobody = "garbage";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract Task<IStore> Open();

    protected abstract ValueTask Close();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_is_listed_oldest_first_with_its_queue_its_ids_and_its_shop()
    {
        var shops = new Troubled(await Open());
        await shops.Fails(QueueNames.Notices, "south|W-1|2");
        shops.Clock.Advance(TimeSpan.FromHours(1));
        await shops.Fails(QueueNames.Pools, "north|TV");
        await shops.Fails(QueueNames.Pools, "north|TV");

        var waiting = await shops.Waiting();

        Assert.Equal(
            [("notices", "south|W-1|2", new("south"), 0, false), ("pools", "north|TV", new ShopId("north"), 0, false)],
            waiting.Select(kept => (kept.Queue, kept.Ids!, kept.Shop!.Value, kept.KeptAgain, kept.ReplayBegun)));
        Assert.Equal(TimeSpan.FromHours(1), waiting[1].KeptAt - waiting[0].KeptAt);
        Assert.Equal("south|W-1|2", Assert.Single(await shops.Waiting("south")).Ids);
        Assert.Equal(
            $"""
            ID                                QUEUE    SINCE (UTC)          TIMES  SHOP   MESSAGE
            {waiting[0].Id}  notices  2026-11-22 10:00:00  1      south  south|W-1|2
            {waiting[1].Id}  pools    2026-11-22 11:00:00  1      north  north|TV

            2 messages wait. The log says why they failed.
            When that is mended: poison replay <id>, or --all. What nobody needs: poison drop <id>.

            """,
            await shops.Printed());
    }

    [Fact]
    public async Task No_list_names_a_customer_and_none_leaves_out_what_belongs_to_no_shop()
    {
        var shops = new Troubled(await Open());
        await shops.Fails(QueueNames.Intake, InBase64(Message(Order("Q-1"))));
        await shops.Fails(QueueNames.Intake, Message(Order("Q-2"), "west"));
        await shops.Fails(QueueNames.Intake, Message(Order($"Q {Customer}")));
        await shops.Fails(QueueNames.Intake, $"{Customer} {Email}");
        await shops.Fails(QueueNames.Orders, $"north|{Customer}");
        await shops.Fails(QueueNames.Orders, OfNobody);

        Assert.Equal(
            ["", "", "", "north|?", "north|Q-1", "west|Q-2"],
            (await shops.Waiting()).Select(kept => kept.Ids ?? "").Order(StringComparer.Ordinal));
        Assert.Equal(3, (await shops.Waiting()).Count(kept => kept.Shop is null));
        foreach (var printed in new[] { await shops.Printed(), await shops.Printed("north") })
        {
            Assert.DoesNotContain("canary", printed, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("6 messages wait.", printed, StringComparison.Ordinal);
        }

        Assert.Contains("3 messages wait.", await shops.Printed("south"), StringComparison.Ordinal);
        Assert.DoesNotContain("Q-1", await shops.Printed("south"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_again_waits_no_more_and_stays_known()
    {
        var shops = new Troubled(await Open());
        await shops.Fails(QueueNames.Pools, "north|TV");
        var id = Assert.Single(await shops.Waiting()).Id;

        Assert.Equal(new PoisonOutcome.Replayed("pools"), await shops.Kept.Replay(id, Stop));

        Assert.Equal([("pools", "north|TV")], shops.Sent);
        Assert.Equal((0, 0), await shops.Counted());
        Assert.Equal($"Nothing waits.{Environment.NewLine}", await shops.Printed());
        Assert.Contains("north|TV", Assert.Single(await shops.Documents(id)), StringComparison.Ordinal);
        Assert.Equal(new PoisonOutcome.WasReplayed(), await shops.Kept.Replay(id, Stop));
        Assert.Equal(new PoisonOutcome.WasReplayed(), await shops.Kept.Drop(id, Stop));
        Assert.Single(shops.Sent);
    }

    [Fact]
    public async Task An_order_that_came_by_queue_is_sent_as_it_came_and_its_customer_is_forgotten()
    {
        var shops = new Troubled(await Open());
        string[] messages = [InBase64(Message(Order("Q-1"))), Message(Order("Q-2"), "west")];
        foreach (var message in messages)
        {
            await shops.Fails(QueueNames.Intake, message);
        }

        Assert.Equal((2, 1), await shops.Counted());
        foreach (var kept in await shops.Waiting())
        {
            Assert.Equal(new PoisonOutcome.Replayed("intake"), await shops.Kept.Replay(kept.Id, Stop));
            Assert.DoesNotContain(
                await shops.Documents(kept.Id),
                left => left.Contains("anary", StringComparison.Ordinal)
                    || left.Contains(messages[0], StringComparison.Ordinal));
        }

        Assert.Equal(messages.Order(StringComparer.Ordinal), shops.Sent.Select(sent => sent.Body).Order(
            StringComparer.Ordinal));
        Assert.Equal((0, 0), await shops.Counted());
    }

    [Theory]
    [InlineData(QueueNames.Orders, OfNobody)]
    [InlineData(QueueNames.Intake, """{"shop":"west"}""")]
    public async Task What_belongs_to_no_shop_is_sent_once_and_waits_for_none(string queue, string body)
    {
        var shops = new Troubled(await Open());
        await shops.Fails(queue, body);
        Assert.Equal((1, 1), await shops.Counted());
        var id = Assert.Single(await shops.Waiting("south")).Id;

        await shops.Kept.Replay(id, Stop);

        Assert.Equal([(queue, body)], shops.Sent);
        Assert.Equal((0, 0), await shops.Counted());
        Assert.Empty(await shops.Waiting());
    }

    [Fact]
    public async Task What_fails_once_more_waits_once_more_and_says_how_often()
    {
        var shops = new Troubled(await Open());
        for (var time = 1; time <= 3; time++)
        {
            await shops.Fails(QueueNames.Intake, Message(Order("Q-1"), "west"));
            await shops.Fails(QueueNames.Intake, Message(Order("Q-1"), "west"));
            var kept = Assert.Single(await shops.Waiting());
            Assert.Equal((time - 1, shops.Clock.GetUtcNow()), (kept.KeptAgain, kept.KeptAt));
            Assert.Equal((1, 1), await shops.Counted());
            await (time == 2 ? shops.Kept.Drop(kept.Id, Stop) : shops.Kept.Replay(kept.Id, Stop));
            shops.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, shops.Sent.Count());
    }

    [Fact]
    public async Task What_failed_again_before_it_was_closed_is_not_closed()
    {
        var shops = new Troubled(await Open(), whileSending: all => all.Fails(QueueNames.Pools, "north|TV"));
        await shops.Fails(QueueNames.Pools, "north|TV");
        var id = Assert.Single(await shops.Waiting()).Id;

        Assert.Equal(new PoisonOutcome.WaitsAgain("pools"), await shops.Kept.Replay(id, Stop));

        Assert.Equal(1, Assert.Single(await shops.Waiting()).KeptAgain);
        Assert.Equal((1, 0), await shops.Counted());
    }

    [Fact]
    public async Task Two_operators_at_once_lose_nothing_and_leave_nothing()
    {
        var isSecond = false;
        var shops = new Troubled(await Open(), whileSending: async all =>
        {
            if (!isSecond)
            {
                isSecond = true;
                await all.Kept.Replay(Assert.Single(await all.Waiting()).Id, Stop);
            }
        });
        await shops.Fails(QueueNames.Orders, OfNobody);
        var id = Assert.Single(await shops.Waiting()).Id;

        Assert.Equal(new PoisonOutcome.WaitsAgain("orders"), await shops.Kept.Replay(id, Stop));

        Assert.Equal([("orders", OfNobody), ("orders", OfNobody)], shops.Sent);
        Assert.Equal((0, 0), await shops.Counted());
    }

    [Fact]
    public async Task What_was_dropped_is_not_sent_and_its_customer_is_forgotten()
    {
        var shops = new Troubled(await Open());
        await shops.Fails(QueueNames.Intake, Message(Order("Q-1"), "west"));
        var id = Assert.Single(await shops.Waiting()).Id;

        Assert.Equal(new PoisonOutcome.Dropped(), await shops.Kept.Drop(id, Stop));
        Assert.Equal(new PoisonOutcome.WasDropped(), await shops.Kept.Drop(id, Stop));
        Assert.Equal(new PoisonOutcome.WasDropped(), await shops.Kept.Replay(id, Stop));

        Assert.Empty(shops.Sent);
        Assert.Equal((0, 0), await shops.Counted());
        Assert.Equal(3, (await shops.Documents(id)).Count);
        Assert.DoesNotContain(
            await shops.Documents(id), left => left.Contains("anary", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b?c#d")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public async Task An_id_that_no_message_has_does_nothing(string id)
    {
        var shops = new Troubled(await Open());
        await shops.Fails(QueueNames.Pools, "north|TV");

        Assert.Equal(new PoisonOutcome.NotFound(), await shops.Kept.Replay(id, Stop));
        Assert.Equal(new PoisonOutcome.NotFound(), await shops.Kept.Drop(id, Stop));

        Assert.Empty(shops.Sent);
        Assert.Equal((1, 0), await shops.Counted());
    }

    [Fact]
    public async Task More_than_a_page_is_listed_whole_and_each_once()
    {
        var shops = new Troubled(await Open());
        var messages = Enumerable.Range(1, 130).Select(number => $"north|SKU-{number}").ToList();
        foreach (var message in messages)
        {
            await shops.Fails(QueueNames.Pools, message);
        }

        Assert.Equal(
            messages.Order(StringComparer.Ordinal),
            (await shops.Waiting()).Select(kept => kept.Ids!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_earlier_release_kept_is_told_of_and_sent_again_by_its_id()
    {
        const string id = "0ac43573c5bc057b5d58027b8fdabea5";
        var store = await Open();
        var shops = new Troubled(store);
        await store.Commit(new(Container.Shops, "north|poison"),
        [
            new Write.Create(
                id,
                Encoding.UTF8.GetBytes(
                    """{"schema":1,"queue":"pools","body":"north|TV","keptAt":"2026-11-22T09:00:00+00:00"}"""),
                new(new("north"), Status: "poison")),
        ]);

        Assert.Contains("1 more copies wait and are not shown", await shops.Printed(), StringComparison.Ordinal);
        Assert.Equal(new PoisonOutcome.Replayed("pools"), await shops.Kept.Replay(id, Stop));
        Assert.Equal([("pools", "north|TV")], shops.Sent);
        Assert.Equal((0, 0), await shops.Counted());
    }
}
