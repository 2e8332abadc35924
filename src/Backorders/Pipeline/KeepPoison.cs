using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Copies what a queue gave up on into the store, where an operator finds it.</summary>
public sealed class KeepPoison(IStore store, ShopDirectory shops, Clocks clocks, ILogger<KeepPoison> log)
{
    /// <param name="queue">The queue that it came from, without <c>-poison</c>.</param>
    public async Task Run(string queue, string body, CancellationToken cancellationToken)
    {
        var message = WorkMessage.Parse(body);
        using var span = Tracing.KeepPoison(queue, message);
        var isNew = false;
        var named = shops.All.FirstOrDefault(shop => message.Ids.StartsWith($"{shop.Id}|", StringComparison.Ordinal));
        var owners = named is null ? shops.All : [named];
        foreach (var owner in owners)
        {
            var id = Content.Hash($"{queue} {message.Ids}");
            var document = new PoisonDocument(DocumentJson.Schema, queue, message.Ids, clocks.Now);
            var write = new Write.Create(
                id, DocumentJson.Write(document, DocumentJson.Default.PoisonDocument),
                new(owner.Id, Status: Keys.PoisonStatus));
            var result = await store.Commit(Keys.PoisonOf(owner.Id), [write]);
            if (result is not (CommitResult.Done or CommitResult.Exists))
            {
                throw result.Away();
            }

            isNew |= result is CommitResult.Done;
            log.PoisonKept(queue, $"look for the document {id} of the shop {owner.Id}");
        }

        if (isNew)
        {
            Measures.Poison.Add(1, Measures.Queue(queue));
        }
    }
}
