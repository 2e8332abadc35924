using System.Net.Sockets;
using Backorders.Azure.Queues;
using Backorders.Pipeline.Ports;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Contracts;

public class When_a_queue_service_is_away
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly Message Leased = new(new("orders", "id", "receipt"), "demo|WEB-1", 1);

    private static CancellationToken Stop => Some.Stop;

    public static TheoryData<string> EveryCall => [.. Calls.Keys];

    private static readonly Dictionary<string, Func<IWorkQueue, Task>> Calls = new()
    {
        ["send"] = queue => queue.Send("orders", "demo|WEB-1", TimeSpan.Zero, Stop),
        ["receive"] = queue => queue.Receive("orders", 8, TimeSpan.FromMinutes(1), Stop),
        ["delete"] = queue => queue.Delete(Leased.Handle, Stop),
        ["postpone"] = queue => queue.Postpone(Leased, TimeSpan.Zero, Stop),
        ["retry"] = queue => queue.Retry(Leased, TimeSpan.Zero, Stop),
        ["poison"] = queue => queue.Poison(Leased, Stop),
        ["ask"] = queue => queue.Wait("orders", TimeSpan.Zero, Stop),
    };

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task A_busy_service_says_when_to_come_again_and_is_asked_once(string call)
    {
        var (status, said) = (0, "");
        await using var service = await OddQueueService.Start(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = said;
            return Task.CompletedTask;
        });
        var asked = 0;
        foreach (var (answer, seconds) in new[]
        {
            ((503, "7"), 7), ((429, "20"), 20), ((500, ""), 1), ((503, "soon"), 1), ((403, ""), 30), ((404, ""), 30),
        })
        {
            (status, said) = answer;
            var away = await Away(service, call);
            Assert.Equal((seconds, ++asked), ((int)away.RetryAfter.TotalSeconds, service.Calls));
        }
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task A_connection_that_breaks_is_an_unclear_answer(string call)
    {
        await using var service = await OddQueueService.Start(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(TimeSpan.FromSeconds(1), (await Away(service, call)).RetryAfter);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task An_answer_that_does_not_come_is_not_waited_for_long(string call)
    {
        await using var service = await OddQueueService.Start(http => Task.Delay(
            Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));

        var away = await Away(service, call, patience: TimeSpan.FromMilliseconds(300));

        Assert.Equal(TimeSpan.FromSeconds(1), away.RetryAfter);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_away()
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var queue = Queue($"AccountName=odd;AccountKey=AAAA;QueueEndpoint=http://{nobody.LocalEndpoint}/odd", Long);
        nobody.Stop();

        await Assert.ThrowsAsync<UnavailableException>(() => queue.Wait("orders", TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task A_caller_who_stops_is_not_told_that_the_service_is_away()
    {
        await using var service = await OddQueueService.Start(http => Task.Delay(
            Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var sending = Queue(service.ConnectionString, Long)
            .Send("orders", "demo|WEB-1", TimeSpan.Zero, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(1000, "1")]
    [InlineData(1001, "2")]
    public async Task No_message_is_shown_earlier_than_asked(int milliseconds, string seconds)
    {
        var query = new QueryString();
        await using var service = await OddQueueService.Start(http =>
        {
            query = http.Request.QueryString;
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        var queue = Queue(service.ConnectionString, Long);

        await Assert.ThrowsAsync<UnavailableException>(
            () => queue.Send("orders", "demo|1", TimeSpan.FromMilliseconds(milliseconds), Stop));

        Assert.Contains($"visibilitytimeout={seconds}", query.Value!.Split('?', '&'));
        Assert.Contains("messagettl=-1", query.Value.Split('?', '&'));
    }

    private static Task<UnavailableException> Away(OddQueueService service, string call, TimeSpan? patience = null) =>
        Assert.ThrowsAsync<UnavailableException>(() => Calls[call](Queue(service.ConnectionString, patience ?? Long)));

    private static StorageQueue Queue(string connectionString, TimeSpan patience) => new(
        new(connectionString), TimeProvider.System, patience);
}
