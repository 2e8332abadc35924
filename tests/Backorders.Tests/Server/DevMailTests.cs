using Backorders.Embedded.Mails;
using Backorders.Server.Hosting;

namespace Backorders.Tests.Server;

public sealed class DevMailTests
{
    private static readonly SentMail Hostile = new(
        "\"><script>alert(1)</script>@example.com", "<b>Ready</b>", "</pre><script>alert(2)</script>",
        "<p>\"hello\"</p><script>alert(3)</script>", new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), "WEB-1", "ready");

    [Fact]
    public void Nothing_that_a_mail_says_becomes_part_of_the_page()
    {
        var page = DevMail.Page([Hostile]);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains(
            "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ready&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_page_shows_the_newest_and_says_how_many_there_are()
    {
        var page = DevMail.Page([.. Enumerable.Range(1, 201).Select(n => Hostile with { Order = $"WEB-{n}." })]);

        Assert.Contains("The last 200 of 201 mails", page, StringComparison.Ordinal);
        Assert.DoesNotContain("WEB-1.", page, StringComparison.Ordinal);
        Assert.Contains("WEB-201.", page, StringComparison.Ordinal);
    }
}
