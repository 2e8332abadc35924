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
        var named = shops.All.FirstOrDefault(shop => body.StartsWith($"{shop.Id}|", StringComparison.Ordinal));
        var owners = named is null ? shops.All : [named];
        foreach (var owner in owners)
        {
            var id = Content.Hash($"{queue} {body}");
            var document = new PoisonDocument(DocumentJson.Schema, queue, body, clocks.Now);
            var write = new Write.Create(
                id, DocumentJson.Write(document, DocumentJson.Default.PoisonDocument),
                new(owner.Id, Status: Keys.PoisonStatus));
            var result = await store.Commit(Keys.PoisonOf(owner.Id), [write]);
            if (result is not (CommitResult.Done or CommitResult.Exists))
            {
                throw result.Away();
            }

            log.PoisonKept(queue, $"look for the document {id} of the shop {owner.Id}");
        }
    }
}
