using System.Text;
using Backorders.Api;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Commands;
using Backorders.Tests.Api;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Poison;

/// <summary>The shops north and south, whose messages fail as the test says; nobody works the queues.</summary>
internal sealed class Troubled
{
    private static readonly Partition[] Homes =
        [new(Container.Shops, "north|poison"), new(Container.Shops, "south|poison"), new(Container.Shops, "|poison")];

    private readonly IStore store;
    private readonly ServiceProvider services;

    /// <param name="fate">What the operator's process meets; what is kept is kept in fair weather.</param>
    /// <param name="whileSending">What happens just before a message is sent again.</param>
    public Troubled(IStore store, Fate? fate = null, Func<Troubled, Task>? whileSending = null)
    {
        this.store = store;
        var luck = fate ?? Fate.Fair();
        var queue = new SendingQueue(Queue, () => whileSending?.Invoke(this) ?? Task.CompletedTask);
        services = Process(store, queue);
        Kept = Process(new FaultyStore(store, luck), new FaultyQueue(queue, luck)).GetRequiredService<KeptPoison>();
    }

    public FakeTimeProvider Clock { get; } = new(GivenApi.Now);

    public PlainQueue Queue { get; } = new();

    public KeptPoison Kept { get; }

    public IEnumerable<(string Queue, string Body)> Sent =>
        Queue.Sent.Select(message => (message.Handle.Queue, message.Body));

    /// <summary>A message that failed five times.</summary>
    public Task Fails(string queue, string body) =>
        services.GetRequiredService<KeepPoison>().Run(queue, body, Stop);

    public async Task<IReadOnlyList<KeptMessage>> Waiting(string? shop = null) =>
        (await Kept.List(shop is null ? null : new ShopId(shop), Stop)).Messages;

    /// <summary>What the alert and the dashboards of both shops count.</summary>
    public async Task<(long North, long South)> Counted()
    {
        var report = services.GetRequiredService<ReportWork>();
        return ((await report.Run(new("north"), Stop)).Poison, (await report.Run(new("south"), Stop)).Poison);
    }

    /// <summary>All that is kept of the message, dealt with or not.</summary>
    public async Task<IReadOnlyList<string>> Documents(string id)
    {
        List<string> found = [];
        foreach (var home in Homes)
        {
            if (await store.Read(home, id, Stop) is { } document)
            {
                found.Add(Encoding.UTF8.GetString(document.Body.Span));
            }
        }

        return found;
    }

    public async Task<string> Printed(string? shop = null)
    {
        await using var output = new StringWriter();
        Assert.Equal(0, await PoisonDesk.List(Kept, shop is null ? null : new ShopId(shop), output, Stop));
        return output.ToString();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceProvider Process(IStore over, IWorkQueue queue) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(GivenApi.Shops)
        .AddSingleton(new Clocks(Clock, TimeProvider.System))
        .AddSingleton(over)
        .AddSingleton(queue)
        .AddSingleton<IMailer>(new FaultyMailer(new Mailbox(), Fate.Fair()))
        .AddPipeline()
        .BuildServiceProvider();

    private sealed class SendingQueue(IWorkQueue inner, Func<Task> before) : WorldQueue
    {
        public override async Task<MessageHandle> Send(
            string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
        {
            await before();
            return await inner.Send(queue, body, delay, cancellationToken);
        }

        public override Task Delete(MessageHandle message, CancellationToken cancellationToken) =>
            inner.Delete(message, cancellationToken);
    }
}
