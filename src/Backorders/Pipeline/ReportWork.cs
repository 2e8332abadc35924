using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Counts what is still to be done, and asks store, queue and mailer whether they answer.</summary>
public sealed class ReportWork(IStore store, IWorkQueue queue, IMailer mailer, Clocks clocks)
{
    /// <summary>An id that no document has.</summary>
    private const string Nothing = "nothing";

    public async Task<WorkReport> Run(ShopId shop, CancellationToken cancellationToken)
    {
        Task<long> Count(Container container, string? status, DateTimeOffset? dueBy = null) =>
            store.Count(container, shop, status, dueBy, cancellationToken);

        // In the order in which work flows: what leaves one count was entered in the next one before.
        var unfinished = await Count(Container.Orders, Keys.Unfinished);
        var shipments = await Count(Container.Shipments, null, clocks.Now);
        var pools = await Count(Container.Pools, null, clocks.Now);
        var waiting = await Count(Container.Orders, Keys.NoticeWaiting);
        var sent = await Count(Container.Orders, Keys.NoticeSent);
        var failed = await Count(Container.Orders, Keys.NoticeRefused)
            + await Count(Container.Orders, Keys.NoticeUnclear);
        var poison = await Count(Container.Shops, Keys.PoisonStatus);
        return new(waiting, sent, failed, pools + shipments, unfinished, poison);
    }

    /// <summary>Each dependency by name (store, queue, mail) with null for well, or what is wrong.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> Check(CancellationToken cancellationToken) =>
        new Dictionary<string, string?>
        {
            ["store"] = await Try(() => store.Read(new(Container.Shops, Nothing), Nothing, cancellationToken)),
            ["queue"] = await Try(() => queue.Wait(QueueNames.Orders, TimeSpan.Zero, cancellationToken)),
            ["mail"] = await Try(() => mailer.Check(cancellationToken)),
        };

    private static async Task<string?> Try(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return broken is UnavailableException ? broken.Message : "It is broken; the log says how.";
        }
    }
}
