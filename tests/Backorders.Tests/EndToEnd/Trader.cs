namespace Backorders.Tests.EndToEnd;

/// <summary>
/// One of many callers at once: orders, repeats, cancels, shipments, receipts, adjustments and supplier news, whatever
/// its seed says. A call that ended without an answer is made again until it has one: same number, same id.
/// </summary>
/// <param name="elsewhere">Where some of what was answered is said once more; null: to the same server.</param>
internal sealed class Trader(Caller caller, CallBook book, int number, int seed, Caller? elsewhere = null)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private readonly Random random = new(seed);
    private readonly SupplierDesk supplier = new(caller);
    private int ids;

    public async Task Work(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            await Next();
        }
    }

    public Task Next() => random.Next(100) switch
    {
        < 45 => Order(),
        < 50 => Repeat(),
        < 60 => Cancel(),
        < 72 => Ship(),
        < 84 => Receive(),
        < 90 => Adjust(),
        < 96 => Tell(),
        _ => Read(),
    };

    private async Task Order()
    {
        var lines = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => (AnySku(), random.Next(1, 6), random.Next(8) == 0));
        var spec = new OrderSpec($"{book.Name}-{number}-{++ids}", ShipComplete: false, [.. lines]);
        var asked = book.NextMoment();
        var answer = await UntilAnswered(() => caller.Post("/api/orders", spec.Body));
        Assert.True(answer.Status is 200 or 201, answer.ToString());
        book.Orders[spec.Number] = new BookedOrder(spec, asked, book.NextMoment(), answer.Body!);
    }

    private async Task Repeat()
    {
        if (book.AnyOrder(random) is not { } known)
        {
            return;
        }

        if (random.Next(2) == 0)
        {
            var again = await UntilAnswered(() => caller.Post("/api/orders", known.Spec.Body));
            Assert.True(again is { Status: 200, IsReplay: true }, again.ToString());
        }
        else
        {
            var other = known.Spec with { ShipComplete = true };
            (await UntilAnswered(() => caller.Post("/api/orders", other.Body))).ExpectProblem(422, "order-conflict");
        }
    }

    private async Task Cancel()
    {
        if (book.AnyOrder(random) is not { } known)
        {
            return;
        }

        book.Cancelled[known.Spec.Number] = true;
        var line = random.Next(known.Spec.Lines.Count) + 1;
        var what = random.Next(2) == 0 ? new { } : (object)new { lines = new[] { line } };
        var answer = await UntilAnswered(() => caller.Post($"/api/orders/{known.Spec.Number}/cancel", what));
        Assert.True(answer.Status == 200 || Is(answer, "already-shipped"), answer.ToString());
    }

    private async Task Ship()
    {
        if (book.AnyOrder(random) is not { } known)
        {
            return;
        }

        var path = $"/api/orders/{known.Spec.Number}/shipments";
        var lines = new[] { random.Next(known.Spec.Lines.Count) + 1 };
        var answer = await UntilAnswered(() => caller.Post(path, new { lines, trackingNumber = "the only truck" }));
        Assert.True(answer.Status == 200 || Is(answer, "not-allocated"), answer.ToString());
    }

    private async Task Receive()
    {
        var (sku, id, quantity) = (AnySku(), NewId("GRN"), random.Next(1, 10));
        if (random.Next(3) > 0)
        {
            (await Move(sku, "receipts", new { id, quantity })).Expect(200);
            book.Count(sku, quantity);
            return;
        }

        var shipment = AnyShipment();
        (await Move(sku, "receipts", new { id, quantity, shipment })).Expect(200);
        book.Receive(shipment, sku, quantity);
    }

    private async Task Adjust()
    {
        var (sku, id, quantity) = (AnySku(), NewId("adj"), random.Next(1, 5) * (random.Next(2) == 0 ? 1 : -1));
        var answer = await Move(sku, "adjustments", new { id, quantity, reason = "counted again" });
        Assert.True(answer.Status == 200 || Is(answer, "insufficient-stock"), answer.ToString());
        book.Count(sku, answer.Status == 200 ? quantity : 0);
    }

    private async Task Tell()
    {
        var (sku, shipment, quantity, id) = (AnySku(), AnyShipment(), random.Next(1, 30), NewId("msg"));
        var now = TimeProvider.System.GetUtcNow();
        var eta = DateOnly.FromDateTime(now.UtcDateTime).AddDays(random.Next(2, 40)).ToString("yyyy-MM-dd");
        var arrives = random.Next(3) == 0;
        var lines = new[] { new { sku, quantity } };
        var data = arrives ? (object)new { shipment, lines } : new { shipment, eta, lines };
        var body = SupplierDesk.Body(arrives ? "shipment.arrived" : "shipment.announced", now, data);
        (await UntilAnswered(() => supplier.TellText(id, body))).Expect(202);
        await SometimesAgain(202, again => new SupplierDesk(again).TellText(id, body));
        if (arrives)
        {
            book.Arrive(shipment, sku, quantity);
        }
    }

    private async Task Read()
    {
        var path = random.Next(3) switch
        {
            0 => $"/api/stock/{AnySku()}",
            1 => $"/api/stock/{AnySku()}/backorders?limit=20",
            _ => "/api/orders?limit=20&status=backordered",
        };
        (await UntilAnswered(() => caller.Get(path))).Expect(200);
    }

    private async Task<Answer> Move(string sku, string kind, object body)
    {
        var path = $"/api/stock/{sku}/{kind}";
        var answer = await UntilAnswered(() => caller.Post(path, body));
        if (answer.Status == 200)
        {
            await SometimesAgain(200, again => again.Post(path, body));
        }

        return answer;
    }

    private async Task SometimesAgain(int status, Func<Caller, Task<Answer>> say)
    {
        if (random.Next(4) == 0)
        {
            (await UntilAnswered(() => say(elsewhere ?? caller))).Expect(status);
        }
    }

    /// <summary>After 503 or a broken connection the request may have taken effect: it is made again.</summary>
    private static async Task<Answer> UntilAnswered(Func<Task<Answer>> ask)
    {
        Answer? answer = null;
        await Patience.Until(AnswerLimit, async () =>
        {
            try
            {
                answer = await ask();
                return answer.Status != 503;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, () => $"There was no answer for {AnswerLimit}: {answer}");
        return answer!;
    }

    private static bool Is(Answer answer, string problem) =>
        answer.Status == 409 && string.Equals(answer.Problem, problem, StringComparison.Ordinal);

    private string AnySku() => book.Skus[random.Next(book.Skus.Count)];

    private string AnyShipment() => $"{book.Name}.PO-{random.Next(6)}";

    private string NewId(string kind) => $"{book.Name}.{kind}-{number}-{++ids}";
}
