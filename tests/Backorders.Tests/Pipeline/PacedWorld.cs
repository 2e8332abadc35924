using Backorders.Api;
using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Pipeline;

/// <summary>
/// Shops whose mails go out at a pace, in time that passes only here: one or more processes over a plain store, a queue
/// that keeps messages back, and a provider that does what the test says.
/// </summary>
public sealed class PacedWorld
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ModelStore store = new();
    private readonly DelayingQueue queue;
    private readonly MailPaceLimits limits;
    private readonly ShopDirectory shops;
    private readonly List<ServiceProvider> processes = [];
    private DateTimeOffset nextSweep;
    private int handled;

    public PacedWorld(MailPaceLimits limits, int processes, params IReadOnlyList<string> shops)
    {
        this.limits = limits;
        this.shops = new(shops.Select(
            shop => new Shop(new(shop), shop, null, [], new Dictionary<SupplierId, Supplier>())));
        queue = new(Time);
        Provider = new(Time);
        for (var started = 0; started < processes; started++)
        {
            this.processes.Add(Start());
        }
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public Provider Provider { get; }

    public LogBook Log { get; } = new();

    /// <summary>Counts the calls of the store.</summary>
    public Fate Store { get; } = Fate.Fair();

    public int Messages => queue.Sent;

    public int Sweeps { get; private set; }

    /// <summary>Stops all processes where they are and starts as many others.</summary>
    public void Restart()
    {
        for (var index = 0; index < processes.Count; index++)
        {
            processes[index] = Start();
        }
    }

    /// <summary>Orders of a unit each that all wait: a mail for each is to be sent when this comes back.</summary>
    public async Task OrdersThatWait(string shop, int count, int from = 1)
    {
        await LeadTime(shop, 10);
        for (var number = from; number < from + count; number++)
        {
            await processes[0].GetRequiredService<TakeOrder>().Run(new(shop), new(
                new($"{number}"), null, new("Ada", $"{number}@example.com", null), false,
                [new(new("A"), 1, Deny: false)]), default);
        }

        await Reconcile();
    }

    /// <summary>Moves the dates of all who wait, and back.</summary>
    public async Task LeadTime(string shop, int days)
    {
        await processes[0].GetRequiredService<ManageStock>().Put(
            new(new(shop), new("A")), new(null, null, default, new(true, days), default, default), default);
        await Reconcile();
    }

    public Task<WorkReport> Work(string shop) =>
        processes[0].GetRequiredService<ReportWork>().Run(new(shop), default);

    /// <summary>What the order's first notice is listed as.</summary>
    public string? StatusOfNotice(string shop, int order) => store.Dump()
        .Single(kept => kept.Partition.Key == $"{shop}|{order}" && kept.Document.Id == "notice:1").Terms.Status;

    /// <summary>The order's notice as the next message of it would find it.</summary>
    public Task Wake(string shop, int order) => queue.Send(
        QueueNames.Notices, Keys.NoticeMessage(new(new(shop), new($"{order}")), 1), TimeSpan.Zero, default);

    /// <summary>Another process works on a message of the order's notice, now.</summary>
    public Task WorkElsewhere(string shop, int order) => processes[^1].GetRequiredService<QueueHandlers>().Handle(
        QueueNames.Notices, Keys.NoticeMessage(new(new(shop), new($"{order}")), 1), default);

    /// <summary>Works all messages when their time comes, and sweeps each minute in each process.</summary>
    public async Task Pass(TimeSpan time)
    {
        for (var end = Time.GetUtcNow() + time; Time.GetUtcNow() < end;)
        {
            while (queue.Next() is { } message)
            {
                await Handle(message);
            }

            var next = new[] { end, nextSweep, queue.NextVisible ?? end }.Min();
            if (next > Time.GetUtcNow())
            {
                Time.Advance(next - Time.GetUtcNow());
            }

            if (Time.GetUtcNow() >= nextSweep)
            {
                nextSweep = Time.GetUtcNow().AddMinutes(1);
                foreach (var process in processes)
                {
                    Sweeps++;
                    await process.GetRequiredService<Sweep>().Run(default);
                }
            }
        }
    }

    private async Task Reconcile()
    {
        await processes[0].GetRequiredService<Background>().Drain(default);
        while (queue.Next(QueueNames.Orders, QueueNames.Pools) is { } message)
        {
            await Handle(message);
        }
    }

    private async Task Handle(Message message)
    {
        queue.Take(message);
        try
        {
            await processes[++handled % processes.Count].GetRequiredService<QueueHandlers>().Handle(
                message.Handle.Queue, message.Body, default);
        }
        catch (UnavailableException away)
        {
            var delay = away.RetryAfter < LongestPause ? away.RetryAfter : LongestPause;
            await queue.Send(message.Handle.Queue, message.Body, delay, default);
        }
    }

    private ServiceProvider Start() => new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(Log))
        .AddSingleton(new Clocks(Time, Time))
        .AddSingleton(limits)
        .AddSingleton(new CustomerLinks(new byte[32], new Uri("https://orders.example")))
        .AddSingleton(shops)
        .AddSingleton<IStore>(new FaultyStore(store, Store))
        .AddSingleton<IWorkQueue>(queue)
        .AddSingleton<IMailer>(Provider)
        .AddPipeline()
        .BuildServiceProvider();
}

/// <summary>A provider that answers as the test says and counts everything that reaches it.</summary>
public sealed class Provider(TimeProvider time) : IMailer
{
    private static readonly SendOutcome Accepted = new SendOutcome.Accepted();

    private readonly Dictionary<string, int> tries = [];

    public IList<(DateTimeOffset At, Mail Mail)> Tries { get; } = [];

    public ISet<string> Accepts { get; } = new HashSet<string>();

    /// <summary>Of the mail and how often it was tried before; null: it is accepted.</summary>
    public Func<Mail, int, SendOutcome?> Answers { get; set; } = (_, _) => null;

    /// <summary>Null: what it really has.</summary>
    public Func<Mail, SendOutcome?>? AnswersLookUps { get; set; }

    /// <summary>False: it finds nothing of what it took, as a mail server.</summary>
    public bool KeepsABook { get; set; } = true;

    public TimeSpan InHand { get; set; }

    /// <summary>What happens elsewhere while a mail is on its way.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken)
    {
        var before = tries.GetValueOrDefault(mail.Id);
        tries[mail.Id] = before + 1;
        Tries.Add((time.GetUtcNow(), mail));
        await Meanwhile();
        var answer = Answers(mail, before) ?? Accepted;
        if (answer is SendOutcome.Accepted)
        {
            Accepts.Add(mail.Id);
        }

        return answer;
    }

    public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken) => Task.FromResult(
        AnswersLookUps?.Invoke(mail) ?? (KeepsABook && Accepts.Contains(mail.Id) ? Accepted : null));

    public Task Check(CancellationToken cancellationToken) => Task.CompletedTask;
}
