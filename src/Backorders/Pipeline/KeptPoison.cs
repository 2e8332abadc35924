using System.Diagnostics;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// What the queues gave up on, for an operator: lists it, sends it again, or lets it go. A message sent twice is
/// harmless and a lost one is not. So each copy is marked first, then the message is sent, and then each copy that
/// nobody touched since the mark is closed: whoever dies in between leaves a message that waits, and one that became
/// poison again in between is not closed. What was closed stays, without a customer's order.
/// </summary>
public sealed class KeptPoison(IStore store, IWorkQueue queue, ShopDirectory shops, Clocks clocks)
{
    /// <summary>Messages of a shop that one list shows; the rest comes when these are dealt with.</summary>
    public const int MostListed = 1_000;

    private const int PageSize = 100;

    /// <summary>Every message that waits, oldest first, each once however many shops have a copy of it.</summary>
    /// <param name="shop">Null: those of all shops, and of none.</param>
    public async Task<KeptPoisonList> List(ShopId? shop, CancellationToken cancellationToken)
    {
        List<PoisonCopy> found = [];
        var notShown = 0L;
        foreach (var owner in shop is null ? Owners : [shop])
        {
            var waiting = await Waiting(owner, cancellationToken);
            found.AddRange(waiting);
            notShown += owner is { } counted ? Math.Max(0, await Count(counted, cancellationToken) - waiting.Count) : 0;
        }

        var messages = found.GroupBy(copy => copy.Id)
            .Select(Shown)
            .OrderBy(message => message.KeptAt).ThenBy(message => message.Id, StringComparer.Ordinal);
        return new([.. messages], notShown);
    }

    /// <summary>Sends it to its queue once more, whatever shop it belongs to.</summary>
    public async Task<PoisonOutcome> Replay(string id, CancellationToken cancellationToken)
    {
        var copies = await Copies(id, cancellationToken);
        var waiting = copies.FindAll(copy => copy.Waits);
        if (waiting.Count == 0)
        {
            return Ended(copies);
        }

        if (copies.Find(copy => copy.Message.Holds(id)) is not { Message: var message })
        {
            // It named a customer: its text went when the copy that had it was closed, and these follow that one.
            return copies.Find(copy => !copy.Waits)?.Message.Ended is { } end && await Close(waiting, end)
                ? Ended(end)
                : new PoisonOutcome.Changed();
        }

        var marked = await Mark(waiting);
        if (marked.Count < waiting.Count)
        {
            return new PoisonOutcome.Changed();
        }

        await Send(message.Queue, message.Body, cancellationToken);
        return await Close(marked, PoisonEnd.Replayed)
            ? new PoisonOutcome.Replayed(message.Queue)
            : new PoisonOutcome.WaitsAgain(message.Queue);
    }

    /// <summary>Lets it go: nothing is sent.</summary>
    public async Task<PoisonOutcome> Drop(string id, CancellationToken cancellationToken)
    {
        var copies = await Copies(id, cancellationToken);
        var waiting = copies.FindAll(copy => copy.Waits);
        return waiting.Count == 0 ? Ended(copies)
            : await Close(waiting, PoisonEnd.Dropped) ? new PoisonOutcome.Dropped()
            : new PoisonOutcome.Changed();
    }

    /// <summary>
    /// No shop comes last: its copy alone holds a message that names a customer, so it is closed after the others.
    /// </summary>
    private IEnumerable<ShopId?> Owners => shops.All.Select(shop => (ShopId?)shop.Id).Append(null);

    private KeptMessage Shown(IGrouping<string, PoisonCopy> copies)
    {
        var (newest, text) = (
            copies.MaxBy(copy => copy.Message.KeptAt)!.Message,
            copies.FirstOrDefault(copy => copy.Message.Holds(copies.Key))?.Message.Body);
        return new(
            copies.Key, newest.Queue, text is null ? null : IdsIn(newest.Queue, text),
            text is null ? null : KeepPoison.OwnerOf(newest.Queue, text, shops), newest.KeptAt,
            copies.Max(copy => copy.Message.KeptAgain), copies.Any(copy => copy.Message.ReplayBegunAt is not null));
    }

