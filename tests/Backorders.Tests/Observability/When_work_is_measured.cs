using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Observability;

[Collection(WatchedTests.Name)]
public sealed class When_work_is_measured : IAsyncDisposable
{
    private readonly Watch watch = new();
    private readonly WatchedPipeline pipeline = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        watch.Dispose();
    }

    [Fact]
    public async Task Orders_and_lines_are_counted_by_what_became_of_them()
    {
        await pipeline.Put("TV", 2);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Order("W1", "TV", 2);
        await pipeline.Order("W2", "TV", 5);
        await pipeline.Order("W3", "TV", 5, deny: true);
        await pipeline.Order("W4", "RADIO", 1);

        Assert.Equal(
            (3, 1, 1, 1),
            (Orders("taken"), Orders("repeated"), Orders("conflict"), Orders("unknown-sku")));
        Assert.Equal((1, 1, 1), (Lines("allocated"), Lines("backordered"), Lines("rejected")));
    }

    [Fact]
    public async Task A_batch_is_as_large_as_the_changes_that_it_carries()
    {
        await pipeline.Put("TV", 2);
        await pipeline.Order("W1", "TV", 1);
        Assert.Equal((2, 2), (watch.Times("backorders.pool.batch_size"), watch.Sum("backorders.pool.batch_size")));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => pipeline.Order($"M{number}", "TV", 1)));
        var batches = watch.Times("backorders.pool.batch_size") - 2;
        Assert.Equal(42, watch.Sum("backorders.pool.batch_size"));
        Assert.InRange(batches, 1, 40);
    }

    [Fact]
    public async Task A_race_that_another_process_won_is_counted()
    {
        await pipeline.Put("TV", 2);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        Assert.Equal(0, watch.Sum("backorders.lost_races"));

        await pipeline.ReceiveElsewhere("TV", 5);
        await pipeline.Order("W2", "TV", 1);

        Assert.Equal(1, watch.Sum("backorders.lost_races", "container=pools"));
    }

    [Fact]
    public async Task A_message_is_as_old_as_it_waited_to_be_worked()
    {
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        pipeline.Clock.Advance(TimeSpan.FromSeconds(5));
        await pipeline.Work();

        Assert.Equal((1, 5), Age("pools"));
        Assert.Equal((1, 0), Age("notices"));
        Assert.Equal((0, 0), Age("orders"));
    }

    [Fact]
    public async Task A_mail_is_counted_by_its_outcome_and_the_notice_that_waits_for_it_grows_old()
    {
        pipeline.Post.Answers.Enqueue(new SendOutcome.NotSent(TimeSpan.FromSeconds(1), "It is full."));
        pipeline.Post.Answers.Enqueue(new SendOutcome.Unclear("The connection broke."));
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Work();
        pipeline.Clock.Advance(TimeSpan.FromMinutes(10));
        await pipeline.Sweep();
        Assert.Equal(
            (1, 600),
            (watch.Gauge("backorders.notices.waiting"), watch.Gauge("backorders.notices.oldest_waiting_seconds")));

        await pipeline.Work();
        pipeline.Clock.Advance(TimeSpan.FromMinutes(1));
        await pipeline.Work();
        pipeline.Post.Answers.Enqueue(new SendOutcome.Refused("There is no such mailbox."));
        await pipeline.Order("W2", "TV", 1);
        await pipeline.Work();
        await pipeline.Sweep();

        Assert.Equal((1, 1, 1, 1), (Mails("not_sent"), Mails("unclear"), Mails("sent"), Mails("refused")));
        Assert.Equal(
            (0, 0),
            (watch.Gauge("backorders.notices.waiting"), watch.Gauge("backorders.notices.oldest_waiting_seconds")));
    }

    [Fact]
    public async Task A_pool_has_work_left_until_it_is_reconciled()
    {
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        await pipeline.Sweep();
        Assert.Equal(1, watch.Gauge("backorders.pools.with_work"));

        await pipeline.Work();
        await pipeline.Sweep();
        Assert.Equal(0, watch.Gauge("backorders.pools.with_work"));
    }

    [Fact]
    public async Task Poison_is_counted_when_it_is_kept_and_not_when_it_is_kept_already()
    {
        await pipeline.Keep(QueueNames.Orders, "garbage");
        await pipeline.Keep(QueueNames.Orders, "garbage");

        Assert.Equal(1, watch.Sum("backorders.poison", "queue=orders"));
    }

    [Fact]
    public async Task Poison_waits_until_somebody_dealt_with_it_however_long_ago_it_came()
    {
        await pipeline.Sweep();
        Assert.Equal(0, watch.Gauge("backorders.poison.waiting"));

        await pipeline.Keep(QueueNames.Orders, "demo|W1");
        pipeline.Clock.Advance(TimeSpan.FromDays(8));
        await pipeline.Sweep();

        Assert.Equal(1, watch.Gauge("backorders.poison.waiting"));
    }

    [Fact]
    public async Task The_stores_calls_are_counted_by_what_they_ask()
    {
        var partition = new Partition(Container.Orders, "demo|W1");
        await pipeline.Store.Read(partition, "order", Stop);
        await pipeline.Store.Commit(partition, [new Write.Create("order", "{}"u8.ToArray(), Terms.None)]);
        await pipeline.Store.ByPlace(new(partition, null, null, 1), Stop);
        await pipeline.Store.Due(Container.Orders, pipeline.Clock.GetUtcNow(), 1, Stop);

        Assert.Equal((1, 1, 2), (Calls("read"), Calls("commit"), Calls("query")));
    }

    private double Orders(string outcome) => watch.Sum("backorders.orders", $"outcome={outcome}");

    private double Lines(string outcome) => watch.Sum("backorders.lines", $"outcome={outcome}");

    private double Mails(string outcome) => watch.Sum("backorders.mails", $"outcome={outcome}");

    private double Calls(string operation) => watch.Sum("backorders.store.calls", $"operation={operation}");

    private (long Times, double Seconds) Age(string queue) => (
        watch.Times("backorders.queue.age", $"queue={queue}"), watch.Sum("backorders.queue.age", $"queue={queue}"));
}
