using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>A queue of a world, which hands its messages out by itself.</summary>
public abstract class WorldQueue : IWorkQueue
{
    public abstract Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken);

    public virtual Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken) => throw Unused();

    public abstract Task Delete(MessageHandle message, CancellationToken cancellationToken);

    public Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken) => throw Unused();

    public Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken) => throw Unused();

    public Task Poison(Message message, CancellationToken cancellationToken) => throw Unused();

    public Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken) => throw Unused();

    private static InvalidOperationException Unused() => new("The world sees to its messages by itself.");
}

/// <summary>A queue whose messages are visible at once, delayed ones too, and stay until deleted.</summary>
public sealed class PlainQueue : WorldQueue
{
    private readonly Lock gate = new();
    private readonly List<Message> messages = [];
    private readonly List<Message> sent = [];
    private int lastId;

    /// <summary>All that was ever sent.</summary>
    public IReadOnlyList<Message> Sent
    {
        get
        {
            lock (gate)
            {
                return [.. sent];
            }
        }
    }

    public override Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var handle = new MessageHandle(queue, $"{++lastId}", "receipt");
            messages.Add(new(handle, body, 1));
            sent.Add(messages[^1]);
            return Task.FromResult(handle);
        }
    }

    public override Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Message>>(
                [.. messages.Where(message => message.Handle.Queue == queue).Take(max)]);
        }
    }

    public override Task Delete(MessageHandle message, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            messages.RemoveAll(known => known.Handle.Id == message.Id);
        }

        return Task.CompletedTask;
    }
}

public sealed class FaultyQueue(IWorkQueue inner, Fate fate) : WorldQueue
{
    public override Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.Send(queue, body, delay, cancellationToken));

    public override Task Delete(MessageHandle message, CancellationToken cancellationToken) => fate.Meet(async () =>
    {
        await inner.Delete(message, cancellationToken);
        return true;
    });
}

/// <summary>
/// What a real queue may do: every other message comes twice, none waits for its time, and they come in any order.
/// </summary>
public sealed class ShuffledQueue(IWorkQueue inner, Random random) : WorldQueue
{
    private const int Most = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Message>> hands = [];

    public override async Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (Below(2) == 0)
        {
            await inner.Send(queue, body, TimeSpan.Zero, cancellationToken);
        }

        return await inner.Send(queue, body, TimeSpan.Zero, cancellationToken);
    }

    public override async Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (!hands.TryGetValue(queue, out var hand))
        {
            hands.Add(queue, hand = []);
        }

        hand.AddRange(await inner.Receive(queue, Most, lease, cancellationToken));
        if (hand.Count == 0)
        {
            return [];
        }

        var index = Below(hand.Count);
        var message = hand[index];
        hand.RemoveAt(index);
        return [message];
    }

    public override Task Delete(MessageHandle message, CancellationToken cancellationToken) =>
        inner.Delete(message, cancellationToken);

    private int Below(int end)
    {
        lock (gate)
        {
            return random.Next(end);
        }
    }
}
