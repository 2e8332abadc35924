using System.Security.Cryptography;
using System.Text;
using Backorders.Notices;
using Backorders.Simulation.Bugs;
using Backorders.Simulation.Checker;

namespace Backorders.Simulation.Worlds;

/// <summary>
/// One store, one set of queues, one mail provider, some processes of the service, and everybody who calls them: all
/// of it in one thread, under a time of its own.
/// </summary>
internal sealed class World
{
    public static readonly string[] ShopNames = ["amber", "birch"];
    public static readonly byte[] LinkKey = Encoding.UTF8.GetBytes("what signs the links in all mails");
    public static readonly string[] SupplierNames = ["acme", "bolt"];

    private static readonly DateTimeOffset Beginning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Some twenty times what a story takes.</summary>
    private const int MostMoments = 100_000;

    private readonly Bug bug;
    private readonly List<Instance> running = [];
    private int started;

    public World(Sky sky, Bug bug)
    {
        (Sky, this.bug) = (sky, bug);
        Loop = new(Beginning);
        Journal = new(Loop);
        Unanswered = new(Journal);
        Store = new(this);
        Queue = new(Loop);
        Watch = new(this);
        Outside = new(Loop);
        Shops = new(ShopNames.Select(name => new Shop(
            new(name), $"The {name} shop", $"help@{name}.example", [new(HashOf(name), Role.Shop)],
            SupplierNames.ToDictionary(
                supplier => new SupplierId(supplier),
                supplier => new Supplier(new(supplier), [SecretOf(name, supplier)], null)))));
    }

    public Sky Sky { get; }

    public Loop Loop { get; }

    public Journal Journal { get; }

    public Unanswered Unanswered { get; }

    public SharedStore Store { get; }

    public SharedQueue Queue { get; }

    public Watch Watch { get; }

    public ShopDirectory Shops { get; }

    /// <summary>How many mails the provider takes; none unless told.</summary>
    public MailPaceLimits Pace { get; init; } = MailPaceLimits.None;

    /// <summary>Which release of the code a process runs that is the so many-th to start.</summary>
    public Func<int, Release> Releases { get; init; } = _ => Release.This;

    /// <summary>Who takes the mails.</summary>
    public PostOffice Post { get; init; } = PostOffice.Provider;

    public Figures Figures => Watch.Checker.Figures;

    /// <summary>Where callers live.</summary>
    public Process Outside { get; }

    public IReadOnlyList<Instance> Running => running;

    /// <summary>How long a process that died stays away; null: for good.</summary>
    public Func<TimeSpan>? RestartsAfter { get; set; }

    public static string KeyOf(string shop) => $"key of {shop}";

    public static byte[] SecretOf(string shop, string supplier) =>
        Encoding.UTF8.GetBytes($"what {supplier} and {shop} alone know");

    /// <summary>Lets everything happen until the story is told.</summary>
    /// <exception cref="Violation">Something that must always hold did not.</exception>
    public void Play(Func<Task> story)
    {
        var whole = Outside.Start(story);
        while (!whole.IsCompleted && Watch.Checker.Found is null && Journal.Moment < MostMoments && Loop.Step())
        {
            // Each step is one thing that happens.
        }

        if (Watch.Checker.Found is { } violation)
        {
            throw violation;
        }

        if (!whole.IsCompletedSuccessfully)
        {
            throw whole.Exception?.InnerException ?? Watch.Checker.Broken(7, "it never ends");
        }
    }

    public void Start()
    {
        var release = Sky.IsHealed ? Release.This : Releases(++started);
        var instance = new Instance(this, $"i{started}", started * 1_000, release, bug);
        running.Add(instance);
        Journal.Note($"{instance.Name} starts{release.Words}");
        instance.Start();
    }

    /// <summary>It is no more, whatever it was doing.</summary>
    public void Kill(Instance instance, string when)
    {
        if (!running.Remove(instance))
        {
            return;
        }

        Figures.Crashes++;
        Journal.Note($"{instance.Name} dies {when}");
        instance.Die();
        Watch.Checker.Mails.Died(instance.Name);
        if (RestartsAfter is { } away)
        {
            Loop.After(away(), Start);
        }
    }

    /// <summary>All processes end: the night, or an operator.</summary>
    public void KillAll()
    {
        var restarts = RestartsAfter;
        RestartsAfter = null;
        foreach (var instance in running.ToList())
        {
            Kill(instance, "with all others");
        }

        RestartsAfter = restarts;
    }

    /// <summary>One request to any process; null: the connection broke, and nobody knows what was done.</summary>
    public Task<HttpAnswer?> Request(HttpAsk ask)
    {
        var answered = new TaskCompletionSource<HttpAnswer?>();
        Loop.After(Sky.Way(), () =>
        {
            if (running.Count == 0)
            {
                answered.TrySetResult(null);
                return;
            }

            var instance = running[Sky.Roll(running.Count)];
            if (bug.Beside(ask) is { } more)
            {
                instance.Serve(more, _ => { });
            }

            instance.Serve(bug.OnAsk(ask), answer => Loop.After(Sky.Way(), () => answered.TrySetResult(answer)));
        });
        return answered.Task;
    }

    private static string HashOf(string shop) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(shop))));
}
