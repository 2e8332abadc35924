namespace Backorders.Simulation.Checker;

/// <summary>What a cancel or the word that lines left is answered to have come to.</summary>
internal static class ChangeAnswers
{
    public static void Check(Books books, Call call, CancelAsk ask, Reply reply, string story)
    {
        if (Before(books, call, ask, ask.Number, reply, story) is not { } order)
        {
            return;
        }

        var named = ask.Lines?.Select(line => line.Line).ToList() ?? [.. Enumerable.Range(1, order.Ask.Lines.Count)];
        if (reply.Status == 409)
        {
            var shipped = named.Exists(line => Were(books, call, order, line).Any(view => view.Status == "shipped"));
            books.Hold(
                11, AnswerCheck.Problem(reply) == "already-shipped" && shipped, $"{story}: nothing left", order.Name);
            return;
        }

        OrderAnswers.CheckView(books, call, ask.Number, reply.Body, story);
        var lines = reply.Body.Items("lines").Select(OrderAnswers.Line).ToList();
        foreach (var line in named)
        {
            var whole = ask.Lines is null || ask.Lines.Any(named => named.Line == line && named.Quantity is null);
            var view = lines[line - 1];
            var done = whole ? !view.IsLive : view.Cancelled > 0 || !view.IsLive;
            books.Hold(11, done, $"{story}: line {line} goes on as {view}", order.Name);
        }
    }

    public static void Check(Books books, Call call, ShipAsk ask, Reply reply, string story)
    {
        if (Before(books, call, ask, ask.Number, reply, story) is not { } order)
        {
            return;
        }

        var all = Enumerable.Range(1, order.Ask.Lines.Count).ToList();
        var named = ask.Lines ?? all;
        if (reply.Status == 409)
        {
            Refused(books, call, order, named, all, reply, story);
            return;
        }

        OrderAnswers.CheckView(books, call, ask.Number, reply.Body, story);
        var lines = reply.Body.Items("lines").Select(OrderAnswers.Line).ToList();
        foreach (var line in ask.Lines ?? [])
        {
            // Another request may have taken it in between: the answer shows that too.
            var taken = Were(books, call, order, line).Select(view => view.Cancelled).Distinct().Count() > 1
                || Were(books, call, order, line).Any(view => view.Waits);
            books.Hold(
                11, lines[line - 1].Shipped > 0 || !lines[line - 1].IsLive || taken,
                $"{story}: line {line} is still here", order.Name);
        }
    }

    private static void Refused(
        Books books, Call call, BookedOrder order, IReadOnlyList<int> named, IReadOnlyList<int> all, Reply reply,
        string story)
    {
        var were = named.SelectMany(line => Were(books, call, order, line)).ToList();
        var holds = AnswerCheck.Problem(reply) switch
        {
            "already-shipped" => were.Exists(view => view.Status == "shipped"),
            "not-allocated" => were.Exists(view => view.Waits || view.Status is "cancelled" or "rejected"),
            "ship-complete" => order.Ask.ShipComplete
                && all.SelectMany(line => Were(books, call, order, line)).Any(view => view.IsLive),
            _ => false,
        };
        books.Hold(11, holds, $"{story}: it was {string.Join(" or ", were)}", order.Name);
    }

    /// <returns>The order, when it was there and the answer is about its state.</returns>
    private static BookedOrder? Before(Books books, Call call, Ask ask, string number, Reply reply, string story)
    {
        var order = books.Orders.Find(ask.Shop, number);
        switch (reply.Status)
        {
            case 404:
                books.Hold(
                    4, order is null || order.CreatedAt >= call.From, $"{story}, and it is there", number);
                return null;
            case 422 when ask is CancelAsk { Key: { } key } && AnswerCheck.Problem(reply) == "id-conflict":
                var other = books.History.Changes($"{ask.Shop}|{number}").OfType<CancelAsk>()
                    .Any(asked => asked.Key == key && asked.Content != ask.Content);
                books.Hold(5, other, $"{story}: the key stood for nothing else", number);
                return null;
            case 422:
                throw books.Broken(15, $"{story}: why?", number);
            default:
                books.Hold(4, order is not null, $"{story}, and there is no order", number);
                return order;
        }
    }

    private static IEnumerable<LineView> Were(Books books, Call call, BookedOrder order, int line) =>
        books.LineOf(order, line)?.Views.Between(call.From, books.Moment) ?? [];
}
