using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>What a customer was told of a line.</summary>
/// <param name="Condition">0 waiting, 1 allocated, 2 shipped, 3 cancelled, 4 rejected.</param>
internal sealed record ToldLine(long Condition, DateOnly? Date, long Allocated, long Cancelled)
{
    public bool Waits => Condition == 0;

    public static ToldLine Of(JsonElement stored) => new(
        stored.Number("condition"), stored.Day("date"), stored.Number("allocated"), stored.Number("cancelled"));

    public static ToldLine Of(LineView view) => new(
        view.Status switch
        {
            "backordered" => 0,
            "allocated" => 1,
            "shipped" => 2,
            "cancelled" => 3,
            _ => 4,
        },
        view.Date, view.Allocated, view.Cancelled);
}

/// <summary>An order as it was stored, and what was recorded on it.</summary>
internal sealed class BookedOrder(OrderAsk ask, long createdAt)
{
    public long CreatedAt { get; } = createdAt;

    /// <summary>Somebody was answered 201.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Per line, all dates that its customer ever got.</summary>
    public HashSet<(int Line, DateOnly? Date)> EverTold { get; } = [];

    public OrderAsk Ask { get; } = ask;

    public string Name => $"{Ask.Shop}|{Ask.Number}";

    public JsonElement Stored { get; set; }

    public IReadOnlyList<ToldLine> Told { get; set; } = [];

    /// <summary>A line of it waited, and its customer knows.</summary>
    public bool Waited { get; set; }

    public bool Introduced { get; set; }

    /// <summary>Whatever the next mail says was read after this moment.</summary>
    public long ReadSince { get; set; }

    /// <summary>By number: the stored notice.</summary>
    public Dictionary<int, JsonElement> Notices { get; } = [];

    public List<JsonElement> Actions { get; } = [];

    /// <summary>By the number of the mail: the lines that waited in it.</summary>
    public Dictionary<int, List<int>> Offered { get; } = [];

    /// <summary>What was stored last of what the customer chose; null: nothing.</summary>
    public string? Chosen { get; set; }

    /// <summary>Whether all lines of the same SKU before this one are there.</summary>
    public bool IsPlacedBefore(int number, Func<string, bool> isThere) => Enumerable.Range(1, number - 1)
        .Where(earlier => Ask.Lines[earlier - 1].Sku == Ask.Lines[number - 1].Sku)
        .All(earlier => isThere($"{Ask.Number}:{earlier}"));
}

/// <summary>All orders: each is there once, as it was asked for, and only what was asked is done to it.</summary>
internal sealed class OrderBook(Books books)
{
    private static readonly string[] Fixed = ["number", "customer", "shipComplete", "lines", "content", "acceptedAt"];

    private readonly Dictionary<string, BookedOrder> orders = new(StringComparer.Ordinal);

    public IEnumerable<BookedOrder> All => orders.Values;

    public BookedOrder? Find(string shop, string number) => orders.GetValueOrDefault($"{shop}|{number}");

    public OrderAskLine? Line(string shop, string order, int number) =>
        Find(shop, order)?.Ask.Lines is { } lines && number >= 1 && number <= lines.Count ? lines[number - 1] : null;

    /// <summary>Whether a shipment of the line was recorded on its order.</summary>
    public bool Ships(string shop, string order, int line) => Find(shop, order)?.Actions.Exists(action =>
        action.Items("ship").Any(shipped => shipped.GetInt32() == line)) ?? false;

    /// <summary>Whether a cancel that leaves the line so many units was recorded on its order.</summary>
    public bool Keeps(string shop, string order, int line, int units) => Find(shop, order)?.Actions.Exists(action =>
        action.Items("keep").Any(kept => kept.Number("line") == line && kept.Number("units") == units)) ?? false;

    public void Committed(string name, IReadOnlyList<StoredWrite> writes, long moment, long readSince)
    {
        var stored = writes.FirstOrDefault(write => write.Id == "order");
        if (stored is null)
        {
            books.Notices.LaidBack(
                Known(name), writes.Single(write => write.Id.StartsWith("notice:", StringComparison.Ordinal)));
            return;
        }

        if (!orders.TryGetValue(name, out var order))
        {
            orders[name] = order = new(Asked(name, stored.Body), moment);
        }
        else
        {
            Compare(order, stored.Body);
        }

        Record(order, stored.Body);
        var notices = writes.Where(write => write.Id.StartsWith("notice:", StringComparison.Ordinal)).ToList();
        books.Notices.Committed(order, stored.Body, notices, moment);
        order.Stored = stored.Body;
        order.ReadSince = readSince;
    }

    private BookedOrder Known(string name) =>
        orders.GetValueOrDefault(name) ?? throw books.Broken(4, $"{name} was changed without its order", name);

    private OrderAsk Asked(string name, JsonElement stored) =>
        books.History.Orders(name).FirstOrDefault(ask => Says(stored, ask))
        ?? throw books.Broken(4, $"{name} is stored, and nobody ordered that: {stored}", name);

    private static bool Says(JsonElement stored, OrderAsk ask) =>
        stored.At("customer") is { } customer && customer.Text("name") == ask.Name
        && customer.Text("email") == ask.Email && stored.Is("shipComplete") == ask.ShipComplete
        && stored.Items("lines")
            .Select(line => new OrderAskLine(line.Text("sku")!, (int)line.Number("quantity"), line.Is("deny")))
            .SequenceEqual(ask.Lines);

    private void Compare(BookedOrder order, JsonElement stored)
    {
        foreach (var member in Fixed)
        {
            var (before, now) = (order.Stored.At(member)?.GetRawText(), stored.At(member)?.GetRawText());
            books.Hold(5, before == now, $"{order.Name}: {member} was {before} and is {now}", order.Name);
        }
    }

    /// <summary>Actions are added one by one, each of them asked for, none with a key that another has.</summary>
    private void Record(BookedOrder order, JsonElement stored)
    {
        foreach (var action in stored.Items("actions").Where(IsNew))
        {
            var key = action.Text("key");
            books.Hold(
                5, key is null || !order.Actions.Exists(other => other.Text("key") == key),
                $"{order.Name}: {key} is done again", order.Name);
            var asked = action.At("notice") is not null ? IsPressed(action)
                : action.At("keep") is null
                ? books.History.Changes(order.Name).OfType<ShipAsk>().Any(ask => Allows(ask, action))
                : books.History.Changes(order.Name).OfType<CancelAsk>().Any(ask => Allows(ask, action, key));
            books.Hold(11, asked, $"{order.Name}: nobody asked for {action}", order.Name);
            order.Actions.Add(action);
        }

        books.Answers.Links.Chosen(order, stored);

        bool IsPressed(JsonElement action)
        {
            books.Answers.Links.Recorded(order, action);
            return true;
        }

        bool IsNew(JsonElement action) => !order.Actions.Exists(known => known.Text("id") == action.Text("id"));
    }

    private static bool Allows(ShipAsk ask, JsonElement action) =>
        ask.Tracking == action.Text("tracking")
        && action.Items("ship").All(line => ask.Lines is null || ask.Lines.Contains(line.GetInt32()));

    private static bool Allows(CancelAsk ask, JsonElement action, string? key) =>
        ask.Key == key && action.Items("keep").All(kept =>
            ask.Lines is null ? kept.Number("units") == 0 : ask.Lines.Any(line => line.Line == kept.Number("line")));
}
