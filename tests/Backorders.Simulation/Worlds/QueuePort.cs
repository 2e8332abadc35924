using Backorders.Pipeline.Ports;
using Backorders.Simulation.Bugs;

namespace Backorders.Simulation.Worlds;

/// <summary>The work queues as one process sees them.</summary>
internal sealed class QueuePort(Wire wire, World world, Release release, Bug bug) : IWorkQueue
{
    private const int LongestDelaySeconds = 120;
    private const int ShortestLeaseSeconds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task<MessageHandle> Send(string queue, string ids, TimeSpan delay, CancellationToken cancellationToken)
    {
        var body = release.Sends(ids);
        world.Watch.Checker.Sent(queue, body);
        var fault = wire.Sky.Next(
            Fault.QueueAway, Fault.QueueUnclearSent, Fault.QueueUnclearNotSent, Fault.QueueDuplicate, Fault.QueueDelay,
            Fault.QueueLoss, Fault.DiesBefore, Fault.DiesAfter);
        world.Figures.Messages++;

        // A second line says whose trace it belongs to, and that is chance.
        return Call($"sends {body.Split('\n')[0]} to {queue}", fault, () =>
        {
            var late = fault == Fault.QueueDelay ? Seconds(LongestDelaySeconds) : TimeSpan.Zero;
            if (fault == Fault.QueueDuplicate)
            {
                world.Queue.Send(queue, body, delay + Seconds(LongestDelaySeconds));
            }

            var sent = world.Queue.Send(queue, body, delay + late);
            if (fault == Fault.QueueLoss)
            {
                world.Queue.Delete(sent);
            }

            return sent;
        });
    }

    public Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var fault = wire.Sky.Next(Fault.QueueAway, Fault.QueueLeaseEnds, Fault.DiesBefore, Fault.DiesAfter);
        var held = fault == Fault.QueueLeaseEnds ? Seconds(ShortestLeaseSeconds) : lease;
        return Call($"receives from {queue}", fault, () => Received(queue, max, held));
    }

    private IReadOnlyList<Message> Received(string queue, int max, TimeSpan lease)
    {
        var received = world.Queue.Receive(queue, max, lease, wire.Sky.Roll);
        foreach (var message in received.Where(_ => bug.DeletesFirst && queue == QueueNames.Intake))
        {
            world.Queue.Delete(message.Handle);
        }

        return received;
    }

    public Task Delete(MessageHandle message, CancellationToken cancellationToken) => Call(
        $"deletes {message.Id} of {message.Queue}",
        wire.Sky.Next(Fault.QueueDeleteFails, Fault.DiesBefore, Fault.DiesAfter),
        () =>
        {
            world.Queue.Delete(message);
            return true;
        });

    public Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken) =>
        LayBack("postpones", message, message.Handle.Queue, delay, message.DequeueCount - 1);

    public Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken) =>
        LayBack("retries", message, message.Handle.Queue, delay, message.DequeueCount);

    public Task Poison(Message message, CancellationToken cancellationToken) => bug.DropsPoison
        ? Delete(message.Handle, cancellationToken)
        : LayBack("gives up", message, message.Handle.Queue + QueueNames.PoisonSuffix, TimeSpan.Zero, tries: 0);

    public Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken) =>
        world.Queue.Listen(queue, atMost);

    private Task<bool> LayBack(string how, Message message, string queue, TimeSpan delay, int tries)
    {
        var fault = wire.Sky.Next(
            Fault.QueueAway, Fault.QueueUnclearSent, Fault.QueueUnclearNotSent, Fault.DiesBefore, Fault.DiesAfter);
        return Call($"{how} {message.Handle.Id} of {message.Handle.Queue}", fault, () =>
        {
            world.Queue.LayBack(message.Handle, queue, delay, tries);
            return true;
        });
    }

    private Task<T> Call<T>(string what, Fault? fault, Func<T> done) => wire.Call(
        what, fault, done,
        () => throw new UnavailableException("The queue is away.", Patience),
        () => throw new UnavailableException("The queue does not say whether it did.", Patience));

    private TimeSpan Seconds(int most) => TimeSpan.FromSeconds(1 + wire.Sky.Roll(most));
}
