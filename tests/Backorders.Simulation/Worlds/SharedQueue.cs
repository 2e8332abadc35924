using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Simulation.Worlds;

/// <summary>The work queues of the world, on its own clock: at least once, in no order.</summary>
internal sealed class SharedQueue(Loop loop)
{
    private readonly List<Kept> messages = [];
    private readonly Dictionary<string, List<TaskCompletionSource>> listening = [];
    private int ids;

    /// <summary>Messages in all queues, visible or not.</summary>
    public int Count => messages.Count;

    public IEnumerable<string> Bodies => messages.Select(message => $"{message.Queue}: {message.Body}");

    public MessageHandle Send(string queue, string body, TimeSpan delay)
    {
        var message = new Kept(++ids, queue, body) { Visible = loop.Now + delay, Receipt = ids };
        messages.Add(message);
        Ring(queue, delay);
        return message.Handle;
    }

    /// <param name="random">Draws among those that are visible.</param>
    public IReadOnlyList<Message> Receive(string queue, int max, TimeSpan lease, Func<int, int> random)
    {
        var visible = messages.Where(message => message.Queue == queue && message.Visible <= loop.Now).ToList();
        var received = new List<Message>();
        while (received.Count < max && visible.Count > 0)
        {
            var index = random(visible.Count);
            var message = visible[index];
            visible.RemoveAt(index);
            message.Tries++;
            message.Receipt = ++ids;
            message.Visible = loop.Now + lease;
            Ring(queue, lease);
            received.Add(new(message.Handle, message.Body, message.Tries));
        }

        return received;
    }

    public void Delete(MessageHandle handle) => messages.RemoveAll(message => message.Handle == handle);

    /// <summary>Gives a leased message another place in time, count or queue, if it is still the receiver's.</summary>
    public void LayBack(MessageHandle handle, string queue, TimeSpan delay, int tries)
    {
        if (messages.Find(message => message.Handle == handle) is { } message)
        {
            (message.Queue, message.Tries, message.Receipt) = (queue, tries, ++ids);
            message.Visible = loop.Now + delay;
            Ring(queue, delay);
        }
    }

    /// <summary>Comes back when the queue may have something, at the latest after that time.</summary>
    public Task Listen(string queue, TimeSpan atMost)
    {
        var heard = new TaskCompletionSource();
        if (messages.Exists(message => message.Queue == queue && message.Visible <= loop.Now))
        {
            heard.SetResult();
            return heard.Task;
        }

        if (!listening.TryGetValue(queue, out var ears))
        {
            listening[queue] = ears = [];
        }

        ears.Add(heard);
        loop.After(atMost, () => heard.TrySetResult());
        return heard.Task;
    }

    private void Ring(string queue, TimeSpan delay) => loop.After(delay, () =>
    {
        if (listening.Remove(queue, out var ears))
        {
            ears.ForEach(heard => heard.TrySetResult());
        }
    });

    private sealed class Kept(int id, string queue, string body)
    {
        public string Queue { get; set; } = queue;

        public string Body { get; } = body;

        public DateTimeOffset Visible { get; set; }

        public int Receipt { get; set; }

        public int Tries { get; set; }

        public MessageHandle Handle => new(
            Queue, id.ToString(CultureInfo.InvariantCulture), Receipt.ToString(CultureInfo.InvariantCulture));
    }
}
