using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;

namespace Backorders.Benchmarks.Workloads;

/// <summary>Orders taken, with all that followed from them until the work was at rest.</summary>
/// <param name="Cpu">Processor time of the server, all of it: answers, mails, settling.</param>
/// <param name="WrittenBytes">Bytes that the server wrote to files.</param>
internal sealed record Taken(Played Played, TimeSpan Cpu, long WrittenBytes)
{
    public double CpuMilliseconds => Cpu.TotalMilliseconds / Played.Latencies.Count;

    public double DriverCpuMilliseconds => Played.DriverCpu.TotalMilliseconds / Played.Latencies.Count;

    public double BytesPerOrder => (double)WrittenBytes / Played.Latencies.Count;
}

/// <summary>A server on a fresh data folder that knows some SKUs.</summary>
internal sealed class Stand : IDisposable
{
    private readonly DataFolder data;

    private Stand(DataFolder data, ServerProcess server)
    {
        this.data = data;
        Server = server;
    }

    public ServerProcess Server { get; }

    /// <summary>
    /// Puts the stock in with one server and starts another on its folder, so that what the second one counts are
    /// orders alone.
    /// </summary>
    public static async Task<Stand> Open(
        PublishedServer published, RequestBook stock, CancellationToken cancellationToken)
    {
        var folder = new DataFolder();
        try
        {
            using (var first = await ServerProcess.Start(published, folder.Path, cancellationToken))
            {
                await Callers.Play(first.Address, stock, Plan.Callers, (_, answer) => Expect.Status(answer, 201));
                await first.Stop(cancellationToken);
            }

            return new Stand(folder, await ServerProcess.Start(published, folder.Path, cancellationToken));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Has 32 callers send the orders and waits until nothing is left to do for them.</summary>
    public async Task<Taken> Take(RequestBook orders, Check check, CancellationToken cancellationToken)
    {
        var before = Server.Use;
        var played = await Callers.Play(Server.Address, orders, Plan.Callers, check);
        await Work.UntilAtRest(Server.Address, cancellationToken);
        var after = Server.Use;
        return new Taken(played, after.Cpu - before.Cpu, after.WrittenBytes - before.WrittenBytes);
    }

    /// <summary>So many orders have this many mails each, and nobody else has any.</summary>
    public void ExpectMails(int orders, int each)
    {
        var mails = data.MailsByAddress();
        Expect.Equal("orders with mails", orders, mails.Count);
        foreach (var (address, count) in mails)
            Expect.Equal($"mails to {address}", each, count);
    }

    /// <summary>Ends the server; what its store did, for each of so many orders that it took.</summary>
    public async Task<IReadOnlyList<Figure>> StorePerOrder(int orders, CancellationToken cancellationToken)
    {
        if (await Server.Stop(cancellationToken) is not { } use)
            return [];
        return
        [
            Figure.PerOrder("store reads", use.Reads, orders),
            Figure.PerOrder("store commits", use.Commits, orders),
            Figure.PerOrder("transactions", use.Transactions, orders),
            Figure.PerOrder("statements", use.Statements, orders),
            Figure.PerOrder("bytes to the log", use.Bytes, orders),
        ];
    }

    public void Dispose()
    {
        Server.Dispose();
        data.Dispose();
    }
}
