using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>A pool and the documents beside it, which are asked one change after the other.</summary>
internal sealed class AskedPool(Pool? pool)
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    private readonly Dictionary<string, Document> documents = new(StringComparer.Ordinal);

    public Pool? Pool { get; private set; } = pool;

    public static AskedPool Stocked(int units) => new(Receive.Units(new Pool { Sku = new("TV") }, units));

    /// <summary>Lines of one order, the first is number 1.</summary>
    public static PlaceLines Lines(string order, params IReadOnlyList<int> quantities) => new(
        new(order),
        [.. quantities.Select((units, index) => (index + 1, new StoredOrderLine("TV", units, Deny: false)))]);

    public Document Find(string id) => documents[id];

    /// <summary>What is decided with everything read; nothing of it is kept.</summary>
    public Decision Ask(PoolChange change)
    {
        string[] ids = [.. change.Ids, .. change.Reads];
        return change.Decide(Pool, new(ids, [.. ids.Select(id => documents.GetValueOrDefault(id))]), Today);
    }

    /// <summary>The same, and it is committed.</summary>
    public Decision Do(PoolChange change)
    {
        var decision = Ask(change);
        Pool = decision.Pool;
        foreach (var write in decision.Writes)
        {
            Keep(write);
        }

        return decision;
    }

    /// <summary>What the caller is answered.</summary>
    public Task<T> Hear<T>(PoolChange<T> change)
    {
        Do(change);
        change.Answer();
        return change.Answered;
    }

    public void Keep(Write write) => documents[write.Id] = new(write.Id, $"of {write.Id}", write.Body);
}