    /// <summary>What may be shown of a message: ids, and nothing of a text that holds anything else.</summary>
    private static string? IdsIn(string queue, string text)
    {
        if (queue != QueueNames.Intake)
        {
            return Keys.Ids(text) is null ? null : text;
        }

        var message = IntakeMessage.Read(text);
        return (message.Shop, message.Number) switch
        {
            (null, null) => null,
            var (shop, number) => $"{shop?.Value ?? "?"}|{number?.Value ?? "?"}",
        };
    }

    private async Task<List<PoisonCopy>> Waiting(ShopId? owner, CancellationToken cancellationToken)
    {
        List<PoisonCopy> found = [];
        long? after = null;
        while (found.Count < MostListed)
        {
            var page = await store.ByPlace(
                new(Keys.PoisonOf(owner), after, UpTo: null, PageSize, Keys.PoisonStatus), cancellationToken);
            found.AddRange(page.Select(document => PoisonCopy.Of(owner, document)));
            if (page.Count < PageSize)
            {
                break;
            }

            after = PoisonDocument.PlaceOf(page[^1].Id);
        }

        return found;
    }

    private Task<long> Count(ShopId shop, CancellationToken cancellationToken) =>
        store.Count(Container.Shops, shop, Keys.PoisonStatus, dueBy: null, cancellationToken);

    private async Task<List<PoisonCopy>> Copies(string id, CancellationToken cancellationToken)
    {
        List<PoisonCopy> copies = [];
        foreach (var owner in PoisonDocument.IsId(id) ? Owners : [])
        {
            if (await store.Read(Keys.PoisonOf(owner), id, cancellationToken) is { } read)
            {
                copies.Add(PoisonCopy.Of(owner, read));
            }
        }

        return copies;
    }

    private static PoisonOutcome Ended(List<PoisonCopy> copies) =>
        copies.Count == 0 ? new PoisonOutcome.NotFound() : Ended(copies[^1].Message.Ended!.Value);

    private static PoisonOutcome Ended(PoisonEnd end) => end switch
    {
        PoisonEnd.Replayed => new PoisonOutcome.WasReplayed(),
        PoisonEnd.Dropped => new PoisonOutcome.WasDropped(),
        _ => throw new UnreachableException($"no such end: {end}"),
    };

    /// <returns>Those that nobody changed since they were read.</returns>
    private async Task<List<PoisonCopy>> Mark(List<PoisonCopy> waiting)
    {
        List<PoisonCopy> marked = [];
        foreach (var copy in waiting)
        {
            var message = copy.Message with { ReplayBegunAt = clocks.Now };
            if (await Write(copy, message) is { } etag)
            {
                marked.Add(copy with { ETag = etag, Message = message });
            }
        }

        return marked;
    }

    /// <summary>Ids are sent as everything else is; what is none of ours is sent as it came, or it were another.
    /// </summary>
    private Task<MessageHandle> Send(string name, string text, CancellationToken cancellationToken) =>
        name == QueueNames.Intake || Keys.Ids(text) is null
            ? queue.Send(name, text, TimeSpan.Zero, cancellationToken)
            : queue.SendWork(name, text, TimeSpan.Zero, clocks, cancellationToken);

    /// <returns>Whether all are closed; false: one was changed by another since it was read.</returns>
    private async Task<bool> Close(List<PoisonCopy> waiting, PoisonEnd end)
    {
        var isClosed = true;
        foreach (var copy in waiting)
        {
            isClosed = isClosed && await Write(copy, copy.Message with
            {
                Body = copy.Message.Queue == QueueNames.Intake ? PoisonDocument.Withheld : copy.Message.Body,
                ReplayBegunAt = null,
                Ended = end,
                EndedAt = clocks.Now,
            }) is not null;
        }

        return isClosed;
    }

    /// <returns>The new ETag; null: another was faster.</returns>
    private async Task<string?> Write(PoisonCopy copy, PoisonDocument message) =>
        await store.Commit(Keys.PoisonOf(copy.Owner), [copy.Become(message)]) switch
        {
            CommitResult.Done done => done.ETags[0],
            CommitResult.Stale => null,
            var failed => throw failed.Away(),
        };
}
