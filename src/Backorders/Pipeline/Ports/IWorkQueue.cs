namespace Backorders.Pipeline.Ports;

/// <summary>The work queues by name; bodies carry ids only, but for whole orders in <see cref="Intake"/>.</summary>
public static class QueueNames
{
    public const string Orders = "orders";
    public const string Shipments = "shipments";
    public const string Pools = "pools";
    public const string Notices = "notices";

    /// <summary>Orders at suppliers that are to be sent.</summary>
    public const string Purchases = "purchases";

    /// <summary>
    /// Orders that others lay there, <c>{ "shop", "order" }</c>: this product only lays back what it took from there.
    /// </summary>
    public const string Intake = "intake";

    /// <summary>What the name of a queue's poison ends with.</summary>
    public const string PoisonSuffix = "-poison";

    public static readonly IReadOnlyList<string> All = [Orders, Shipments, Pools, Notices, Purchases, Intake];
}

/// <summary>
/// At least once, in no order. A received message is leased: it is hidden until the lease ends and comes back with a
/// higher dequeue count unless it was deleted. Every call may throw <see cref="UnavailableException"/>.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/> (at most 7 days).</summary>
    Task<MessageHandle> Send(string queue, string body, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="max"/> (1 to 32) visible messages, leased; none: an empty list at once.</summary>
    Task<IReadOnlyList<Message>> Receive(string queue, int max, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Forgets the message; one that is gone, or leased anew by another, is left alone.</summary>
    Task Delete(MessageHandle message, CancellationToken cancellationToken);

    /// <summary>
    /// Lays the message back for so long without counting the try: the outage of a neighbour never poisons work.
    /// </summary>
    Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Lays the message back for so long after it failed: this try counts.</summary>
    Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Moves the message to <c>{queue}-poison</c>, where only a person or KeepPoison takes it from.</summary>
    Task Poison(Message message, CancellationToken cancellationToken);

    /// <summary>
    /// Comes back when the queue may have something, at the latest after that time: what this process sent wakes at
    /// once, what others sent when the adapter looks. A wait of no time asks whether the queue answers at all.
    /// </summary>
    Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken);
}

public sealed record MessageHandle(string Queue, string Id, string Receipt);

/// <param name="DequeueCount">How often it was received, this time included: 1 or more.</param>
public sealed record Message(MessageHandle Handle, string Body, int DequeueCount);
