using System.Text.Json;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>How a supplier keeps its word over all of the shop's SKUs.</summary>
internal sealed record PooledFacts(SupplierTally Tally)
{
    public SupplierFigures Figures { get; } = SupplierLearning.Learn(SupplierTally.None, Tally);
}

/// <summary>What was learned of suppliers, as it is stored: written only where it changes.</summary>
public sealed class SupplierFactsStore(IStore store)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    internal async Task<PooledFacts?> Pooled(ShopId shop, SupplierId supplier, CancellationToken cancellationToken)
    {
        var found = await store.Read(Keys.PooledOf(shop, supplier), Keys.Pooled, cancellationToken);
        return found is null
            ? null
            : new(DocumentJson.Read(found.Body, DocumentJson.Default.PooledFactsDocument).Tally.ToTally());
    }

    /// <summary>What was learned of those suppliers for the SKU; one round trip.</summary>
    internal async Task<IReadOnlyDictionary<SupplierId, SupplierFigures>> Of(
        PoolId pool, IReadOnlyList<SupplierId> suppliers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SupplierId, SupplierFigures>();
        foreach (var some in suppliers.Chunk(StoreLimits.Operations))
        {
            var documents = await store.ReadTogether(
                Keys.Of(pool), some.Select(Keys.Facts).ToList(), cancellationToken);
            foreach (var (supplier, document) in some.Zip(documents))
            {
                if (document is not null)
                {
                    found.Add(
                        supplier,
                        DocumentJson.Read(document.Body, DocumentJson.Default.SupplierFactsDocument).ToFigures());
                }
            }
        }

        return found;
    }

    /// <summary>
    /// What was learned of the supplier for the SKU, else for all that it brings the shop; null: nothing yet.
    /// </summary>
    internal async Task<SupplierFigures?> Best(
        PoolId pool, SupplierId supplier, CancellationToken cancellationToken) =>
        (await Of(pool, [supplier], cancellationToken)).GetValueOrDefault(supplier)
            ?? (await Pooled(pool.Shop, supplier, cancellationToken))?.Figures;

    internal Task Write(
        ShopId shop, SupplierId supplier, SupplierTally tally, CancellationToken cancellationToken)
    {
        var body = DocumentJson.Write(
            new(DocumentJson.Schema, supplier.Value, StoredTally.Of(tally)), DocumentJson.Default.PooledFactsDocument);
        var isNeeded = tally != SupplierTally.None;
        return Write(Keys.PooledOf(shop, supplier), [new(Keys.Pooled, body, isNeeded)], cancellationToken);
    }

    /// <summary>A supplier that never delivered the SKU needs no figures beside its own.</summary>
    internal async Task Write(
        PoolId pool, IReadOnlyDictionary<SupplierId, SupplierFigures> learned, CancellationToken cancellationToken)
    {
        var wanted = learned.Select(facts => new Wanted(
            Keys.Facts(facts.Key),
            DocumentJson.Write(
                SupplierFactsDocument.Of(facts.Key, facts.Value), DocumentJson.Default.SupplierFactsDocument),
            facts.Value.Receipts > 0));
        foreach (var some in wanted.Chunk(StoreLimits.Operations))
        {
            await Write(Keys.Of(pool), some, cancellationToken);
        }
    }

    private async Task Write(
        Partition partition, IReadOnlyList<Wanted> wanted, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await store.ReadTogether(
                partition, wanted.Select(document => document.Id).ToList(), cancellationToken);
            var writes = wanted.Zip(found, Change).OfType<Write>().ToList();
            switch (writes.Count == 0 ? null : await store.Commit(partition, writes))
            {
                case null or CommitResult.Done:
                    return;
                case CommitResult.Busy busy:
                    throw busy.Away();
            }
        }

        throw UnavailableException.Contended($"What was learned in {partition.Key}");
    }

    private static Write? Change(Wanted wanted, Document? found) =>
        found is null
            ? wanted.IsNeeded ? new Write.Create(wanted.Id, wanted.Body, Terms.None) : null
            : IsSame(found.Body, wanted.Body)
                ? null
                : new Write.Replace(wanted.Id, wanted.Body, Terms.None, found.ETag);

    /// <summary>A store may spell a number in another way.</summary>
    private static bool IsSame(ReadOnlyMemory<byte> found, ReadOnlyMemory<byte> wanted)
    {
        using var one = JsonDocument.Parse(found);
        using var other = JsonDocument.Parse(wanted);
        return JsonElement.DeepEquals(one.RootElement, other.RootElement);
    }

    /// <param name="IsNeeded">Whether it is written when there is none yet.</param>
    private sealed record Wanted(string Id, ReadOnlyMemory<byte> Body, bool IsNeeded);
}
