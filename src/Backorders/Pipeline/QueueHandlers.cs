namespace Backorders.Pipeline;

/// <summary>What is done with a message of each queue; both heads' workers call it.</summary>
public sealed class QueueHandlers
{
    /// <summary>
    /// Handles one message. Returns when it may be deleted; throws <see cref="Ports.UnavailableException"/> when
    /// something around is away (lay it back without counting the try), anything else to have it tried again.
    /// </summary>
    public Task Handle(string queue, string body, CancellationToken cancellationToken) => throw new NotSupportedException();
}
