using System.Text;
using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>An order, or what should be one, that a producer laid into the queue.</summary>
/// <param name="Text">As JSON, however it was coded: the same again is the same.</param>
/// <param name="Number">The order's; null: none can be read.</param>
/// <param name="Order">Null: it is refused, whatever else is there.</param>
/// <param name="Refusal">The problem that it is refused with then.</param>
internal sealed record LaidOrder(string Shop, string Text, string? Number, OrderAsk? Order, string? Refusal);

/// <summary>Orders that came by queue: each is there at the end, or a problem once.</summary>
internal sealed class IntakeBook(Books books)
{
    private readonly Dictionary<string, LaidOrder> laid = new(StringComparer.Ordinal);
    private readonly HashSet<string> garbage = new(StringComparer.Ordinal);

    public void Laid(LaidOrder order)
    {
        books.Figures.Laid++;
        laid[order.Text] = order;
        if (order.Order is { } ask)
        {
            books.History.Add(ask);
        }
    }

    /// <param name="body">A message that names no shop, as it was coded.</param>
    public void LaidGarbage(string body) => garbage.Add(body);

    /// <summary>What was wrong is kept for the shop, and no customer with it.</summary>
    public void Committed(IReadOnlyList<StoredWrite> writes)
    {
        foreach (var write in writes)
        {
            books.NamesNobody(write.Body.GetRawText(), "what is kept of an order by queue says");
        }
    }

    public void CheckGarbage()
    {
        foreach (var body in garbage)
        {
            var kept = books.KeptPoison.Count(known => known == body);
            books.Hold(7, kept == 1, $"'{body}' was given up and kept {kept} times", body);
        }
    }

    /// <param name="problems">All that the shop is shown.</param>
    public void Check(string shop, IReadOnlyList<JsonElement> problems)
    {
        var left = problems.Select(Words).ToList();
        foreach (var order in laid.Values.Where(order => order.Shop == shop).OrderBy(order => Wrong(order).Count))
        {
            var wrong = Wrong(order);
            var kept = wrong.Select(name => Words(name, order.Number)).FirstOrDefault(left.Contains);
            books.Hold(
                4, wrong.Count == 0 || (kept is not null && left.Remove(kept)) || IsGivenUp(order),
                $"{order.Text} should be kept as {string.Join(" or ", wrong)}; left are {string.Join(", ", left)}",
                order.Number ?? order.Text);
        }

        books.Hold(4, left.Count == 0, $"{shop} is shown problems that nobody has: {string.Join(", ", left)}", shop);
    }

    /// <summary>The problems of which one must be kept; none: it was taken.</summary>
    private List<string> Wrong(LaidOrder order)
    {
        if (order.Order is not { } ask)
        {
            return [order.Refusal!];
        }

        var stands = books.Orders.Find(ask.Shop, ask.Number);
        if (stands?.Ask.Content == ask.Content)
        {
            return [];
        }

        var isUnknown = ask.Lines.Any(line => books.Pool(ask.Shop, line.Sku) is null);
        books.Hold(
            4, stands is not null || isUnknown || IsGivenUp(order), $"{order.Text} was laid and is nowhere",
            ask.Number);
        return [.. Named("order-conflict", stands is not null), .. Named("unknown-sku", isUnknown)];
    }

    /// <summary>Its queue was away so often when it should be laid back that it is kept for a person.</summary>
    private bool IsGivenUp(LaidOrder order) => books.KeptPoison.Any(
        kept => kept == order.Text || kept == Convert.ToBase64String(Encoding.UTF8.GetBytes(order.Text)));

    private static IEnumerable<string> Named(string problem, bool holds) => holds ? [problem] : [];

    private static string Words(JsonElement kept) =>
        Words(AnswerCheck.Problem(kept.At("problem")!.Value)!, kept.Text("orderNumber"));

    private static string Words(string name, string? number) => $"{name} of {number ?? "none"}";
}
