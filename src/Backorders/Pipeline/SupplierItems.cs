using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>On what terms the shop's suppliers deliver its SKUs.</summary>
public sealed class SupplierItems(IStore store, ShopDirectory shops)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>Items read at the same time for one page.</summary>
    private const int AtOnce = 8;

    /// <returns>Created, Done, UnknownSupplier, UnknownSku or NoCurrency.</returns>
    public async Task<SupplierItemOutcome> Put(
        PoolId pool, SupplierId id, PutSupplierItemRequest put, CancellationToken cancellationToken)
    {
        if (Find(pool.Shop, id) is not { } supplier)
        {
            return new SupplierItemOutcome.UnknownSupplier();
        }

        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var (isThere, found) = await Read(pool, id, cancellationToken);
            var known = ItemOf(found);
            var item = (known ?? SupplierItem.New).With(put);
            if (!isThere)
            {
                return new SupplierItemOutcome.UnknownSku();
            }

            if (!item.IsPriced)
            {
                return new SupplierItemOutcome.NoCurrency();
            }

            switch (item == known ? null : await Write(pool, id, item, found?.ETag))
            {
                case null or CommitResult.Done when known is not null:
                    return new SupplierItemOutcome.Done(View(supplier, pool.Sku, item));
                case CommitResult.Done:
                    return new SupplierItemOutcome.Created(View(supplier, pool.Sku, item));
                case CommitResult.Busy busy:
                    throw busy.Away();
            }
        }

        throw UnavailableException.Contended($"The item {pool.Sku} of {id}");
    }

    /// <returns>Done, UnknownSupplier, UnknownSku or NotFound.</returns>
    public async Task<SupplierItemOutcome> Get(PoolId pool, SupplierId id, CancellationToken cancellationToken)
    {
        if (Find(pool.Shop, id) is not { } supplier)
        {
            return new SupplierItemOutcome.UnknownSupplier();
        }

        var (isThere, found) = await Read(pool, id, cancellationToken);
        return !isThere ? new SupplierItemOutcome.UnknownSku()
            : ItemOf(found) is { } item ? new SupplierItemOutcome.Done(View(supplier, pool.Sku, item))
            : new SupplierItemOutcome.NotFound();
    }

    /// <summary>The supplier's items by SKU; null: the shop has no such supplier.</summary>
    public async Task<SupplierItemPage?> List(
        ShopId shop, SupplierId id, string? after, int limit, CancellationToken cancellationToken)
    {
        if (Find(shop, id) is not { } supplier)
        {
            return null;
        }

        var listed = await store.List(
            new(Container.Shops, shop, after, limit, Tag: Keys.SupplierTag(id)), cancellationToken);
        var views = new SupplierItemView?[listed.Count];
        await Parallel.ForAsync(0, listed.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, cancelled) =>
        {
            var body = listed[index].Document.Body;
            var sku = new Sku(DocumentJson.Read(body, DocumentJson.Default.SupplierSkuDocument).Sku);
            var item = ItemOf(await store.Read(Keys.Of(new PoolId(shop, sku)), Keys.Item(id), cancelled));
            views[index] = item is null ? null : View(supplier, sku, item);
        });
        return new(views.OfType<SupplierItemView>().ToList(), listed.Count == limit ? listed[^1].Sort : null);
    }

    /// <summary>Every item that the shop's suppliers have for the SKU, lead times filled in; one round trip.</summary>
    internal async Task<IReadOnlyDictionary<SupplierId, SupplierItem>> Of(
        PoolId pool, CancellationToken cancellationToken)
    {
        var items = new Dictionary<SupplierId, SupplierItem>();
        var suppliers = shops.Find(pool.Shop)?.Suppliers.Values ?? [];
        foreach (var some in suppliers.Chunk(StoreLimits.Operations))
        {
            var ids = some.Select(supplier => Keys.Item(supplier.Id)).ToList();
            var found = await store.ReadTogether(Keys.Of(pool), ids, cancellationToken);
            foreach (var (supplier, document) in some.Zip(found))
            {
                if (ItemOf(document) is { } item)
                {
                    items.Add(supplier.Id, item with { LeadTimeDays = LeadTime(supplier, item) });
                }
            }
        }

        return items;
    }

    /// <summary>What the supplier has for the SKU; null: nothing.</summary>
    internal async Task<SupplierItem?> Of(PoolId pool, SupplierId supplier, CancellationToken cancellationToken) =>
        ItemOf(await store.Read(Keys.Of(pool), Keys.Item(supplier), cancellationToken));

    private Supplier? Find(ShopId shop, SupplierId id) => shops.Find(shop)?.Suppliers.GetValueOrDefault(id);

    private async Task<(bool IsThere, Document? Item)> Read(
        PoolId pool, SupplierId id, CancellationToken cancellationToken)
    {
        var documents = await store.ReadTogether(Keys.Of(pool), [Keys.Head, Keys.Item(id)], cancellationToken);
        return (documents[0] is not null, documents[1]);
    }

    /// <summary>A new item is listed first: a list may look for one that is not there, but never misses one.</summary>
    private async Task<CommitResult> Write(PoolId pool, SupplierId id, SupplierItem item, string? etag)
    {
        if (etag is null && await store.Commit(Keys.ItemsOf(pool.Shop, id), [Listed(pool, id)]) is var listed
            and not (CommitResult.Done or CommitResult.Exists))
        {
            return listed;
        }

        var body = DocumentJson.Write(SupplierItemDocument.Of(id, item), DocumentJson.Default.SupplierItemDocument);
        Write write = etag is null
            ? new Write.Create(Keys.Item(id), body, Terms.None)
            : new Write.Replace(Keys.Item(id), body, Terms.None, etag);
        return await store.Commit(Keys.Of(pool), [write]);
    }

    private static Write.Create Listed(PoolId pool, SupplierId id) => new(
        pool.Sku.Value,
        DocumentJson.Write(new(DocumentJson.Schema, pool.Sku.Value), DocumentJson.Default.SupplierSkuDocument),
        new(pool.Shop, Keys.ItemSort(id, pool.Sku)),
        Keys.SupplierTag(id));

    private static SupplierItem? ItemOf(Document? document) => document is null
        ? null
        : DocumentJson.Read(document.Body, DocumentJson.Default.SupplierItemDocument).ToItem();

    private static int? LeadTime(Supplier supplier, SupplierItem item) => item.LeadTimeDays ?? supplier.LeadTimeDays;

    private static SupplierItemView View(Supplier supplier, Sku sku, SupplierItem item) => new(
        supplier.Id.Value, sku.Value, item.Price, item.Currency, LeadTime(supplier, item), item.Minimum, item.Pack,
        item.ValidTo, item.Active);
}
