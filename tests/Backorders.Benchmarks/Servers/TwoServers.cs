using System.Net;
using System.Net.Sockets;
using Backorders.Benchmarks.Driving;

namespace Backorders.Benchmarks.Servers;

/// <summary>Two servers on one data folder, which are killed in turn while callers keep ordering.</summary>
internal sealed class TwoServers : IDisposable
{
    private const int ShortestLifeMilliseconds = 200;
    private const int LongestLifeMilliseconds = 1_500;
    private const int Tries = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly PublishedServer published;
    private readonly string folder;
    private readonly Random random;
    private readonly ServerProcess[] servers;

    private TwoServers(PublishedServer published, string folder, int seed, ServerProcess[] servers)
    {
        this.published = published;
        this.folder = folder;
        this.servers = servers;
        random = new Random(seed);
    }

    /// <summary>Either is as good as the other.</summary>
    public IPEndPoint First => servers[0].Address;

    public static async Task<TwoServers> Start(
        PublishedServer published, string folder, int seed, CancellationToken cancellationToken)
    {
        var first = await ServerProcess.Start(published, folder, cancellationToken);
        var second = await ServerProcess.Start(published, folder, cancellationToken);
        return new TwoServers(published, folder, seed, [first, second]);
    }

    /// <summary>
    /// Plays the whole book, each request again and again until a server answers it, and kills a server now and then;
    /// both live at the end. Returns the kills: at least one.
    /// </summary>
    public async Task<int> PlayUnderFire(
        RequestBook requests, int callers, Check check, CancellationToken cancellationToken)
    {
        using var played = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var killing = KillInTurn(played.Token, cancellationToken);
        var next = -1;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Factory.StartNew(
                Call, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
        finally
        {
            await played.CancelAsync();
        }

        return await killing;

        void Call()
        {
            using var caller = new PatientCaller([servers[0].Address, servers[1].Address]);
            for (int index; (index = Interlocked.Increment(ref next)) < requests.Count;)
                caller.Ask(requests, index, check, cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (var server in servers)
            server.Dispose();
    }

    private async Task<int> KillInTurn(CancellationToken until, CancellationToken cancellationToken)
    {
        for (var kills = 0; ; kills++)
        {
            var life = TimeSpan.FromMilliseconds(random.Next(ShortestLifeMilliseconds, LongestLifeMilliseconds));
            try
            {
                await Task.Delay(life, TimeProvider.System, kills == 0 ? cancellationToken : until);
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return kills;
            }

            var victim = kills % servers.Length;
            await servers[victim].Kill(cancellationToken);
            servers[victim].Dispose();
            servers[victim] = ServerProcess.Launch(published, folder, servers[victim].Address);
            await servers[victim].Listening(cancellationToken);
        }
    }

    /// <summary>Asks one server and, when it is away, the other.</summary>
    private sealed class PatientCaller(IReadOnlyList<IPEndPoint> addresses) : IDisposable
    {
        private readonly Connection?[] connections = new Connection?[addresses.Count];

        public void Ask(RequestBook requests, int index, Check check, CancellationToken cancellationToken)
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                if (Try((index + attempt) % addresses.Count, requests, index, check))
                    return;
                if (cancellationToken.WaitHandle.WaitOne(Pause))
                    cancellationToken.ThrowIfCancellationRequested();
            }

            throw new WrongAnswerException($"no server answered request {index} in {Tries} tries");
        }

        public void Dispose()
        {
            foreach (var connection in connections)
                connection?.Dispose();
        }

        private bool Try(int server, RequestBook requests, int index, Check check)
        {
            try
            {
                var connection = connections[server] ??= new Connection(addresses[server]);
                var answer = connection.Send(requests[index]);
                if (answer.Status == (int)HttpStatusCode.ServiceUnavailable)
                    return false;
                check(index, answer);
                return true;
            }
            catch (Exception away) when (away is SocketException or IOException)
            {
                connections[server]?.Dispose();
                connections[server] = null;
                return false;
            }
        }
    }
}
