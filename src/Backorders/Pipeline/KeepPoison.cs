using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Copies what a queue gave up on into the store, where an operator finds it.</summary>
public sealed class KeepPoison(IStore store, ShopDirectory shops, Clocks clocks, ILogger<KeepPoison> log)
{
    /// <summary>What other shops' operators see of an order that came by queue and names no shop of ours.</summary>
    private const string Withheld = "It names a customer: look into the partition that belongs to no shop.";

    /// <param name="queue">The queue that it came from, without <c>-poison</c>.</param>
    public async Task Run(string queue, string body, CancellationToken cancellationToken)
    {
        var message = WorkMessage.Parse(body);
        using var span = Tracing.KeepPoison(queue, message);
        var isNew = false;
        foreach (var (owner, text) in Copies(queue, message.Ids))
        {
            isNew |= await Keep(owner, Content.Hash($"{queue} {message.Ids}"), queue, text);
        }

        if (isNew)
        {
            Measures.Poison.Add(1, Measures.Queue(queue));
        }
    }

    /// <summary>One for the shop that the message names, else one for each, so that somebody looks at it.</summary>
    private IEnumerable<(ShopId? Owner, string Text)> Copies(string queue, string ids)
    {
        if (Owner(queue, ids) is { } owner)
        {
            return [(owner.Id, ids)];
        }

        var all = shops.All.Select(shop => (ShopId?)shop.Id);
        return queue == QueueNames.Intake
            ? all.Select(shop => (shop, Withheld)).Prepend((null, ids))
            : all.Select(shop => (shop, ids));
    }

    private Shop? Owner(string queue, string ids) => queue == QueueNames.Intake
        ? IntakeMessage.Read(ids).Shop is { } named ? shops.Find(named) : null
        : shops.All.FirstOrDefault(shop => ids.StartsWith($"{shop.Id}|", StringComparison.Ordinal));

    /// <returns>Whether it was not kept before.</returns>
    private async Task<bool> Keep(ShopId? owner, string id, string queue, string text)
    {
        var document = new PoisonDocument(DocumentJson.Schema, queue, text, clocks.Now);
        var write = new Write.Create(
            id, DocumentJson.Write(document, DocumentJson.Default.PoisonDocument),
            owner is null ? Terms.None : new(owner, Status: Keys.PoisonStatus));
        var result = await store.Commit(Keys.PoisonOf(owner), [write]);
        if (result is not (CommitResult.Done or CommitResult.Exists))
        {
            throw result.Away();
        }

        log.PoisonKept(queue, $"look for the document {id} of {owner?.Value ?? "no shop"}");
        return result is CommitResult.Done;
    }
}
