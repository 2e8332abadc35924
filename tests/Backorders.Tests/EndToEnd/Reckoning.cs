using System.Text.Json.Nodes;

namespace Backorders.Tests.EndToEnd;

/// <summary>
/// What must hold at rest, whoever came first: computed from the answers of the server and from the book of what its
/// callers were told, by nothing but sums and comparisons.
/// </summary>
internal sealed class Reckoning(Caller caller, CallBook book)
{
    private static readonly string[] Parts = ["allocated", "backordered", "shipped", "cancelled"];
    private readonly List<string> faults = [];
    private Dictionary<string, JsonNode> orders = [];

    public async Task Check()
    {
        await caller.AtRest();
        await ReadOrders();
        foreach (var sku in book.Skus)
        {
            await CheckSku(sku);
        }

        var mails = (await caller.Mails()).ToLookup(mail => mail.Order);
        foreach (var order in book.Orders.Values.Where(order => orders.ContainsKey(order.Spec.Number)))
        {
            var number = order.Spec.Number;
            faults.AddRange(MailRules.Faults(
                order, orders[number], book.Cancelled.ContainsKey(number), [.. mails[number]]));
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults, the first:\n{string.Join('\n', faults.Take(20))}");
    }

    /// <summary>Every order that was accepted is there, once, with the lines that were ordered; no other is.</summary>
    private async Task ReadOrders()
    {
        var listed = (await caller.All("/api/orders?limit=200", "orders"))
            .Where(order => order.Text("orderNumber")!.StartsWith(book.Name + "-", StringComparison.Ordinal))
            .ToLookup(order => order.Text("orderNumber")!);
        foreach (var number in book.Orders.Keys.Union(listed.Select(order => order.Key)))
        {
            Hold(book.Orders.ContainsKey(number), $"{number} is there, and nobody ordered it");
            Hold(listed[number].Count() == 1, $"{number} is listed {listed[number].Count()} times");
        }

        orders = listed.ToDictionary(order => order.Key, order => order.First());
        foreach (var (number, order) in orders.Where(entry => book.Orders.ContainsKey(entry.Key)))
        {
            var spec = book.Orders[number].Spec;
            var ordered = string.Join(", ", spec.Lines.Select(line => $"{line.Sku} {line.Quantity}"));
            var there = string.Join(", ", Lines(order).Select(line => $"{line.Text("sku")} {line.Number("quantity")}"));
            Hold(Same(ordered, there), $"{number} was {ordered} and is {there}");
        }
    }

    private async Task CheckSku(string sku)
    {
        var stock = (await caller.Get($"/api/stock/{sku}")).Expect(200).Body;
        var lines = orders.SelectMany(order => Lines(order.Value).Where(line => Same(line.Text("sku")!, sku))
            .Select(line => (Order: order.Key, Line: line))).ToList();
        long Sum(string member) => lines.Sum(entry => entry.Line.Number(member));
        foreach (var (order, line) in lines.Where(entry => !Same(entry.Line.Text("status")!, "rejected")))
        {
            var parts = Parts.Sum(line.Number);
            Hold(parts == line.Number("quantity"), $"{order} does not add up: {line.ToJsonString()}");
        }

        var (onHand, available) = (stock.Number("onHand"), stock.Number("available"));
        var sums = string.Join(", ", Parts.Select(part => $"{part} {Sum(part)}"));
        var story = $"{sku} is {stock!.ToJsonString()}, its lines {sums}";
        Hold(Sum("allocated") == stock.Number("allocated"), $"not what its lines hold: {story}");
        Hold(Sum("backordered") == stock.Number("backordered"), $"not what its lines lack: {story}");
        Hold(available == 0 || Sum("backordered") == 0, $"free units while somebody waits: {story}");
        Hold(available >= 0 && onHand == stock.Number("allocated") + available, $"oversold: {story}");
        Hold(book.CountedIn(sku) == onHand + Sum("shipped"), $"{book.CountedIn(sku)} came, not conserved: {story}");
        await CheckQueue(sku, stock, lines);
    }

    private async Task CheckQueue(string sku, JsonNode? stock, List<(string Order, JsonNode Line)> lines)
    {
        var queue = await caller.All($"/api/stock/{sku}/backorders?limit=100", "lines");
        var waiting = lines.Where(entry => entry.Line.Number("backordered") > 0).ToList();
        var lacking = waiting.Select(entry => $"{entry.Order}/{entry.Line.Number("line")}");
        var listed = queue.Select(line => $"{line.Text("orderNumber")}/{line.Number("line")}");
        var same = lacking.Order(StringComparer.Ordinal).SequenceEqual(listed.Order(StringComparer.Ordinal));
        Hold(same, $"{sku}: its queue is not its waiting lines");
        var counted = stock.Number("waitingLines");
        Hold(counted == waiting.Count, $"{sku} counts {counted} of {waiting.Count} lines");
        CheckDates(sku, stock, queue);

        long ahead = 0;
        long lastAsked = 0;
        foreach (var line in queue)
        {
            var story = $"{sku}: {line.ToJsonString()}";
            Hold(line.Number("unitsAhead") == ahead, $"{story} has {ahead} ahead");
            Hold(ahead == 0 || line.Number("allocated") == 0, $"{story} got units before its turn");
            Hold(Booked(line) is not { } order || order.Answered > lastAsked, $"{story} was overtaken in the queue");
            ahead += line.Number("backordered");
            lastAsked = Math.Max(lastAsked, Booked(line)?.Asked ?? 0);
        }

        var firstAnswered = queue.Select(Booked).Min(order => order?.Answered) ?? long.MaxValue;
        foreach (var (order, _) in lines.Where(entry => Same(entry.Line.Text("status")!, "allocated")))
        {
            var asked = book.Orders.GetValueOrDefault(order)?.Asked ?? 0;
            Hold(asked < firstAnswered, $"{sku}: {order} overtook those who wait");
        }
    }

    /// <summary>Every waiting line has the date that playing the inbound shipments gives, and was told it.</summary>
    private void CheckDates(string sku, JsonNode? stock, IReadOnlyList<JsonNode> queue)
    {
        var naive = new NaiveSku(sku)
        {
            LeadTimeDays = (int?)stock.At("leadTimeDays"),
            HandlingDays = (int)stock.Number("handlingDays"),
        };
        var placed = queue.Select(line => naive.Place(
            line.Text("orderNumber")!, (int)line.Number("line"), (int)line.Number("backordered"), deny: false,
            DateOnly.FromDateTime(DateTimeOffset.Parse(line.Text("placedAt")!).UtcDateTime))).ToList();
        var etas = naive.Etas([.. stock.At("inbound")!.AsArray()
            .Select(inbound => (Shipment: inbound.Text("shipment")!, Date: DateOnly.Parse(inbound.Text("eta")!),
                Open: (int)(inbound.Number("expected") - inbound.Number("received"))))
            .OrderBy(inbound => inbound.Date).ThenBy(inbound => inbound.Shipment, StringComparer.Ordinal)], null);
        foreach (var (line, naiveLine) in queue.Zip(placed))
        {
            var (expected, got) = (Picture.Of(etas[naiveLine]), Picture.OfEta(line.At("eta")));
            Hold(Same(expected, got), $"{sku}: {line.ToJsonString()} should have {expected}");
            var told = Same(line.Text("eta.date") ?? "", line.Text("promised") ?? "");
            Hold(told, $"{sku}: the customer of {line.ToJsonString()} was told otherwise");
        }
    }

    private BookedOrder? Booked(JsonNode line) => book.Orders.GetValueOrDefault(line.Text("orderNumber")!);

    private static IEnumerable<JsonNode> Lines(JsonNode order) => order.At("lines")!.AsArray().Select(line => line!);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    private void Hold(bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
