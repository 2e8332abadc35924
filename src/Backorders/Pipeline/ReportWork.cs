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

        return new(
            await Count(Container.Orders, Keys.NoticeWaiting),
            await Count(Container.Orders, Keys.NoticeSent),
            await Count(Container.Pools, null, clocks.Now) + await Count(Container.Shipments, null, clocks.Now),
            await Count(Container.Orders, Keys.Unfinished),
            await Count(Container.Shops, Keys.PoisonStatus));
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
        catch (UnavailableException away)
        {
            return away.Message;
        }
    }
}
