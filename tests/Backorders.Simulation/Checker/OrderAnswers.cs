using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>What an order is answered to be.</summary>
internal static class OrderAnswers
{
    private static readonly string[] Precedence = ["backordered", "allocated", "shipped", "cancelled", "rejected"];

    public static void Check(Books books, Call call, OrderAsk ask, Reply reply, string story)
    {
        var order = books.Orders.Find(ask.Shop, ask.Number);
        if (reply.Status == 422)
        {
            Refused(books, call, ask, reply, story, order);
            return;
        }

        books.Hold(4, order is not null, $"{story}, and it is not there", ask.Number);
        books.Hold(5, order!.Ask.Content == ask.Content, $"{story}, and {order.Ask} stands", ask.Number);
        books.Hold(5, reply.Status == 201 != reply.IsReplay, $"{story}: is it a repeat or not?", ask.Number);
        if (reply.Status == 201)
        {
            books.Hold(4, !order.IsAccepted, $"{story}: it is accepted twice", ask.Number);
            order.IsAccepted = true;
            books.Figures.Orders++;
        }

        CheckView(books, call, ask.Number, reply.Body, story);
    }

    public static void CheckView(Books books, Call call, string number, JsonElement view, string story)
    {
        var order = books.Orders.Find(call.Ask.Shop, number)
            ?? throw books.Broken(4, $"{story}, and it is not there", number);
        var lines = view.Items("lines");
        books.Hold(
            15, lines.Count == order.Ask.Lines.Count && view.Text("orderNumber") == number
            && view.Is("shipComplete") == order.Ask.ShipComplete, $"{story}: that is not the order", number);
        for (var index = 0; index < lines.Count; index++)
        {
            CheckLine(books, call, order, index, lines[index], story);
        }

        var status = StatusOf(new HashSet<string>(lines.Select(line => line.Text("status")!)));
        books.Hold(15, view.Text("status") == status, $"{story}: as a whole it is {status}", number);
    }

    /// <summary>The first word that any line has.</summary>
    public static string StatusOf(IReadOnlySet<string> lines) => Precedence.First(lines.Contains);

    public static LineView Line(JsonElement line) => new(
        line.Text("status")!, (int)line.Number("allocated"), (int)line.Number("backordered"),
        (int)line.Number("shipped"), (int)line.Number("cancelled"), line.Number("unitsAhead"), Eta(line.At("eta")),
        line.At("eta")?.Day("date"));

    public static string Eta(JsonElement? eta) => eta is { } some
        ? PoolSnapshot.Words(some.Day("date"), some.Text("basis")!, some.Text("reference"))
        : "-";

    private static void CheckLine(
        Books books, Call call, BookedOrder order, int index, JsonElement line, string story)
    {
        var asked = order.Ask.Lines[index];
        books.Hold(
            4, line.Number("line") == index + 1 && line.Text("sku") == asked.Sku
            && line.Number("quantity") == asked.Quantity, $"{story}: {asked} was ordered", order.Name);
        var booked = books.LineOf(order, index + 1)
            ?? throw books.Broken(4, $"{story}: line {index + 1} has no place", order.Name);
        var were = booked.Views.Between(call.From, books.Moment).ToList();
        var shown = Line(line);
        books.Hold(
            3, were.Contains(shown), $"{story}: line {index + 1} is shown as {shown}, and was "
            + string.Join(" or ", were), order.Name, $"{order.Ask.Shop}|{asked.Sku}");
        var promised = line.Day("promised");
        var told = promised == booked.Stored.At("firstEta")?.Day("date")
            || order.EverTold.Contains((index + 1, promised));
        books.Hold(9, told, $"{story}: line {index + 1} was never told {promised:O}", order.Name);
    }

    private static void Refused(
        Books books, Call call, OrderAsk ask, Reply reply, string story, BookedOrder? order)
    {
        switch (AnswerCheck.Problem(reply))
        {
            case "order-conflict":
                books.Hold(
                    5, order is not null && order.Ask.Content != ask.Content, $"{story}: no other has its number",
                    ask.Number);
                break;
            case "unknown-sku":
                var unknown = ask.Lines.Any(line => books.Pool(ask.Shop, line.Sku) is not { Since: { } since }
                    || since >= call.From);
                books.Hold(5, unknown, $"{story}: all its SKUs are known", ask.Number);
                books.Hold(4, order is null || order.CreatedAt >= call.From, $"{story}: it is there", ask.Number);
                break;
            default:
                throw books.Broken(15, $"{story}: why?", ask.Number);
        }
    }
}
