using System.Text;
using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Notices;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Hosting;
using Backorders.Simulation.Bugs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backorders.Simulation.Worlds;

/// <summary>A request as it comes over the wire.</summary>
internal sealed record HttpAsk(
    string Route, IReadOnlyDictionary<string, string> Place, string Query,
    IReadOnlyDictionary<string, string> Headers, byte[] Body);

internal sealed record HttpAnswer(int Status, string? ContentType, byte[] Body, bool IsReplay);

/// <summary>
/// One process of the service: the real pipeline, door and message handling in a container of its own, over the
/// world's ports.
/// </summary>
internal sealed class Instance
{
    /// <summary>Messages of one queue at a time; few, so that several processes meet.</summary>
    private const int Handlers = 3;

    private const int Tries = 5;

    private static readonly Dictionary<string, ApiRoute> ByName = Routes.All.ToDictionary(route => route.Name);
    private static readonly byte[] CursorKey = Encoding.ASCII.GetBytes("sixteen bytes and some more");
    private static readonly Uri PublicUrl = new("https://orders.example");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly World world;
    private readonly ServiceProvider services;
    private readonly QueuePort queue;
    private readonly List<Action<HttpAnswer?>> serving = [];

    public Instance(World world, string name, int jitter, Release release, Bug bug)
    {
        this.world = world;
        (Name, Release) = (name, release);
        Process = new(world.Loop);
        Clock = new(world.Loop, Process);
        var wire = new Wire(world, this);
        queue = new(wire, world, release, bug);
        services = new ServiceCollection()
            .AddSingleton(world)
            .AddSingleton(typeof(ILogger<>), typeof(WatchedLog<>))
            .AddSingleton(new Clocks(Clock, Clock) { Jitter = jitter })
            .AddSingleton(world.Shops)
            .AddSingleton<IStore>(new StorePort(wire, world, name, release, bug))
            .AddSingleton<IWorkQueue>(queue)
            .AddSingleton<IMailer>(new MailPort(wire, world, this, bug))
            .AddSingleton(world.Pace)
            .AddSingleton(new CustomerLinks(World.LinkKey, PublicUrl))
            .AddPipeline()
            .AddBackordersApi(new(CursorKey, RequestsPerKeyPerSecond: null))
            .BuildServiceProvider();
    }

    public string Name { get; }

    public Release Release { get; }

    public Process Process { get; }

    public ProcessClock Clock { get; }

    public void Start()
    {
        foreach (var name in QueueNames.All)
        {
            _ = Process.Start(() => Work(name, Pump(name)));
            _ = Process.Start(() => Work($"{name}-poison", PoisonPump(name)));
        }

        _ = Process.Start(SweepEachMinute);
    }

    /// <summary>Nothing of it goes on; whoever waits for an answer sees the connection break.</summary>
    public void Die()
    {
        Process.Die();
        foreach (var answer in serving.ToList())
        {
            answer(null);
        }
    }

    /// <param name="answer">Is told what came of it, null when nobody knows.</param>
    public void Serve(HttpAsk ask, Action<HttpAnswer?> answer)
    {
        serving.Add(answer);
        _ = Process.Start(async () =>
        {
            var answered = await Serve(ask);
            serving.Remove(answer);
            answer(answered);
        });
    }

    private async Task<HttpAnswer> Serve(HttpAsk ask)
    {
        var traffic = services.GetRequiredService<Traffic>();
        traffic.Enter();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.QueryString = new(ask.Query);
        http.Request.Body = new MemoryStream(ask.Body);
        http.Request.ContentLength = ask.Body.Length;
        http.Request.ContentType = "application/json";
        foreach (var (name, value) in ask.Headers)
        {
            http.Request.Headers[name] = value;
        }

        foreach (var (name, value) in ask.Place)
        {
            http.Request.RouteValues[name] = value;
        }

        using var written = new MemoryStream();
        http.Response.Body = written;
        var result = await services.GetRequiredService<Entrance>().Answer(ByName[ask.Route], http);
        await result.ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync();
        traffic.Leave();
        return new HttpAnswer(
            http.Response.StatusCode, http.Response.ContentType, written.ToArray(),
            http.Response.Headers.ContainsKey("Idempotency-Replayed"));
    }

    private QueuePump Pump(string name)
    {
        var handlers = services.GetRequiredService<QueueHandlers>();
        return new(
            queue, name, (body, cancellationToken) => handlers.Handle(name, body, cancellationToken),
            new(Handlers, Minute, Tries), Clock, services.GetRequiredService<ILogger<QueuePump>>());
    }

    private QueuePump PoisonPump(string name)
    {
        var keep = services.GetRequiredService<KeepPoison>();
        return new(
            queue, $"{name}-poison", (body, cancellationToken) => keep.Run(name, body, cancellationToken),
            new(Handlers: 1, Minute, Tries: null), Clock, services.GetRequiredService<ILogger<QueuePump>>());
    }

    /// <summary>Receives what is visible and sees each message to its end, as the server's pump does.</summary>
    private async Task Work(string name, QueuePump pump)
    {
        var (running, free) = (0, new TaskCompletionSource());
        while (true)
        {
            if (running == Handlers)
            {
                await free.Task;
            }

            free = new();
            if (await Receive(name, Handlers - running) is { Count: > 0 } received)
            {
                foreach (var message in received)
                {
                    running++;
                    _ = Handle(message);
                }
            }
            else
            {
                await queue.Wait(name, Minute, CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(1 + world.Sky.Roll(100)), Clock, CancellationToken.None);
            }
        }

        async Task Handle(Message message)
        {
            await pump.Work(message, CancellationToken.None);
            running--;
            free.TrySetResult();
        }
    }

    private async Task<IReadOnlyList<Message>> Receive(string name, int most)
    {
        try
        {
            return await queue.Receive(name, most, Lease, CancellationToken.None);
        }
        catch (UnavailableException)
        {
            return [];
        }
    }

    private async Task SweepEachMinute()
    {
        var sweep = services.GetRequiredService<Sweep>();
        for (var first = true; ; first = false)
        {
            try
            {
                await (first ? sweep.RunAtStart(CancellationToken.None) : sweep.Run(CancellationToken.None));
            }
            catch (UnavailableException)
            {
                world.Journal.Note($"{Name} puts off its sweep");
            }

            await Task.Delay(Minute, Clock, CancellationToken.None);
        }
    }
}
