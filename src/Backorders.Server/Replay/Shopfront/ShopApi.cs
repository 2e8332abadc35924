using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay.Shopfront;

/// <summary>
/// The replay's webshop and warehouse as callers of the HTTP API. An answer that the contract does not foresee for a
/// call is a <see cref="ReplayBrokenException"/> with the answer's body; 503 is tried again, as the contract says.
/// </summary>
/// <param name="http">Sends the shop's key with every request.</param>
internal sealed class ShopApi(HttpClient http, TimeProvider machine)
{
    /// <summary>The contract's longest page.</summary>
    private const int PageSize = 200;

    /// <summary>A server that is away for longer than so many seconds is broken, and the replay says so.</summary>
    private const int Tries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task<StockAnswer> PutStock(ShelfPlan shelf, CancellationToken cancellationToken) =>
        Send<StockAnswer>(
            HttpMethod.Put, $"api/stock/{shelf.Sku}",
            new
            {
                onHand = shelf.OnHand,
                countId = "opening",
                backorder = shelf.Limit is { } limit
                    ? new { mode = shelf.Mode, limit } : (object)new { mode = shelf.Mode },
                leadTimeDays = shelf.LeadTimeDays,
                handlingDays = shelf.HandlingDays,
                name = shelf.Name,
            },
            idempotencyKey: null, cancellationToken);

    public Task<OrderAnswer> TakeOrder(SaleEvent.Order order, CancellationToken cancellationToken) =>
        Send<OrderAnswer>(
            HttpMethod.Post, "api/orders",
            new
            {
                orderNumber = order.Number,
                placedAt = order.At,
                customer = new { name = order.Buyer.Name, email = order.Buyer.Email, locale = "en" },
                lines = order.Lines.Select(line => new { sku = line.Sku, quantity = line.Units }),
            },
            idempotencyKey: null, cancellationToken);

    /// <param name="units">Units to cancel, by line.</param>
    public Task<OrderAnswer> Cancel(
        string order, IReadOnlyDictionary<int, int> units, string key, CancellationToken cancellationToken) =>
        Send<OrderAnswer>(
            HttpMethod.Post, $"api/orders/{order}/cancel",
            new { lines = units.Select(line => new { line = line.Key, quantity = line.Value }), reason = key },
            key, cancellationToken);

    /// <summary>Ships all live lines.</summary>
    public Task<OrderAnswer> Ship(string order, CancellationToken cancellationToken) =>
        Send<OrderAnswer>(
            HttpMethod.Post, $"api/orders/{order}/shipments", new { trackingNumber = $"TRACK-{order}" },
            idempotencyKey: null, cancellationToken);

    public Task<StockAnswer> BookIn(string shipment, GoodsLine goods, CancellationToken cancellationToken) =>
        Send<StockAnswer>(
            HttpMethod.Post, $"api/stock/{goods.Sku}/receipts",
            new { id = $"GRN-{shipment}", quantity = goods.Units, shipment }, idempotencyKey: null, cancellationToken);

    public IAsyncEnumerable<OrderAnswer> Orders(CancellationToken cancellationToken) =>
        Pages<OrderPageAnswer, OrderAnswer>("api/orders", p => p.Orders, p => p.Next, cancellationToken);

    public IAsyncEnumerable<StockAnswer> Stock(bool waiting, CancellationToken cancellationToken) =>
        Pages<StockPageAnswer, StockAnswer>(
            waiting ? "api/stock?waiting=true" : "api/stock", p => p.Stock, p => p.Next, cancellationToken);

    /// <summary>The waiting lines of a SKU, next to be served first.</summary>
    public IAsyncEnumerable<QueuedAnswer> Queue(string sku, CancellationToken cancellationToken) =>
        Pages<QueuePageAnswer, QueuedAnswer>(
            $"api/stock/{sku}/backorders", p => p.Lines, p => p.Next, cancellationToken);

    /// <summary>A page of what changed after the cursor; its Next is never null.</summary>
    public Task<OrderPageAnswer> Changes(string? after, CancellationToken cancellationToken) =>
        Get<OrderPageAnswer>(Paged("api/changes", after), cancellationToken);

    public async Task<IReadOnlyList<MailAnswer>> Mails(CancellationToken cancellationToken) =>
        await Get<List<MailAnswer>>("dev/mail", cancellationToken);

    public async Task<WorkAnswer> Work(CancellationToken cancellationToken) =>
        (await Get<HealthAnswer>("healthz", cancellationToken)).Work
            ?? throw new ReplayBrokenException("/healthz shows an operator no work");

    private async IAsyncEnumerable<TItem> Pages<TPage, TItem>(
        string path, Func<TPage, IReadOnlyList<TItem>> items, Func<TPage, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await Get<TPage>(Paged(path, after), cancellationToken);
            foreach (var item in items(page))
            {
                yield return item;
            }

            after = next(page);
        }
        while (after is not null);
    }

    private static string Paged(string path, string? after) =>
        $"{path}{(path.Contains('?') ? '&' : '?')}limit={PageSize}"
        + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");

    private Task<T> Get<T>(string path, CancellationToken cancellationToken) =>
        Send<T>(HttpMethod.Get, path, body: null, idempotencyKey: null, cancellationToken);

    private async Task<T> Send<T>(
        HttpMethod method, string path, object? body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
            request.Headers.Accept.ParseAdd("application/json");
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }

            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!;
            }

            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || tries == Tries)
            {
                var answer = await response.Content.ReadAsStringAsync(cancellationToken);
                throw new ReplayBrokenException($"{method} /{path} was answered {(int)response.StatusCode}: {answer}");
            }

            await Task.Delay(response.Headers.RetryAfter?.Delta ?? Pause, machine, cancellationToken);
        }
    }
}
