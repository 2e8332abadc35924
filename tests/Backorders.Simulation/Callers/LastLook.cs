using System.Text.Json;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>Once all is quiet, a shop looks at everything that it has.</summary>
internal sealed class LastLook(World world, Desk desk, Trade trade, string shop)
{
    /// <summary>Pages that a list of this world may have.</summary>
    private const int MaxPages = 50;

    private const int PageSize = 7;

    private static readonly string[] Statuses = ["backordered", "allocated", "shipped", "cancelled", "rejected"];

    public async Task Look()
    {
        var check = new ListCheck(world.Watch.Checker, shop);
        foreach (var order in trade.Orders)
        {
            await Get("order", order.Number, "");
        }

        check.Orders(null, await Pages("orders", "", "orders", ""));
        foreach (var status in Statuses)
        {
            check.Orders(status, await Pages("orders", "", "orders", $"status={status}&"));
        }

        world.Watch.Checker.Intake.Check(shop, await Pages("problems", "", "problems", ""));
        check.Changes(await Pages("changes", "", "orders", ""));
        check.Stocks(waiting: false, await Pages("stocks", "", "stock", ""));
        check.Stocks(waiting: true, await Pages("stocks", "", "stock", "waiting=true&"));
        foreach (var sku in trade.Skus)
        {
            await Get("stock", sku, "");
            check.Backorders(sku, await Pages("backorders", sku, "lines", ""));
            var promise = await Get("promise", sku, "?quantity=3");
            check.Promise(sku, 3, promise.Body, DateOnly.FromDateTime(world.Loop.Now.UtcDateTime));
        }
    }

    private async Task<Reply> Get(string what, string of, string query) =>
        await desk.Persist(new GetAsk(shop, what, of, query), int.MaxValue)
        ?? throw new InvalidOperationException("Nobody gives up here.");

    private async Task<IReadOnlyList<JsonElement>> Pages(string what, string of, string member, string filter)
    {
        var all = new List<JsonElement>();
        var after = "";
        for (var page = 1; page <= MaxPages; page++)
        {
            var reply = await Get(what, of, $"?{filter}limit={PageSize}{after}");
            var items = reply.Body.Items(member);
            all.AddRange(items);
            if (reply.Body.Text("next") is not { } next || (what == "changes" && items.Count == 0))
            {
                return all;
            }

            after = $"&after={Uri.EscapeDataString(next)}";
        }

        throw world.Watch.Checker.Broken(15, $"{what} of {shop} {of} has no end", shop);
    }
}
