namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_customers_are_told(LiveServer server)
{
    private readonly Caller shop = server.Shop;
    private int news;

    [Fact]
    public async Task An_order_that_waits_is_received_changed_and_ready()
    {
        await Stock("M.ONE", leadTimeDays: 14);
        await Order("M-ONE", ("M.ONE", 2));
        await Mails("M-ONE", "received");
        await Announce("M.PO-1", 20, ("M.ONE", 10));
        await Mails("M-ONE", "received", "changed");
        await Receive("M.ONE", 10);
        var mails = await Mails("M-ONE", "received", "changed", "ready");

        Assert.All(mails, mail => Assert.Contains("ada@example.com", mail.To, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Contains("M-ONE", mail.Subject + mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Contains("M-ONE", mail.Subject + mail.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_that_never_waits_gets_none()
    {
        await Stock("M.NONE", onHand: 5);
        await Order("M-NONE", ("M.NONE", 2));
        await Mails("M-NONE");
        await shop.Post("/api/orders/M-NONE/cancel", new { });
        await Mails("M-NONE");
    }

    [Fact]
    public async Task One_mail_tells_of_a_change_however_many_lines_it_moves()
    {
        await Stock("M.MANY-1", leadTimeDays: 5);
        await Stock("M.MANY-2", leadTimeDays: 5);
        await Order("M-MANY", ("M.MANY-1", 1), ("M.MANY-1", 1), ("M.MANY-2", 3));
        await Mails("M-MANY", "received");
        await Announce("M.PO-2", 9, ("M.MANY-1", 10));
        await Mails("M-MANY", "received", "changed");
        await Receive("M.MANY-2", 3);
        await Mails("M-MANY", "received", "changed");
        await Receive("M.MANY-1", 2);
        await Mails("M-MANY", "received", "changed", "ready");
    }

    [Fact]
    public async Task A_date_that_moved_and_moved_back_is_told_as_two_changes_or_as_none()
    {
        await Stock("M.BACK", leadTimeDays: 5);
        await Order("M-BACK", ("M.BACK", 1));
        await Mails("M-BACK", "received");
        await shop.Put("/api/stock/M.BACK", new { leadTimeDays = 6 });
        await shop.Put("/api/stock/M.BACK", new { leadTimeDays = 5 });
        await shop.AtRest();

        var kinds = (await shop.Mails()).Where(mail => Is(mail.Order, "M-BACK")).Select(mail => mail.Kind).ToList();
        Assert.True(kinds is ["received"] or ["received", "changed", "changed"], string.Join(", ", kinds));
        Assert.Equal(Contract.InDays(5), (await shop.Get("/api/orders/M-BACK")).Text("lines[0].promised"));
    }

    [Fact]
    public async Task A_cancelled_order_is_told_so_and_nothing_after_it()
    {
        await Stock("M.END", leadTimeDays: 5);
        await Order("M-END", ("M.END", 1), ("M.END", 2));
        await Mails("M-END", "received");
        await shop.Post("/api/orders/M-END/cancel", new { lines = new[] { 2 } });
        await Mails("M-END", "received", "cancelled");
        await shop.Post("/api/orders/M-END/cancel", new { lines = new[] { 2 } });
        await Mails("M-END", "received", "cancelled");
        await shop.Post("/api/orders/M-END/cancel", new { });
        await Mails("M-END", "received", "cancelled", "cancelled");
        await Receive("M.END", 5);
        await Announce("M.PO-3", 30, ("M.END", 10));
        await Mails("M-END", "received", "cancelled", "cancelled");
    }

    [Fact]
    public async Task Units_that_were_told_as_ready_and_are_lost_are_told_as_lost_and_as_ready_again()
    {
        await Stock("M.LOST", leadTimeDays: 5);
        await Order("M-LOST", ("M.LOST", 2));
        await Mails("M-LOST", "received");
        await Receive("M.LOST", 2);
        await Mails("M-LOST", "received", "ready");
        (await shop.Post("/api/stock/M.LOST/adjustments", new { id = "fire", quantity = -2 })).Expect(200);
        await Mails("M-LOST", "received", "ready", "changed");
        Assert.Equal(Contract.InDays(5), (await shop.Get("/api/orders/M-LOST")).Text("lines[0].promised"));
        await Receive("M.LOST", 3);
        await Mails("M-LOST", "received", "ready", "changed", "ready");
    }

    [Fact]
    public async Task A_change_names_the_old_date_and_the_new_one_and_the_promise_moves_with_it()
    {
        await Stock("M.DATES", leadTimeDays: 40);
        await Order("M-DATES", ("M.DATES", 1));
        await Mails("M-DATES", "received");
        await Announce("M.PO-4", 80, ("M.DATES", 1));
        var changed = (await Mails("M-DATES", "received", "changed"))[^1];

        foreach (var days in new[] { 40, 80 })
        {
            var day = Contract.Today.AddDays(days);
            Assert.Contains(day.Day.ToString(), changed.Text, StringComparison.Ordinal);
            Assert.Contains(day.Year.ToString(), changed.Text, StringComparison.Ordinal);
        }

        Assert.Equal(Contract.InDays(80), (await shop.Get("/api/orders/M-DATES")).Text("lines[0].promised"));
    }

    [Fact]
    public async Task A_name_is_only_a_name_in_a_mail()
    {
        await Stock("M.NAME", leadTimeDays: 5);
        (await shop.Post("/api/orders", new
        {
            orderNumber = "M-NAME",
            customer = new { name = "<b>Ada</b> {{ shop }}", email = "ada@example.com" },
            lines = new[] { Contract.Line("M.NAME", 1) },
        })).Expect(201);
        var mail = Assert.Single(await Mails("M-NAME", "received"));
        Assert.DoesNotContain("<b>Ada</b>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ada&lt;/b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<b>Ada</b> {{ shop }}", mail.Text, StringComparison.Ordinal);
    }

    private async Task Stock(string sku, int onHand = 0, int? leadTimeDays = null) =>
        (await shop.Put($"/api/stock/{sku}", new { onHand, leadTimeDays })).Expect(201);

    private async Task Order(string number, params (string Sku, int Quantity)[] lines)
    {
        var asked = lines.Select(line => Contract.Line(line.Sku, line.Quantity)).ToArray();
        (await shop.Post("/api/orders", Contract.Order(number, asked))).Expect(201);
    }

    private async Task Receive(string sku, int quantity) =>
        (await shop.Post($"/api/stock/{sku}/receipts", new { id = $"g{++news}", quantity })).Expect(200);

    private async Task Announce(string shipment, int days, (string Sku, int Quantity) line)
    {
        var lines = new[] { Contract.Line(line.Sku, line.Quantity) };
        var data = new { shipment, eta = Contract.InDays(days), lines };
        var now = TimeProvider.System.GetUtcNow();
        (await new SupplierDesk(shop).Tell($"{shipment}.{++news}", "shipment.announced", now, data)).Expect(202);
    }

    /// <summary>At rest, the order's mails are of these kinds and no others.</summary>
    private async Task<IReadOnlyList<SentMail>> Mails(string order, params string[] kinds)
    {
        await shop.AtRest();
        var mails = (await shop.Mails()).Where(mail => Is(mail.Order, order)).ToList();
        Assert.Equal(kinds, mails.Select(mail => mail.Kind));
        return mails;
    }

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
