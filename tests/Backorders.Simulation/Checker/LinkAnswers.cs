namespace Backorders.Simulation.Checker;

/// <summary>What a customer who opens or presses a link is answered, and what must have come of it.</summary>
internal sealed class LinkAnswers(Books books)
{
    private readonly List<LinkAsk> cancelled = [];

    public void Check(LinkAsk ask, Reply reply, string story)
    {
        books.Figures.Links++;
        books.Hold(
            15, reply.Status < 400 || reply.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true,
            $"{story}: that is no page", ask.Number);
        books.Hold(
            10, reply.Status == 404 == (ask.Wrong is not null), $"{story}: it is {ask.Wrong ?? "a good link"}",
            ask.Number);
        if (ask.Choice == "cancel" && ask.Wrong is null)
        {
            cancelled.Add(ask);
        }
    }

    /// <summary>By a link goes what its mail named as waiting, whole, once, and when its customer pressed it.</summary>
    public void Recorded(BookedOrder order, System.Text.Json.JsonElement action)
    {
        var notice = (int)action.Number("notice");
        var offered = order.Offered.GetValueOrDefault(notice) ?? [];
        books.Hold(10, Asked(order, notice, "cancel"), $"{order.Name}: nobody pressed for {action}", order.Name);
        books.Hold(
            10, !order.Actions.Exists(other => other.Number("notice") == notice),
            $"{order.Name}: {action} is done again", order.Name);
        books.Hold(
            10, action.Items("keep").All(
                kept => kept.Number("units") == 0 && offered.Contains((int)kept.Number("line"))),
            $"{order.Name}: {action}, and its mail offered {string.Join(", ", offered)}", order.Name);
    }

    /// <param name="stored">The order; what was chosen may be lost with a process of another release.</param>
    public void Chosen(BookedOrder order, System.Text.Json.JsonElement stored)
    {
        if (stored.At("choice") is { } chosen && chosen.GetRawText() != order.Chosen)
        {
            var word = chosen.Number("choice") == 0 ? "keep" : "cancel";
            books.Hold(
                10, Enumerable.Range(1, (int)chosen.Number("notice")).Any(notice => Asked(order, notice, word)),
                $"{order.Name}: nobody chose {chosen}", order.Name);
        }

        order.Chosen = stored.At("choice")?.GetRawText();
    }

    /// <summary>At rest all that was cancelled by links has ended, and stays so.</summary>
    public void CheckAtRest()
    {
        foreach (var ask in cancelled)
        {
            var order = books.Orders.Find(ask.Shop, ask.Number)!;
            foreach (var line in order.Offered[ask.Notice])
            {
                var view = books.LineOf(order, line)!.Views.Last;
                books.Hold(10, !view.IsLive, $"{ask} was done, and line {line} is {view}", order.Name);
            }
        }
    }

    private bool Asked(BookedOrder order, int notice, string choice) => books.History.Changes(order.Name)
        .OfType<LinkAsk>().Any(ask => ask.Wrong is null && ask.Notice == notice && ask.Choice == choice);
}
