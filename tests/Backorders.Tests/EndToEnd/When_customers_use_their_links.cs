using System.Net;

namespace Backorders.Tests.EndToEnd;

/// <summary>Customers, scanners and strangers with the links of real mails, at the real server.</summary>
[Collection(EndToEndTests.Name)]
public sealed class When_customers_use_their_links(LiveServer server) : IDisposable
{
    private readonly Caller shop = server.Shop;
    private readonly Caller customer = new(server.Address, null);

    public void Dispose() => customer.Dispose();

    [Fact]
    public async Task A_customer_cancels_from_the_mail_once_and_the_next_in_line_gets_the_units()
    {
        var link = await Mailed("L-ONE", "L.ONE");
        await Order("L-TWO", "L.ONE");
        (await shop.Post("/api/stock/L.ONE/receipts", new { id = "l1", quantity = 1 })).Expect(200);
        await shop.AtRest();
        Assert.Equal(server.Address.Authority, link.Authority);

        Assert.Contains("Your order <bdi>L-ONE</bdi>", (await Open(link)).Raw, StringComparison.Ordinal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Send(link, "choice=cancel")));
        Assert.All(answers, answer => Assert.Equal(
            (303, link), (answer.Status, new Uri(link, answer.Headers.Location!))));
        await shop.AtRest();

        Assert.Contains("It is cancelled, as you asked.", (await Open(link)).Raw, StringComparison.Ordinal);
        var order = await shop.Get("/api/orders/L-ONE");
        Assert.Equal(("cancelled", "cancel"), (order.Text("status"), order.Text("choice.choice")));
        Assert.Equal("allocated", (await shop.Get("/api/orders/L-TWO")).Text("status"));
        Assert.Equal(
            ["cancelled"], (await MailsOf("L-ONE")).Select(mail => mail.Kind).Where(kind => kind == "cancelled"));
    }

    [Fact]
    public async Task A_customer_keeps_waiting_and_the_shop_sees_it()
    {
        var link = await Mailed("L-KEEP", "L.KEEP");

        (await Send(link, "choice=keep")).Expect(303);

        Assert.Contains("Thank you: you keep your order as it is.", (await Open(link)).Raw, StringComparison.Ordinal);
        var order = await shop.Get("/api/orders/L-KEEP");
        Assert.Equal(("backordered", "keep"), (order.Text("status"), order.Text("choice.choice")));
    }

    [Fact]
    public async Task Scanners_look_as_often_as_they_like_and_change_nothing()
    {
        var link = await Mailed("L-SCAN", "L.SCAN");
        var before = (await shop.Get("/api/orders/L-SCAN")).Raw;
        foreach (var address in new[] { "", "?choice=cancel", "?choice=keep" })
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Open(new Uri(link, link.AbsolutePath + address))));
        }

        foreach (var method in new[] { "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH" })
        {
            Assert.Equal(405, (await customer.Send(new HttpMethod(method), link.AbsolutePath, null)).Status);
        }

        Assert.Equal(before, (await shop.Get("/api/orders/L-SCAN")).Raw);
    }

    [Theory]
    [InlineData("", 422)]
    [InlineData("choice=", 422)]
    [InlineData("choice=CANCEL", 422)]
    [InlineData("choice=cancel&choice=keep", 422)]
    [InlineData("choice=cancel&choice=cancel", 422)]
    [InlineData("other=cancel", 422)]
    [InlineData("""{"choice":"cancel"}""", 415, "application/json")]
    [InlineData("choice=cancel", 415, "text/plain")]
    [InlineData("choice=cancel&pad=", 413)]
    public async Task What_is_no_choice_does_nothing_and_is_answered_with_a_page(
        string form, int status, string mediaType = MailedLink.Form)
    {
        var link = await Mailed("L-ODD", "L.ODD");
        var sent = status == 413 ? form + new string('x', 2_000) : form;

        var answer = (await customer.PostText($"{link.AbsolutePath}?choice=cancel", sent, mediaType)).Expect(status);

        IsPage(answer);
        Assert.Equal("backordered", (await shop.Get("/api/orders/L-ODD")).Text("status"));
    }

    [Fact]
    public async Task Every_link_that_is_not_ours_gets_the_same_page_and_does_nothing()
    {
        var link = await Mailed("L-BAD", "L.BAD");
        var token = link.Segments[^1];
        var first = (await customer.Get("/o/bm90aGluZw")).Expect(404);
        IsPage(first);
        Assert.Contains("This link does not work", first.Raw, StringComparison.Ordinal);
        foreach (var bad in Enumerable.Range(0, token.Length).Select(at => Changed(token, at))
            .Concat([$"{token}A", token[1..], token[..^1], $"{token}%20", "x", new string('A', 1_000)]))
        {
            Assert.Equal(first.Raw, (await customer.Get($"/o/{bad}")).Expect(404).Raw);
            var sent = await Send(new Uri(server.Address, $"/o/{bad}"), "choice=cancel");
            Assert.Equal(first.Raw, sent.Expect(404).Raw);
        }

        Assert.Equal("backordered", (await shop.Get("/api/orders/L-BAD")).Text("status"));
    }

    [Fact]
    public async Task A_name_is_only_a_name_on_a_page_and_the_customers_own_is_not_there()
    {
        const string name = "<script>alert('x')</script><form action=//evil.example>{{ shop }}";
        (await shop.Put("/api/stock/L.NAME", new { onHand = 0, leadTimeDays = 5, name })).Expect(201);

        var page = (await Open(await Mailed("L-NAME", "L.NAME"))).Raw;

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(name, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ada@example.com", page, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Another letter, at least one of its six bits changed.</summary>
    private static string Changed(string token, int at) =>
        $"{token[..at]}{(token[at] == 'B' ? 'C' : 'B')}{token[(at + 1)..]}";

    private static void IsPage(Answer answer)
    {
        Assert.Equal("text/html", answer.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        foreach (var (header, value) in new[]
        {
            ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"), ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
        })
        {
            Assert.Contains(value, string.Join(", ", answer.Headers.GetValues(header)), StringComparison.Ordinal);
        }
    }

    private async Task<Answer> Open(Uri link)
    {
        var page = (await customer.Get(link.PathAndQuery)).Expect(200);
        IsPage(page);
        return page;
    }

    private Task<Answer> Send(Uri link, string form) =>
        customer.PostText(link.AbsolutePath, form, MailedLink.Form);

    /// <summary>An order for a SKU that nobody has; the link of its mail. May be asked again.</summary>
    private async Task<Uri> Mailed(string order, string sku)
    {
        if ((await shop.Get($"/api/stock/{sku}")).Status == 404)
        {
            (await shop.Put($"/api/stock/{sku}", new { onHand = 0, leadTimeDays = 5 })).Expect(201);
        }

        await Order(order, sku);
        await shop.AtRest();
        var mail = (await MailsOf(order))[0];
        var link = MailedLink.In(mail.Text);
        Assert.Contains($"href=\"{link.AbsoluteUri}\"", mail.Html, StringComparison.Ordinal);
        return link;
    }

    private async Task Order(string number, string sku)
    {
        var answer = await shop.Post("/api/orders", Contract.Order(number, Contract.Line(sku, 1)));
        Assert.True(answer.Status is 200 or 201, answer.ToString());
    }

    private async Task<IReadOnlyList<SentMail>> MailsOf(string order) =>
        [.. (await shop.Mails()).Where(mail => string.Equals(mail.Order, order, StringComparison.Ordinal))];
}
