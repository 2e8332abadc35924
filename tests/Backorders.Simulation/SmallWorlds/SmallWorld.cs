using System.Globalization;
using System.Text.Json;
using Backorders.Simulation.Bugs;
using Backorders.Simulation.Callers;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.SmallWorlds;

/// <summary>
/// Two shops with two SKUs, four orders and two shipments, played once through all that can happen to an order, with
/// rest after every step; then described as callers and customers know it.
/// </summary>
internal sealed class SmallWorld
{
    private readonly World world;
    private readonly Desk desk;
    private readonly Rest rest;
    private readonly List<string> description = [];
    private DateTimeOffset began;

    public SmallWorld(ScriptedSky sky)
    {
        world = new(sky, new Bug()) { RestartsAfter = () => TimeSpan.FromSeconds(1) };
        desk = new(world);
        rest = new(world, desk);
    }

    public string Hash => world.Journal.Hash;

    /// <returns>The end, line by line.</returns>
    /// <exception cref="Violation">Something that must always hold did not.</exception>
    public string Play()
    {
        world.Play(Live);
        return string.Join('\n', description);
    }

    private async Task Live()
    {
        world.Start();
        began = world.Loop.Now;
        await Ask(Count("amber", "A", 2, 10), Count("birch", "B", 1, 5));
        await Ask(Order("amber", "O1", ("A", 2)));
        await Ask(Order("amber", "O2", ("A", 2)));
        await Ask(News("amber", "n1", "announced", "PO-1", 8, ("A", 3)));
        await Ask(new CancelAsk("amber", "O1", [new(1, 1)], "key"), Order("amber", "O3", ("A", 3)));
        await Ask(Order("birch", "O4", ("B", 1), ("B", 2)));
        await Ask(News("birch", "n2", "arrived", "PO-2", null, ("B", 1)));
        await Ask(new ReceiptAsk("birch", "B", "r1", 2, "PO-2"), new ShipAsk("amber", "O1", null, "T1"));
        await Ask(News("amber", "n3", "delayed", "PO-1", 11));
        await Ask(News("amber", "n4", "arrived", "PO-1", null, ("A", 3)));
        await Ask(new AdjustAsk("amber", "A", "d1", -1), new ShipAsk("birch", "O4", null, "T2"));
        await Describe();
    }

    /// <summary>Both at once, then rest.</summary>
    private async Task Ask(params IReadOnlyList<Ask> asks)
    {
        await Task.WhenAll(asks.Select(ask => desk.Persist(ask, int.MaxValue)));
        await rest.Come();
    }

    private async Task Describe()
    {
        world.Sky.Heal();
        new RestCheck(world.Watch.Checker).Check([]);
        foreach (var (shop, number) in new[] { ("amber", "O1"), ("amber", "O2"), ("amber", "O3"), ("birch", "O4") })
        {
            var order = await Get(shop, "order", number);
            var mails = world.Watch.Checker.Mails.Delivered($"{shop}|{number}").Select(mail => mail.Kind);
            var lines = order.Items("lines").Select(Words);
            description.Add($"{number}: {string.Join(", ", lines)}; mails {string.Join(", ", mails)}".TrimEnd());
        }

        foreach (var (shop, sku) in new[] { ("amber", "A"), ("birch", "B") })
        {
            var stock = StockAnswers.Picture(await Get(shop, "stock", sku));
            description.Add($"{sku}: on hand {stock.OnHand}, allocated {stock.Allocated}, "
                + $"available {stock.Available}, backordered {stock.Backordered}, waiting {stock.WaitingLines}");
        }
    }

    private static string Words(JsonElement line)
    {
        var view = OrderAnswers.Line(line);
        return $"{view.Status} {view.Allocated}/{view.Backordered}/{view.Shipped}/{view.Cancelled}"
            + (view.Waits ? $" {view.Eta.TrimEnd()} promised {line.Day("promised"):O}" : "");
    }

    private async Task<JsonElement> Get(string shop, string what, string of) =>
        (await desk.Persist(new GetAsk(shop, what, of, ""), int.MaxValue))!.Body;

    private static CountAsk Count(string shop, string sku, int onHand, int leadTimeDays) =>
        new(shop, sku, $"count-{sku}", onHand, "allow", null, leadTimeDays, 0);

    private static OrderAsk Order(string shop, string number, params IReadOnlyList<(string Sku, int Quantity)> lines) =>
        new(
            shop, number, $"canary-{number}", $"canary-{number}@{shop}.example", false,
            lines.Select(line => new OrderAskLine(line.Sku, line.Quantity, false)).ToList());

    private NewsAsk News(
        string shop, string id, string type, string shipment, int? inDays,
        params IReadOnlyList<(string Sku, int Quantity)> lines) => new(
        shop, "acme", id, type, began.AddSeconds(int.Parse(id[1..], CultureInfo.InvariantCulture)), shipment,
        inDays is { } days ? DateOnly.FromDateTime(began.UtcDateTime).AddDays(days) : null,
        lines.Count == 0 ? null : lines, IsForged: false);
}
