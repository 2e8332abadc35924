using System.Collections.Concurrent;
using System.Net;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// What happens to requests for documents on their way to the account and back: each meets the next fault in line, and
/// then none.
/// </summary>
internal sealed class CosmosFaults : DelegatingHandler
{
    private readonly ConcurrentQueue<Fault> faults = [];
    private int sent;

    public delegate Task<HttpResponseMessage> Fault(
        HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken);

    /// <summary>Requests for documents that left the SDK.</summary>
    public int Sent => sent;

    public bool HasNext => !faults.IsEmpty;

    /// <summary>Called with the number of each request before it meets its fault.</summary>
    public Action<int> OnSend { get; set; } = _ => { };

    public CosmosFaults Next(params Fault[] next)
    {
        Array.ForEach(next, faults.Enqueue);
        return this;
    }

    /// <summary>The account says no and does nothing.</summary>
    public static Fault Answers(int status, int? retryAfterMilliseconds = null, int? substatus = null) =>
        (_, _, _) => Task.FromResult(Answer(status, retryAfterMilliseconds, substatus));

    /// <summary>Another was faster: so the account answers a batch of a pool, and nothing else.</summary>
    public static Fault IsLate { get; } = async (request, send, _) =>
        request.Headers.Contains("x-ms-cosmos-is-batch-request")
            && request.RequestUri!.AbsolutePath.Contains("/pools/", StringComparison.Ordinal)
            ? Answer(412, null)
            : await send();

    /// <summary>The account does it and then says that something went wrong.</summary>
    public static Fault DoesAndAnswers(int status) => async (_, send, _) =>
    {
        using var done = await send();
        return Answer(status, null);
    };

    public static Fault DoesAndBreaks { get; } = async (_, send, _) =>
    {
        using var done = await send();
        throw new HttpRequestException("The connection was reset.");
    };

    public static Fault Breaks { get; } = (_, _, _) => throw new HttpRequestException("The connection was refused.");

    public static Fault IsSilent { get; } = async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Silence has no end.");
    };

    public static Fault Passes { get; } = (_, send, _) => send();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }
        OnSend(Interlocked.Increment(ref sent));
        return faults.TryDequeue(out var fault)
            ? await fault(request, () => base.SendAsync(request, cancellationToken), cancellationToken)
            : await base.SendAsync(request, cancellationToken);
    }

    private static HttpResponseMessage Answer(int status, int? retryAfterMilliseconds, int? substatus = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent($$"""{"code":"{{status}}","message":"So it goes."}"""),
        };
        if (retryAfterMilliseconds is { } wait)
        {
            answer.Headers.Add("x-ms-retry-after-ms", $"{wait}");
        }
        if (substatus is { } more)
        {
            answer.Headers.Add("x-ms-substatus", $"{more}");
        }
        return answer;
    }
}
