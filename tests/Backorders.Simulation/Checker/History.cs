namespace Backorders.Simulation.Checker;

/// <summary>All that was ever asked, each content once.</summary>
internal sealed class History
{
    private readonly Dictionary<string, List<Ask>> asks = new(StringComparer.Ordinal);

    public void Add(Ask ask)
    {
        var key = Key(ask);
        if (!asks.TryGetValue(key, out var same))
        {
            asks[key] = same = [];
        }

        if (!same.Exists(known => known.Kind == ask.Kind && known.Content == ask.Content && Apart(known) == Apart(ask)))
        {
            same.Add(ask);
        }
    }

    /// <param name="name">Shop and order number.</param>
    public IEnumerable<OrderAsk> Orders(string name) => Of<OrderAsk>($"order {name}");

    /// <summary>Cancels and shipments of an order.</summary>
    public IEnumerable<Ask> Changes(string name) => Of<Ask>($"change {name}");

    /// <summary>Every order that was ever asked for, accepted or not.</summary>
    public IEnumerable<OrderAsk> Orders() => asks.Values.SelectMany(same => same.OfType<OrderAsk>());

    public IReadOnlyList<NewsAsk> AllNews() => [.. asks.Values.SelectMany(same => same.OfType<NewsAsk>())];

    /// <param name="eventId"><c>event:{kind}:{id}</c>.</param>
    public IReadOnlyList<StockAsk> Stock(string shop, string sku, string eventId) =>
        [.. Of<StockAsk>($"{eventId} {shop}|{sku}")];

    public IReadOnlyList<NewsAsk> News(string shop, string supplier, string webhookId) =>
        [.. Of<NewsAsk>($"news {shop} {supplier} {webhookId}")];

    private IEnumerable<T> Of<T>(string key) => asks.GetValueOrDefault(key)?.OfType<T>() ?? [];

    /// <summary>What sets two asks apart that ask for the same.</summary>
    private static string? Apart(Ask ask) => ask switch
    {
        NewsAsk { IsForged: true } => "forged",
        CancelAsk cancel => cancel.Key,
        _ => null,
    };

    private static string Key(Ask ask) => ask switch
    {
        OrderAsk order => $"order {order.Shop}|{order.Number}",
        CancelAsk cancel => $"change {cancel.Shop}|{cancel.Number}",
        LinkAsk link => $"change {link.Shop}|{link.Number}",
        ShipAsk ship => $"change {ship.Shop}|{ship.Number}",
        StockAsk stock => $"event:{stock.Kind}:{stock.Id} {stock.Shop}|{stock.Sku}",
        NewsAsk news => $"news {news.Shop} {news.Supplier} {news.WebhookId}",
        _ => ask.Kind,
    };
}
