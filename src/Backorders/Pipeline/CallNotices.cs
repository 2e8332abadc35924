using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Wakes notices that nobody sent. Those that were laid back for want of a slot are called in the order of their turns,
/// whether their turn has come or slots are free before, and as many as will find one until the next sweep: a notice
/// costs one write and one message for all its waiting, however long the line is.
/// </summary>
public sealed class CallNotices(IStore store, IWorkQueue queue, MailPace pace, Clocks clocks)
{
    /// <summary>The time to the next sweep: slots that become free in it are given out by delayed messages.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Notices that are called in one sweep before their turn.</summary>
    private const int MostEarly = 500;

    /// <summary>Beyond the longest turn.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(10 * 365);

    /// <summary>Messages sent at the same time.</summary>
    private const int AtOnce = 8;

    /// <param name="due">Notices whose time has come.</param>
    internal async Task Run(IReadOnlyList<Listed> due, CancellationToken cancellationToken)
    {
        var found = due.Select(Waiting.Of).ToList();
        var atOnce = found.Where(one => !pace.IsKept || !one.IsInLine);
        await Send(atOnce.Select(one => (one, TimeSpan.Zero)), cancellationToken);
        if (!pace.IsKept)
        {
            return;
        }

        var line = await Line(found.Count + MostEarly, cancellationToken);
        var calls = await pace.Call(line.Select(one => one.Order.Shop), Period, cancellationToken);
        await Send(
            line.Zip(calls).Where(call => call.Second is not null).Select(
                call => (call.First, TimeSpan.FromSeconds(Math.Ceiling(call.Second!.Value.TotalSeconds)))),
            cancellationToken);
    }

    /// <summary>The front of the line. A shop that none of them is of has no line any more.</summary>
    private async Task<IReadOnlyList<Waiting>> Line(int limit, CancellationToken cancellationToken)
    {
        var page = await store.Due(Container.Orders, clocks.Machine.GetUtcNow() + Horizon, limit, cancellationToken);
        var line = page.Where(Waiting.IsNotice).Select(Waiting.Of).Where(one => one.IsInLine).ToList();
        if (page.Count < limit)
        {
            await pace.EndLines(line.Select(one => one.Order.Shop).ToHashSet());
        }

        return line;
    }

    private Task Send(IEnumerable<(Waiting Notice, TimeSpan Delay)> calls, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            calls, Apart.AtOnce(AtOnce, cancellationToken), async (call, cancelled) => await queue.SendWork(
                QueueNames.Notices, Keys.NoticeMessage(call.Notice.Order, call.Notice.Number), call.Delay, clocks,
                Tracing.CauseOf(call.Notice.Trace), cancelled));

    private sealed record Waiting(OrderId Order, int Number, string? Trace, bool IsInLine)
    {
        public static bool IsNotice(Listed found) => Keys.NoticeNumber(found.Document.Id) is not null;

        public static Waiting Of(Listed found)
        {
            var notice = OrderStore.ParseNotice(found.Document);
            return new(
                Keys.OrderIn(found.PartitionKey), notice.Number, notice.Trace,
                notice is { State: NoticeState.Waiting, Turn: not null });
        }
    }
}
