using System.Diagnostics;
using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// The body of a queue message: the ids of its work, such as <c>shop|order</c>. While somebody watches, a second line
/// says in whose trace it belongs and from when on it could be received: W3C's <c>traceparent</c> (or <c>-</c>) and
/// milliseconds since 1970. The ids alone say what is done; two messages with the same ids are the same.
/// </summary>
/// <param name="Ids">The first line; the whole body when that holds no ids, because then it is none of ours.</param>
/// <param name="Names">Shop and id in the first line; null: it is none of ours.</param>
/// <param name="Cause">The default when nobody says.</param>
/// <param name="VisibleAt">By the sender's clock; null when nobody says.</param>
internal readonly record struct WorkMessage(
    string Ids, (string Shop, string Id)? Names, ActivityContext Cause, DateTimeOffset? VisibleAt)
{
    private const string NoTrace = "-";

    /// <summary>Never refuses: work is not lost over a line that says how it came.</summary>
    public static WorkMessage Parse(string body)
    {
        var end = body.IndexOf('\n', StringComparison.Ordinal);
        var ids = end < 0 ? body : body[..end];
        if (Keys.Ids(ids) is not [var shop, var id, ..])
        {
            return new(body, null, default, null);
        }

        var words = end < 0 ? [] : body[(end + 1)..].Split(' ');
        return words.Length == 2
            ? new(ids, (shop, id), CauseIn(words[0]), TimeIn(words[1]))
            : new(ids, (shop, id), default, null);
    }

    internal static string Body(string ids, ActivityContext cause, DateTimeOffset visibleAt)
    {
        var parent = cause.TraceId == default
            ? NoTrace
            : $"00-{cause.TraceId}-{cause.SpanId}-{(int)cause.TraceFlags:x2}";
        return string.Create(CultureInfo.InvariantCulture, $"{ids}\n{parent} {visibleAt.ToUnixTimeMilliseconds()}");
    }

    private static ActivityContext CauseIn(string parent) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out var cause) ? cause : default;

    private static DateTimeOffset? TimeIn(string milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) &&
        since <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(since)
            : null;
}

/// <summary>How every message of the pipeline is sent.</summary>
internal static class WorkQueue
{
    /// <summary>Sends work that follows from what is under way here.</summary>
    public static Task<MessageHandle> SendWork(
        this IWorkQueue queue, string name, string ids, TimeSpan delay, Clocks clocks,
        CancellationToken cancellationToken) =>
        queue.SendWork(name, ids, delay, clocks, Tracing.Current, cancellationToken);

    /// <summary>Sends work that follows from something else.</summary>
    public static Task<MessageHandle> SendWork(
        this IWorkQueue queue, string name, string ids, TimeSpan delay, Clocks clocks, ActivityContext cause,
        CancellationToken cancellationToken)
    {
        var isWatched = cause.TraceId != default || Measures.QueueAge.Enabled;
        var body = isWatched ? WorkMessage.Body(ids, cause, clocks.Machine.GetUtcNow() + delay) : ids;
        return queue.Send(name, body, delay, cancellationToken);
    }
}
