using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Api;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using static Backorders.Tests.Intake.QueuedShops;

namespace Backorders.Tests.Intake;

public sealed class When_the_world_fails_a_queued_order
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fault.FailsBefore)]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.UnclearNotDone)]
    public async Task It_is_taken_or_refused_once_whichever_call_fails(Fault fault)
    {
        var calls = await Play(new Fate(Fate.Never, fault));
        Assert.InRange(calls, 10, 100);
        for (var call = 1; call <= calls; call++)
        {
            await Play(new Fate(call, fault));
        }
    }

    [Fact]
    public async Task A_message_of_an_unknown_shop_goes_the_way_of_poison_and_is_shown_to_nobody()
    {
        var shops = await Open();
        foreach (var message in new[] { Message(Order("Q-1"), "west"), Message(Order("Q-2"), "no shop!"), "{", "////" })
        {
            var refused = await Assert.ThrowsAsync<FormatException>(() => shops.Take(message));
            Assert.DoesNotContain("anary", refused.ToString(), StringComparison.Ordinal);
        }

        var keep = shops.Services.GetRequiredService<KeepPoison>();
        await keep.Run(QueueNames.Intake, InBase64(Message(Order("Q-1"), "west")), Stop);
        await keep.Run(QueueNames.Intake, Message(Order("Q-3"), "south"), Stop);

        var report = shops.Services.GetRequiredService<ReportWork>();
        Assert.Equal(1, (await report.Run(North, Stop)).Poison);
        Assert.Equal(2, (await report.Run(South, Stop)).Poison);
        Assert.DoesNotContain("Q-", shops.Store.Dump("north|poison"), StringComparison.Ordinal);
        Assert.Contains("Q-3", shops.Store.Dump("south|poison"), StringComparison.Ordinal);
        Assert.DoesNotContain("west", shops.Store.Dump("south|poison"), StringComparison.Ordinal);
        Assert.Contains(InBase64(Message(Order("Q-1"), "west")), shops.Store.Dump("|poison"), StringComparison.Ordinal);
        Assert.Empty(When_orders_come_by_queue.List(await shops.Problems()));
    }

    [Fact]
    public async Task No_log_and_no_other_queue_ever_names_the_customer()
    {
        var shops = await Open();
        var work = shops.Services.GetRequiredService<TriggeredWork>();
        foreach (var message in new[] { Order("Q-1"), Order("Q-1", quantity: 3), Order("Q-2", "XX"), Order("Q 3") })
        {
            await work.Handle(QueueNames.Intake, InBase64(Message(message)), Stop);
            await work.KeepPoison(QueueNames.Intake, Message(message), Stop);
            await work.KeepPoison(QueueNames.Intake, Message(message, "west"), Stop);
        }

        await shops.Services.GetRequiredService<Background>().Drain(Stop);
        Assert.Equal(3, When_orders_come_by_queue.List(await shops.Problems()).Count);
        Assert.NotEmpty(shops.Logs.Lines);
        Assert.DoesNotContain(shops.Logs.Lines, line => line.Contains("anary", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            shops.Queue.Sent, message => message.Body.Contains("anary", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("anary", (await shops.Problems()).ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("anary", shops.Store.Dump("north|intake"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An order and a bad one, each again until it is done, as the queue would; how many calls it took.
    /// </summary>
    private static async Task<int> Play(Fate fate)
    {
        var shops = new QueuedShops(fate);
        await Again(shops.Stock);
        await Again(() => shops.Take(Message(Order("Q-1"))));
        await Again(() => shops.Take(Message(Order("Q-2", "XX"))));
        await shops.Services.GetRequiredService<Background>().Drain(Stop);
        var calls = fate.Calls;

        Assert.Equal("allocated", (await shops.Find("Q-1"))?.Status);
        var stock = await shops.Services.GetRequiredService<ReadStock>().Get(new(North, new("TV")), Stop);
        Assert.Equal(1, stock?.Available);
        var problem = Assert.Single(When_orders_come_by_queue.List(await shops.Problems(GivenApi.ShopKey)));
        Assert.Equal("Q-2", (string?)problem["orderNumber"]);
        return calls;
    }

    private static async Task Again(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (UnavailableException)
        {
            await work();
        }
    }
}
