namespace Backorders.Tests.EndToEnd;

/// <summary>
/// The server and the naive shop, asked the same things one after another. Every answer is compared; the log of what
/// was asked stands in every complaint, so that a failure reads as a story.
/// </summary>
internal sealed class SideBySide(Caller caller, NaiveShop naive, DateOnly today, string title)
{
    private static readonly string[] Statuses = ["backordered", "allocated", "shipped", "cancelled", "rejected"];
    private readonly SupplierDesk supplier = new(caller);
    private readonly List<string> log = [title];

    /// <summary>News that overtake each other may be told one by one or together: both are right.</summary>
    private bool overtaking;

    public async Task Order(OrderSpec spec)
    {
        var answer = await Compare(
            $"order {spec.Number} {spec.Content}", caller.Post("/api/orders", spec.Body), () => naive.Place(spec));
        if (answer.Status is 200 or 201)
        {
            Same(Picture.Of(naive, naive.Order(spec.Number)), Picture.OfOrder(answer.Body));
            Same($"replay {answer.Status == 200}", $"replay {answer.IsReplay}");
        }
    }

    /// <param name="part">What is asked of the order: cancel or shipments.</param>
    public async Task Change(NaiveOrder order, string part, object body, string story, Func<Verdict> judge)
    {
        var number = order.Spec.Number;
        var asked = caller.Post($"/api/orders/{number}/{part}", body);
        var answer = await Compare($"{part} {number} {story}", asked, judge);
        if (answer.Status == 200)
        {
            Same(Picture.Of(naive, order, withPromises: false), Picture.OfOrder(answer.Body, withPromises: false));
        }
    }

    public async Task Count(string sku, object body, Func<Verdict> judge) =>
        CompareStock(sku, await Compare($"count {sku} {body}", caller.Put($"/api/stock/{sku}", body), judge));

    /// <param name="kind">receipts or adjustments.</param>
    public async Task Move(string sku, string kind, object body, Func<Verdict> judge) =>
        CompareStock(sku, await Compare($"{kind} {sku} {body}", caller.Post($"/api/stock/{sku}/{kind}", body), judge));

    public Task Tell(News news) => Compare(Story(news), Send(news), () => naive.Hear(news));

    /// <summary>Sends all at once; in which order they are taken makes no difference.</summary>
    public async Task TellAtOnce(IReadOnlyList<News> all)
    {
        overtaking = overtaking || all.Count > 0;
        foreach (var (news, sent) in all.Select(news => (news, Send(news))).ToList())
        {
            await Compare("at once: " + Story(news), sent, () => naive.Hear(news));
        }
    }

    public async Task AskForAPromise(string sku, int quantity)
    {
        var answer = (await caller.Get($"/api/stock/{sku}/promise?quantity={quantity}")).Expect(200);
        log.Add($"promise {sku} {quantity}");
        Same(Picture.Of(naive.Promise(sku, quantity)), Picture.OfEta(answer.At("eta")));
    }

    /// <summary>Waits until the server is quiet, and compares stocks, queues and these orders.</summary>
    public async Task Rest(IEnumerable<NaiveOrder> orders)
    {
        await caller.AtRest();
        naive.ComeToRest();
        foreach (var sku in naive.Skus)
        {
            CompareStock(sku.Id, await caller.Get($"/api/stock/{sku.Id}"));
            var queue = await caller.All($"/api/stock/{sku.Id}/backorders?limit=7", "lines");
            Same($"{sku.Id}\n{Picture.OfQueue(naive, sku)}", $"{sku.Id}\n{Picture.OfBackorders(queue)}");
        }

        foreach (var order in orders)
        {
            var answer = await caller.Get($"/api/orders/{order.Spec.Number}");
            Same(Picture.Of(naive, order), Picture.OfOrder(answer.Expect(200).Body));
        }
    }

    /// <summary>The lists by SKU and status, the newest order first, and the SKUs that somebody waits for.</summary>
    public async Task CompareLists(IReadOnlyList<string> skus)
    {
        foreach (var (sku, status) in skus.SelectMany(sku => Statuses.Select(status => (sku, status))))
        {
            var expected = naive.Orders.Reverse().Where(order =>
                string.Equals(order.Status, status, StringComparison.Ordinal)
                && order.Lines.Any(line => string.Equals(line.Sku, sku, StringComparison.Ordinal)));
            var listed = await caller.All($"/api/orders?sku={sku}&status={status}&limit=3", "orders");
            Same($"{sku} {status} {string.Join(", ", expected.Select(order => order.Spec.Number))}",
                $"{sku} {status} {string.Join(", ", listed.Select(order => order.Text("orderNumber")))}");
        }

        var waiting = await caller.All("/api/stock?waiting=true&limit=200", "stock");
        Same(string.Join(", ", naive.Skus.Where(sku => sku.Backordered > 0).Select(sku => sku.Id)),
            string.Join(", ", waiting.Select(stock => stock.Text("sku")!).Intersect(skus, StringComparer.Ordinal)));
    }

    /// <summary>Every order's mails, by kind and in order, and to whom they went.</summary>
    public async Task CompareMails()
    {
        var sent = (await caller.Mails()).ToLookup(mail => mail.Order);
        foreach (var order in naive.Orders)
        {
            var number = order.Spec.Number;
            if (!overtaking)
            {
                Same($"{number}: {string.Join(", ", order.Mails)}",
                    $"{number}: {string.Join(", ", sent[number].Select(mail => mail.Kind))}");
            }

            Assert.All(sent[number], mail => Assert.Contains(order.Spec.Email, mail.To, StringComparison.Ordinal));
        }
    }

    private Task<Answer> Send(News news) => supplier.Tell(news.WebhookId, news.Type, news.At, news.Data);

    private static string Story(News news)
    {
        var lines = news.Lines is null ? "" : string.Join(", ", news.Lines);
        return $"{news.WebhookId} {news.Type} {news.At:O} {news.Shipment} {news.Eta:O} {lines}";
    }

    private async Task<Answer> Compare(string story, Task<Answer> asked, Func<Verdict> judge)
    {
        log.Add(story);
        var answer = await asked;
        var verdict = judge();
        Assert.True(
            answer.Status == verdict.Status
            && (verdict.Problems.Count == 0 || verdict.Problems.Contains(answer.Problem, StringComparer.Ordinal)),
            Complaint($"{verdict.Status} {string.Join(" or ", verdict.Problems)}", answer.ToString()));
        return answer;
    }

    private void CompareStock(string sku, Answer answer)
    {
        if (answer.Status is 200 or 201)
        {
            var known = naive.Skus.Single(known => string.Equals(known.Id, sku, StringComparison.Ordinal));
            Same(Picture.Of(naive, known, today), Picture.OfStock(answer.Body));
        }
    }

    private void Same(string expected, string got) =>
        Assert.True(string.Equals(expected, got, StringComparison.Ordinal), Complaint(expected, got));

    private string Complaint(string expected, string got) =>
        $"{string.Join("\n", log)}\n--- expected\n{expected}\n--- got\n{got}";
}
