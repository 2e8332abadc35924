using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Pipeline;

public sealed class TriggeredWorkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(QueueNames.Orders, "north|A")]
    [InlineData(QueueNames.Shipments, "north|A")]
    [InlineData(QueueNames.Pools, "north|A")]
    [InlineData(QueueNames.Notices, "north|A")]
    [InlineData(QueueNames.Intake, """{"shop":"north","order":{}}""")]
    public async Task An_outage_is_no_failed_try_the_message_is_sent_anew(string queue, string body)
    {
        var shops = new QueuedShops(new Fate(1, Fault.FailsBefore));
        var work = shops.Services.GetRequiredService<TriggeredWork>();

        await work.Handle(queue, QueuedShops.InBase64(body), Stop);

        var sent = Assert.Single(shops.Queue.Sent);
        Assert.Equal((queue, body), (sent.Handle.Queue, sent.Body));
    }

    [Fact]
    public async Task Poison_waits_out_an_outage_in_its_own_queue()
    {
        var shops = new QueuedShops(new Fate(1, Fault.FailsBefore));
        var work = shops.Services.GetRequiredService<TriggeredWork>();

        await work.KeepPoison(QueueNames.Pools, "north|A", Stop);

        Assert.Equal("pools-poison", Assert.Single(shops.Queue.Sent).Handle.Queue);
    }

    [Fact]
    public async Task A_host_that_stops_gets_its_message_back_without_a_failed_try()
    {
        var shops = new QueuedShops();
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        var work = shops.Services.GetRequiredService<TriggeredWork>();

        await work.Handle(QueueNames.Shipments, "north|A", stopping.Token);

        Assert.Equal("north|A", Assert.Single(shops.Queue.Sent).Body);
    }

    [Fact]
    public async Task A_message_of_its_own_fault_is_a_failed_try()
    {
        var shops = new QueuedShops();
        var work = shops.Services.GetRequiredService<TriggeredWork>();

        await Assert.ThrowsAsync<FormatException>(() => work.Handle(QueueNames.Orders, "nonsense", Stop));

        Assert.Empty(shops.Queue.Sent);
    }
}
