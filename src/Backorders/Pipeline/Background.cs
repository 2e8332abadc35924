namespace Backorders.Pipeline;

/// <summary>Work that goes on in this process after a caller was answered; its intents outlive the process.</summary>
public sealed class Background
{
    /// <summary>Comes back when nothing of it is under way: what a stopping server waits for.</summary>
    public Task Drain(CancellationToken cancellationToken) => throw new NotSupportedException();
}
