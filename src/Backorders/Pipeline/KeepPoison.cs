namespace Backorders.Pipeline;

/// <summary>Copies what a queue gave up on into the store, where an operator finds it.</summary>
public sealed class KeepPoison
{
    /// <param name="queue">The queue that it came from, without <c>-poison</c>.</param>
    public Task Run(string queue, string body, CancellationToken cancellationToken) => throw new NotSupportedException();
}
