namespace Backorders.Pipeline;

/// <summary>Each minute: finds pools and orders with work left, and dates that have passed.</summary>
public sealed class Sweep
{
    public Task Run(CancellationToken cancellationToken) => throw new NotSupportedException();
}
