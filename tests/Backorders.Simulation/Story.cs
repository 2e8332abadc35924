using Backorders.Notices;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Bugs;
using Backorders.Simulation.Callers;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation;

/// <summary>
/// One seed: two shops trade for some days, calmly at first, then in bad weather; then it heals, and everything must
/// come to rest.
/// </summary>
internal sealed class Story
{
    private const int MostDays = 4;

    /// <summary>A crowd costs as much as ten other stories.</summary>
    private const int CrowdOneIn = 1_000;

    /// <summary>Beside what callers ask.</summary>
    private const int LaidOneIn = 8;

    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(10);
    private static readonly Fault[] Storms =
        [Fault.StoreAway, Fault.MailQuotaGone, Fault.CrashLoop, Fault.DuplicateBurst];

    private readonly Random random;
    private readonly Weather weather;
    private readonly World world;
    private readonly Desk desk;
    private readonly Dictionary<string, Trade> trades;
    private readonly Dictionary<string, Producer> producers;
    private readonly HashSet<string> garbage = new(StringComparer.Ordinal);

    public Story(int seed, Bug bug)
    {
        random = new(seed);
        weather = new(new Random(seed ^ 0x5eed));
        world = new(weather, bug)
        {
            Pace = random.Next(2) == 0 ? MailPaceLimits.None : new(random.Next(5, 30), PerHour: 0),
            Post = PostOffice.Of(random),
            Releases = Release.Of(random),
        };
        desk = new(world);
        trades = World.ShopNames.ToDictionary(shop => shop, shop => new Trade(world, random, shop));
        producers = trades.ToDictionary(
            trade => trade.Key, trade => new Producer(world, random, trade.Value, trade.Key));
        world.RestartsAfter = () => TimeSpan.FromSeconds(1 + random.Next(30));
    }

    public World World => world;

    /// <exception cref="Violation">Something that must always hold did not.</exception>
    public void Play()
    {
        world.Play(Live);
        world.Figures.Mails = world.Watch.Checker.Mails.Count;
    }

    private async Task Live()
    {
        var processes = random.Next(1, 4);
        for (var started = 0; started < processes; started++)
        {
            world.Start();
        }

        foreach (var (shop, trade) in trades)
        {
            world.Watch.Checker.Plant(shop, $"canary-{shop}-");
            foreach (var sku in trade.Skus)
            {
                await desk.Persist(trade.Count(sku), int.MaxValue);
            }
        }

        var days = random.Next(2, MostDays + 1);
        for (var day = 1; day <= days; day++)
        {
            if (day == 2)
            {
                weather.TurnBad();
            }

            await Day(random.Next(5, 20), isCalm: day == 1);
            if (day < days)
            {
                Night(processes);
            }
        }

        await Heal();
    }

    private async Task Day(int events, bool isCalm)
    {
        for (var number = 0; number < events; number++)
        {
            var (ask, atOnce) = trades[World.ShopNames[random.Next(World.ShopNames.Length)]].Next();
            var patience = random.Next(5) == 0 ? random.Next(1, 3) : 1_000;
            _ = desk.Persist(ask, patience);
            if (atOnce is not null)
            {
                _ = desk.Persist(atOnce, patience);
            }

            if (random.Next(LaidOneIn) == 0)
            {
                producers[World.ShopNames[random.Next(World.ShopNames.Length)]].Lay();
            }

            if (!isCalm)
            {
                Disturb();
                Crowd();
            }

            await desk.Pause(TimeSpan.FromMilliseconds(Math.Exp(random.NextDouble() * 11)));
        }
    }

    /// <summary>Now and then everybody comes at once.</summary>
    private void Crowd()
    {
        if (random.Next(CrowdOneIn) == 0)
        {
            foreach (var ask in trades[World.ShopNames[random.Next(World.ShopNames.Length)]].Crowd())
            {
                _ = desk.Persist(ask, int.MaxValue);
            }
        }
    }

    /// <summary>What befalls no call in particular.</summary>
    private void Disturb()
    {
        if (weather.Next(Fault.ClockJump) is not null && world.Running.Count > 0)
        {
            var clock = world.Running[random.Next(world.Running.Count)].Clock;
            clock.Off = clock.Off == TimeSpan.Zero ? Jump * (random.Next(2) == 0 ? 1 : -1) : TimeSpan.Zero;
            world.Watch.Checker.ClocksWereOff = long.MaxValue;
            world.Journal.Note($"a clock is off by {clock.Off}");
        }

        if (weather.Next(Fault.QueueGarbage) is not null)
        {
            var message = $"garbage {garbage.Count}";
            garbage.Add(message);
            var queues = QueueNames.All.Where(queue => queue != QueueNames.Intake).ToList();
            world.Queue.Send(queues[random.Next(queues.Count)], message, TimeSpan.Zero);
        }

        if (random.Next(12) == 0)
        {
            var storm = Storms[random.Next(Storms.Length)];
            weather.Begin(storm);
            world.Journal.Note($"{storm} begins");
            var minutes = storm == Fault.MailQuotaGone ? random.Next(5, 60) : random.Next(1, 6);
            world.Loop.After(TimeSpan.FromMinutes(minutes), () => weather.End(storm));
        }
    }

    /// <summary>All processes end, days pass, and others start.</summary>
    private void Night(int processes)
    {
        if (random.Next(3) == 0)
        {
            return;
        }

        world.KillAll();
        world.Loop.Leap(TimeSpan.FromHours(random.Next(6, 24 * 9)));
        world.Journal.Note("a night has passed");
        world.Watch.Checker.ClocksWereOff = Math.Max(world.Watch.Checker.ClocksWereOff, world.Journal.Moment);
        for (var started = 0; started < processes; started++)
        {
            world.Start();
        }
    }

    /// <summary>A roll-out comes to its end.</summary>
    private void EndOtherReleases()
    {
        foreach (var old in world.Running.Where(instance => instance.Release != Release.This).ToList())
        {
            world.Kill(old, "with its release");
        }

        if (world.Running.Count == 0)
        {
            world.Start();
        }
    }

    private async Task Heal()
    {
        weather.Heal();
        world.Journal.Note("faults are off");
        foreach (var instance in world.Running)
        {
            instance.Clock.Off = TimeSpan.Zero;
        }

        world.Watch.Checker.ClocksWereOff = world.Journal.Moment;

        EndOtherReleases();

        await new Rest(world, desk).Come();
        new RestCheck(world.Watch.Checker).Check(garbage);
        foreach (var (shop, trade) in trades)
        {
            await new LastLook(world, desk, trade, shop).Look();
        }
    }
}
