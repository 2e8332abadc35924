using System.Diagnostics;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Observability;

[Collection(WatchedTests.Name)]
public sealed class When_messages_carry_a_trace : IAsyncDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Sampled = $"00-{Trace}-00f067aa0ba902b7-01";
    private const string Unsampled = $"00-{Trace}-00f067aa0ba902b7-00";
    private readonly WatchedPipeline pipeline = new();

    public ValueTask DisposeAsync() => pipeline.DisposeAsync();

    [Fact]
    public async Task Nothing_but_ids_is_sent_while_nobody_watches()
    {
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Work();

        Assert.Equal([("pools", "demo|TV"), ("notices", "demo|W1|1")], pipeline.Worked);
    }

    [Fact]
    public async Task Whoever_is_told_of_a_message_is_told_its_ids_and_its_trace_and_nothing_else()
    {
        using var watch = new Watch();
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Work();

        var trace = watch.Of("W1", "take order").TraceId;
        Assert.Equal(["pools", "notices"], pipeline.Worked.Select(message => message.Queue));
        Assert.All(pipeline.Worked, message => Assert.Matches(
            $@"^demo\|(TV|W1\|1)\n00-{trace}-[0-9a-f]{{16}}-01 \d+$", message.Body));
    }

    [Theory]
    [InlineData("demo|W1")]
    [InlineData("demo|W1\n")]
    [InlineData("demo|W1\ngarbage")]
    [InlineData("demo|W1\n00-nonsense-01 5")]
    [InlineData("demo|W1\n- 99999999999999999999999")]
    [InlineData($"demo|W1\n{Sampled} -5")]
    [InlineData($"demo|W1\n{Sampled} 5 5\n{Sampled} 5")]
    public async Task Work_is_not_lost_over_a_line_that_nobody_understands(string body)
    {
        using var watch = new Watch();
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Handle(QueueNames.Orders, body);

        Assert.Equal("demo", watch.Of("W1", "finish order").GetTagItem("backorders.shop"));
    }

    [Fact]
    public async Task Poison_is_the_same_whatever_its_trace()
    {
        await pipeline.Keep(QueueNames.Pools, "demo|TV");
        await pipeline.Keep(QueueNames.Pools, $"demo|TV\n{Sampled} 5");
        await pipeline.Keep(QueueNames.Pools, $"demo|TV\n{Unsampled} 7");
        Assert.Equal(1, await pipeline.Poison());

        await pipeline.Keep("intake", $"{{\"shop\":\"demo\",\n{Sampled} 5");
        await pipeline.Keep("intake", $"{{\"shop\":\"demo\",\n{Sampled} 7");
        Assert.Equal(3, await pipeline.Poison());
    }

    [Fact]
    public async Task Orders_that_share_a_wake_are_each_told_in_their_own_trace()
    {
        using var watch = new Watch();
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        await pipeline.Order("W2", "TV", 1);
        await pipeline.Work();

        var (first, second) = (watch.Of("W1", "take order"), watch.Of("W2", "take order"));
        Assert.NotEqual(first.TraceId, second.TraceId);
        Assert.Equal(first.TraceId, Assert.Single(watch.Named("reconcile pool")).TraceId);
        Assert.Equal(first.TraceId, watch.Of("W1", "send mail").TraceId);
        Assert.Equal(second.TraceId, watch.Of("W2", "send mail").TraceId);
        Assert.Equal(second.SpanId, watch.Of("W2", "notify customer").ParentSpanId);
    }

    [Fact]
    public async Task A_wake_that_came_too_late_for_the_message_goes_on_with_its_own_trace()
    {
        using var watch = new Watch();
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        await pipeline.Order("W2", "TV", 1);
        await pipeline.Settle();
        pipeline.Clock.Advance(TimeSpan.FromSeconds(1));
        await pipeline.Work();

        Assert.Equal(
            [watch.Of("W1", "take order").TraceId, watch.Of("W2", "take order").TraceId],
            watch.Named("reconcile pool").OrderBy(span => span.StartTimeUtc).Select(span => span.TraceId));
    }

    [Fact]
    public async Task A_batch_belongs_to_its_first_change_and_points_to_the_others()
    {
        using var watch = new Watch();
        await pipeline.Put("TV", 0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => pipeline.Order($"M{number}", "TV", 1)));
        await pipeline.Settle();

        var takes = watch.Named("take order").ToDictionary(span => span.SpanId);
        var batches = watch.Named("commit pool").Where(batch => takes.ContainsKey(batch.ParentSpanId)).ToList();
        Assert.Equal(40, batches.Sum(batch => (int)batch.GetTagItem("backorders.changes")!));
        Assert.Equal(40, batches.Sum(batch => 1 + batch.Links.Count()));
        Assert.All(batches, batch => Assert.Equal(takes[batch.ParentSpanId].TraceId, batch.TraceId));
    }

    [Fact]
    public async Task What_its_caller_does_not_sample_is_not_sampled_all_the_way_to_the_mail()
    {
        using var watch = new Watch();
        using var caller = new Activity("caller").SetParentId(Unsampled).Start();
        await pipeline.Put("TV", 0);
        await pipeline.Order("W1", "TV", 1);
        await pipeline.Settle();
        Activity.Current = null;
        await pipeline.Work();

        Assert.Empty(watch.Spans);
        Assert.Equal(2, pipeline.Worked.Count);
        Assert.All(pipeline.Worked, message => Assert.Matches($"\n00-{Trace}-[0-9a-f]{{16}}-00 ", message.Body));
    }

    [Fact]
    public async Task Work_that_fails_says_so_and_quotes_nobody()
    {
        using var watch = new Watch();
        await Assert.ThrowsAsync<FormatException>(
            () => pipeline.Handle(QueueNames.Orders, WatchedPipeline.CustomerAddress));

        var span = Assert.Single(watch.Named("finish order"));
        Assert.Equal((ActivityStatusCode.Error, "FormatException"), (span.Status, span.StatusDescription));
        Assert.DoesNotContain(watch.Texts(), text => text.Contains("zwetschge", StringComparison.OrdinalIgnoreCase));
    }
}
