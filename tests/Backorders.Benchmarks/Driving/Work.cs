using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Backorders.Benchmarks.Driving;

/// <summary>What /healthz says of the work of the shop.</summary>
internal sealed record Work(
    long NoticesWaiting, long NoticesSent, long PoolsWithWork, long OrdersUnfinished, long Poison)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public long Notices => NoticesWaiting + NoticesSent;

    public bool AtRest => NoticesWaiting + PoolsWithWork + OrdersUnfinished == 0;

    public static Work Read(IPEndPoint server)
    {
        var (_, body) = Callers.Once(server, new RequestBook().Health(), expected: 200);
        using var json = JsonDocument.Parse(body);
        var work = json.RootElement.GetProperty("work");
        var notices = work.GetProperty("notices");
        return new Work(
            notices.GetProperty("waiting").GetInt64(),
            notices.GetProperty("sent").GetInt64(),
            work.GetProperty("poolsWithWork").GetInt64(),
            work.GetProperty("ordersUnfinished").GetInt64(),
            work.GetProperty("poison").GetInt64());
    }

    /// <summary>Comes back when the work is as wanted, with the time that took.</summary>
    public static async Task<TimeSpan> Until(
        IPEndPoint server, Func<Work, bool> wanted, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        for (; ; )
        {
            var work = Read(server);
            Expect.Equal("poisoned messages", 0, work.Poison);
            if (wanted(work))
                return Stopwatch.GetElapsedTime(start);
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new WrongAnswerException($"after {Patience} the work is still not done: {work}");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public static Task<TimeSpan> UntilAtRest(IPEndPoint server, CancellationToken cancellationToken) =>
        Until(server, work => work.AtRest, cancellationToken);
}
