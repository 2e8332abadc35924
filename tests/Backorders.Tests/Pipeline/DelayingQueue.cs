using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>A queue that keeps a message back until its time comes, and hands each out once.</summary>
public sealed class DelayingQueue(TimeProvider time) : IWorkQueue
{
    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset Visible, Message Message)> messages = [];

    public int Sent { get; private set; }

    public DateTimeOffset? NextVisible
    {
        get
        {
            lock (gate)
            {
                return messages.Count == 0 ? null : messages.Min(message => message.Visible);
            }
        }
    }

    /// <summary>The oldest visible message of these queues, or of all.</summary>
    public Message? Next(params IReadOnlyList<string> queues)
    {
        lock (gate)
        {
            var index = messages.FindIndex(message => message.Visible <= time.GetUtcNow()
                && (queues.Count == 0 || queues.Contains(message.Message.Handle.Queue)));
            return index < 0 ? null : messages[index].Message;
        }
    }

    public void Take(Message message)
    {
        lock (gate)
        {
            messages.RemoveAt(messages.FindIndex(held => held.Message == message));
        }
    }

    public Task<MessageHandle> Send(string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var handle = new MessageHandle(queue, $"{++Sent}", "receipt");
            messages.Add((time.GetUtcNow() + delay, new(handle, body, 1)));
            return Task.FromResult(handle);
        }
    }

    public Task Delete(MessageHandle message, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            messages.RemoveAll(held => held.Message.Handle == message);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken) => throw Unused();

    public Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken) => throw Unused();

    public Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken) => throw Unused();

    public Task Poison(Message message, CancellationToken cancellationToken) => throw Unused();

    public Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken) => throw Unused();

    private static InvalidOperationException Unused() => new("The world hands messages out by itself.");
}
