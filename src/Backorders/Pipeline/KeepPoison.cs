using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Copies what a queue gave up on into the store, where an operator finds it (<see cref="KeptPoison"/>).
/// </summary>
public sealed class KeepPoison(IStore store, ShopDirectory shops, Clocks clocks, ILogger<KeepPoison> log)
{
    /// <summary>Lost races in a row before the message comes back.</summary>
    private const int MaxTries = 20;

    /// <param name="queue">The queue that it came from, without <c>-poison</c>.</param>
    public async Task Run(string queue, string body, CancellationToken cancellationToken)
    {
        var message = WorkMessage.Parse(body);
        using var span = Tracing.KeepPoison(queue, message);
        var isNew = false;
        foreach (var (owner, text) in Copies(queue, message.Ids))
        {
            isNew |= await Keep(owner, PoisonDocument.IdOf(queue, message.Ids), queue, text, cancellationToken);
        }

        if (isNew)
        {
            Measures.Poison.Add(1, Measures.Queue(queue));
        }
    }

    /// <summary>One for the shop that the message names, else one for each, so that somebody looks at it.</summary>
    private IEnumerable<(ShopId? Owner, string Text)> Copies(string queue, string ids)
    {
        if (OwnerOf(queue, ids, shops) is { } owner)
        {
            return [(owner, ids)];
        }

        var all = shops.All.Select(shop => (ShopId?)shop.Id);
        return queue == QueueNames.Intake
            ? all.Select(shop => (shop, PoisonDocument.Withheld)).Prepend((null, ids))
            : all.Select(shop => (shop, ids));
    }

    /// <summary>The shop that the message is of; null: none of ours.</summary>
    internal static ShopId? OwnerOf(string queue, string ids, ShopDirectory shops) => queue == QueueNames.Intake
        ? IntakeMessage.Read(ids).Shop is { } named ? shops.Find(named)?.Id : null
        : shops.All.FirstOrDefault(shop => ids.StartsWith($"{shop.Id}|", StringComparison.Ordinal))?.Id;

    /// <returns>Whether a person has to look at it who had not before.</returns>
    private async Task<bool> Keep(
        ShopId? owner, string id, string queue, string text, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var before = tries == 1 ? null : await store.Read(Keys.PoisonOf(owner), id, cancellationToken);
            Write? write = before is null
                ? PoisonCopy.Create(owner, id, new(DocumentJson.Schema, queue, text, clocks.Now))
                : KeptAgain(PoisonCopy.Of(owner, before), text);
            if (write is null)
            {
                return false;
            }

            switch (await store.Commit(Keys.PoisonOf(owner), [write]))
            {
                case CommitResult.Done:
                    log.PoisonKept(queue, $"'poison list' shows it as {id} of {owner?.Value ?? "no shop"}");
                    return true;
                case CommitResult.Exists or CommitResult.Stale:
                    break;
                case var failed:
                    throw failed.Away();
            }
        }

        throw UnavailableException.Contended("What is kept of poison");
    }

    /// <summary>What somebody dealt with, or is sending again, is back: it waits anew, and a replay does not close it.
    /// </summary>
    /// <returns>Null: it waits, and this repeats the message that it was kept from.</returns>
    private Write.Replace? KeptAgain(PoisonCopy copy, string text) =>
        copy is { Waits: true, Message.ReplayBegunAt: null } ? null : copy.Become(copy.Message with
        {
            Body = text,
            KeptAt = clocks.Now,
            KeptAgain = copy.Message.KeptAgain + 1,
            ReplayBegunAt = null,
            Ended = null,
            EndedAt = null,
        });
}
