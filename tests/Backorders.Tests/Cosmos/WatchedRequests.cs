using System.Collections.Concurrent;

namespace Backorders.Tests.Cosmos;

/// <summary>Counts the batches on their way to the account, and holds one back for as long as a test wants.</summary>
internal sealed class WatchedRequests : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, int> answered = [];
    private Func<string, bool> isHeld = _ => false;
    private TaskCompletionSource release = new();

    public int Batches(string container) => answered.GetValueOrDefault(container);

    /// <summary>Holds every batch to the container until <paramref name="until"/> says so after some other.</summary>
    public void Hold(string container, Func<bool> until)
    {
        release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        isHeld = one => one == container && !until();
    }

    public void Release()
    {
        isHeld = _ => false;
        release.TrySetResult();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains("x-ms-cosmos-is-batch-request"))
        {
            return await base.SendAsync(request, cancellationToken);
        }
        var container = request.RequestUri!.AbsolutePath.Split('/')[4];
        if (isHeld(container))
        {
            await release.Task.WaitAsync(cancellationToken);
        }
        var answer = await base.SendAsync(request, cancellationToken);
        answered.AddOrUpdate(container, 1, (_, count) => count + 1);
        return answer;
    }
}
