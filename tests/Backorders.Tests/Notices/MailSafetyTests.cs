using Backorders.Notices;

namespace Backorders.Tests.Notices;

/// <summary>What shops and customers type must never become markup, another line, or text turned around.</summary>
public sealed class MailSafetyTests
{
    private const string Nasty =
        "<script>alert(\"x\")</script>&'\u202egnp\u2066{{ shop }}\u0000\r\nBcc: a@b\u2028c\ud800";

    private static readonly string[] Kinds = ["received", "changed", "ready", "cancelled"];

    [Fact]
    public void No_value_becomes_markup_in_any_kind_of_mail()
    {
        Assert.All(Kinds, kind =>
        {
            var harmless = MailText.Render(Told(kind, "x"));
            var nasty = MailText.Render(Told(kind, Nasty));

            Assert.Equal(harmless.Html.Count(c => c == '<'), nasty.Html.Count(c => c == '<'));
            Assert.Equal(harmless.Html.Count(c => c == '"'), nasty.Html.Count(c => c == '"'));
            Assert.Contains(
                "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#x27;", nasty.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_value_starts_a_line_of_its_own_in_any_kind_of_mail()
    {
        Assert.All(Kinds, kind =>
        {
            var lines = MailText.Render(Told(kind, "x")).Text.Split('\n').Length;
            var nasty = MailText.Render(Told(kind, Nasty));

            Assert.Equal(lines, nasty.Text.Split('\n').Length);
            Assert.DoesNotContain(nasty.Text + nasty.Html, c => (char.IsControl(c) && c != '\n')
                || c is '\u2028' or '\u202e' or '\u2066' || char.IsSurrogate(c));
        });
    }

    [Fact]
    public void A_value_that_looks_like_a_template_stays_as_it_was_typed() =>
        Assert.Contains("{{ shop }}", MailText.Render(Told("ready", "{{ shop }}")).Text, StringComparison.Ordinal);

    [Fact]
    public void Letters_of_all_scripts_stay_readable_in_both_forms()
    {
        const string name = "Käse 乳酪 גבינה 🧀";
        var mail = MailText.Render(Told("ready", name));

        Assert.Contains(name, mail.Text, StringComparison.Ordinal);
        Assert.Contains(name, System.Net.WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        Assert.Contains("Käse 乳酪 גבינה", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_one_line_whatever_the_order_is_called()
    {
        Assert.All(Kinds, kind =>
        {
            var subject = MailText.Render(Told(kind, "x") with { OrderNumber = "A\r\nBcc: a@b\u2029\u0085" }).Subject;

            Assert.DoesNotContain(subject, c => char.IsControl(c) || c is '\u2028' or '\u2029');
            Assert.Contains("Bcc: a@b", subject, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("A")]
    [InlineData("🧀")]
    public void A_long_subject_is_cut_at_200_and_never_within_a_character(string letter)
    {
        var order = string.Concat(Enumerable.Repeat(letter, 300));
        Assert.All(Kinds, kind => Assert.All(["", "x"], shift =>
        {
            var subject = MailText.Render(Told(kind, "x") with { OrderNumber = shift + order }).Subject;

            Assert.InRange(subject.Length, MailText.MaxSubjectLength - 1, MailText.MaxSubjectLength);
            Assert.EndsWith(letter + "…", subject, StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void Nothing_in_a_mail_is_fetched_from_elsewhere() =>
        Assert.All(Kinds, kind =>
        {
            var html = MailText.Render(Told(kind, "x")).Html;
            Assert.All(
                ["http", "src=", "href=", "url(", "<script", "<link", "<img"],
                remote => Assert.DoesNotContain(remote, html, StringComparison.OrdinalIgnoreCase));
        });

    [Fact]
    public void A_link_leads_where_it_says_and_nowhere_else()
    {
        var mail = MailText.Render(Told("received", Nasty) with { Link = "https://orders.example/o/a-b_C9" });

        Assert.Contains("\nhttps://orders.example/o/a-b_C9\n", mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, mail.Html.Split("href=").Length);
        Assert.Contains("<a href=\"https://orders.example/o/a-b_C9\" ", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Mails_written_at_once_do_not_mix()
    {
        var alone = Enumerable.Range(0, 2_000).Select(Numbered).Select(MailText.Render).ToList();
        var atOnce = new RenderedMail[alone.Count];

        Parallel.For(0, alone.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => atOnce[i] = MailText.Render(Numbered(i)));

        Assert.Equal(alone, atOnce);
        Assert.All(
            atOnce.Index(),
            mail => Assert.Contains($"customer-{mail.Index},", mail.Item.Text, StringComparison.Ordinal));
    }

    private static MailModel Numbered(int i) => Told(Kinds[i % Kinds.Length], $"product-{i}") with
    {
        CustomerName = $"customer-{i}",
        OrderNumber = $"order-{i}",
    };

    private static MailModel Told(string kind, string typed)
    {
        MailLine line = new(1, typed, typed, 5, "waiting", null, new DateOnly(2026, 12, 5), true, 0, false);
        MailLine[] lines = kind switch
        {
            "changed" => [line, line with { Line = 2, LostReady = true }],
            "ready" => [line with { State = "allocated" }, line with { Line = 2, State = "shipped" }],
            "cancelled" =>
                [line with { CancelledUnits = 2 }, line with { Line = 2, State = "cancelled", CancelledUnits = 5 }],
            _ => [line, line with { Line = 2, State = "rejected" }],
        };
        return new MailModel(kind, typed, "WEB-1", typed, typed, lines, typed);
    }
}
