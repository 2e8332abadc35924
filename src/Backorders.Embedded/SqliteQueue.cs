using System.Collections.Concurrent;
using Backorders.Embedded.Queue;
using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded;

/// <summary>
/// The work queues in the store's SQLite file, on the machine's clock. Poisoned messages stay in the same table under
/// <c>{queue}-poison</c>, where they are received like any other.
/// </summary>
public sealed class SqliteQueue(SqliteDatabase database, TimeProvider machine, TimeSpan pollInterval) : IWorkQueue
{
    private const int MaxReceived = 32;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private static readonly Sql FirstVisible = new("SELECT min(visible) FROM messages WHERE queue = ?1");

    private readonly ConcurrentDictionary<string, Bell> bells = new();

    public async Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var visibleAt = After(delay);
        var handle = await database.Write(new SendMessage(queue, body, visibleAt));
        BellOf(queue).Ring(visibleAt);
        return handle;
    }

    /// <remarks>Looks before it leases: an idle server writes nothing.</remarks>
    public async Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxReceived);
        var leaseEnd = After(lease);
        var now = Now();
        return await NextVisible(queue, cancellationToken) <= now
            ? await database.Write(new ReceiveMessages(queue, max, now, leaseEnd))
            : [];
    }

    public Task Delete(MessageHandle message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled(cancellationToken)
            : database.Write(new DeleteMessage(MessageIds.Parse(message)));

    public Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken) =>
        LayBack(message, message.Handle.Queue, delay, message.DequeueCount - 1, cancellationToken);

    public Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken) =>
        LayBack(message, message.Handle.Queue, delay, message.DequeueCount, cancellationToken);

    public Task Poison(Message message, CancellationToken cancellationToken) =>
        LayBack(
            message, message.Handle.Queue + QueueNames.PoisonSuffix, TimeSpan.Zero, tries: 0, cancellationToken);

    public async Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var (bell, now) = (BellOf(queue), Now());
        var end = now + atMost.Ticks;
        do
        {
            // Ask for the bell first: what is sent after the look below rings it.
            var look = Math.Min(end, now + pollInterval.Ticks);
            var rung = bell.Hear(look);
            var visibleAt = await NextVisible(queue, cancellationToken);
            if (visibleAt <= now)
            {
                return;
            }
            await bell.Wait(rung, TimeSpan.FromTicks(Math.Min(look, visibleAt) - now), cancellationToken);
            now = Now();
        }
        while (now < end);
    }

    private async Task LayBack(
        Message message, string queue, TimeSpan delay, int tries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var visibleAt = After(delay);
        await database.Write(new LayBackMessage(MessageIds.Parse(message.Handle), queue, visibleAt, tries));
        BellOf(queue).Ring(visibleAt);
    }

    /// <summary>When the queue's first message is or becomes visible, in UTC ticks; none: the end of time.</summary>
    private Task<long> NextVisible(string queue, CancellationToken cancellationToken) => database.Read(
        queue,
        static (connection, name) =>
        {
            using var rows = connection.Prepare(FirstVisible).Bind(1, name).Query();
            return rows.Next() && !rows.IsNull(0) ? rows.Long(0) : long.MaxValue;
        },
        cancellationToken);

    private Bell BellOf(string queue) => bells.GetOrAdd(queue, static (_, machine) => new Bell(machine), machine);

    private long Now() => machine.GetUtcNow().UtcTicks;

    /// <exception cref="ArgumentOutOfRangeException">The time is negative or over 7 days.</exception>
    private long After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay);
        return Now() + delay.Ticks;
    }
}
