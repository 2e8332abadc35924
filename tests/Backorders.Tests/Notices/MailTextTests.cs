using Backorders.Notices;

namespace Backorders.Tests.Notices;

public sealed class MailTextTests
{
    private static readonly DateOnly Early = new(2026, 12, 5);
    private static readonly DateOnly Late = new(2026, 12, 12);

    [Fact]
    public void A_received_order_names_every_line_that_waits_with_its_date()
    {
        var mail = MailText.Render(Mail("received",
            Waiting(1, "TV-55", null, Early), Waiting(2, "HDMI", null, null), Line(3, "WALL", "allocated"),
            Line(4, "CABLE", "rejected")));

        Assert.Equal("Your order WEB-1001: some items follow later", mail.Subject);
        Assert.Equal(
            """
            Hello Ada Byron,

            Thank you for your order WEB-1001. Not everything in it is in stock right now; here is what to expect.

            You are waiting for:
            - 2 × The TV-55 (TV-55): expected to be ready on 5 December 2026
            - 2 × The HDMI (HDMI): no date is known yet

            Ready and set aside for you:
            - 2 × The WALL (WALL)

            Not available, and not part of your order:
            - 2 × The CABLE (CABLE)

            We write again when a date changes or becomes known, and when everything is ready.
            You need not do anything to keep waiting. If you would rather cancel, please contact Toys.

            Kind regards
            Toys

            """, mail.Text);
    }

    [Fact]
    public void An_order_that_waits_as_a_whole_is_not_called_some_items() =>
        Assert.Equal(
            "Your order WEB-1001: your items follow later",
            MailText.Render(Mail("received", Waiting(1, "TV", null, Early))).Subject);

    [Fact]
    public void What_the_first_mail_says_is_no_change_of_anything() =>
        Assert.EndsWith(
            "expected to be ready on 12 December 2026",
            MailText.Render(Mail("received", Waiting(1, "TV", Early, Late, changed: true))).Text.Split('\n')[5],
            StringComparison.Ordinal);

    [Fact]
    public void A_date_that_slipped_is_told_with_the_one_before_and_an_apology()
    {
        var mail = MailText.Render(Mail("changed",
            Waiting(1, "TV", Early, Late, changed: true), Waiting(2, "HDMI", Early, Early)));

        Assert.Equal("Your order WEB-1001: a new date", mail.Subject);
        Says(mail, "We are sorry: something in your order WEB-1001 is not as we told you before.");
        Says(mail, "2 × The TV (TV): now expected to be ready on 12 December 2026 (before: 5 December 2026)");
        Says(mail, "As we told you before");
        Says(mail, "2 × The HDMI (HDMI): expected to be ready on 5 December 2026");
        Says(mail, "If you would rather cancel, please contact Toys.");
    }

    [Fact]
    public void A_date_that_came_nearer_is_good_news()
    {
        var mail = MailText.Render(Mail("changed", Waiting(1, "TV", Late, Early, changed: true)));

        Says(mail, "Good news: something in your order WEB-1001 is better than we told you before.");
        Says(mail, "now expected to be ready on 5 December 2026 (before: 12 December 2026)");
    }

    [Fact]
    public void A_date_that_appeared_is_good_news()
    {
        var mail = MailText.Render(Mail("changed", Waiting(1, "TV", null, Late, changed: true)));

        Says(mail, "Good news");
        Says(mail, "now expected to be ready on 12 December 2026 (before, we had no date)");
    }

    [Fact]
    public void A_date_that_vanished_is_said_plainly()
    {
        var mail = MailText.Render(Mail("changed", Waiting(1, "TV", Early, null, changed: true)));

        Says(mail, "We are sorry");
        Says(mail, "2 × The TV (TV): no date is known any more (before: 5 December 2026)");
    }

    [Fact]
    public void Units_told_as_ready_and_lost_are_owned_up_to_with_the_reason()
    {
        var lost = Waiting(1, "TV", null, Late, changed: true) with { LostReady = true };
        var mail = MailText.Render(Mail("changed", lost) with { Reason = "damaged in the warehouse" });

        Assert.Equal("Your order WEB-1001: not ready after all, we are sorry", mail.Subject);
        Says(mail, "We are sorry: we told you that this was ready, and it is not");
        Says(mail, "2 × The TV (TV): now expected to be ready on 12 December 2026");
        Says(mail, "The reason: damaged in the warehouse");
        Assert.DoesNotContain("before, we had no date", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ready_order_lists_what_is_set_aside_and_what_was_sent_already()
    {
        var mail = MailText.Render(Mail("ready", Line(1, "TV", "allocated"), Line(2, "HDMI", "shipped")));

        Assert.Equal("Your order WEB-1001 is ready", mail.Subject);
        Says(mail, "Ready and set aside for you");
        Says(mail, "2 × The TV (TV)");
        Says(mail, "Already sent");
        Says(mail, "2 × The HDMI (HDMI)");
        Assert.DoesNotContain("cancel", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_part_is_named_beside_what_remains_and_its_date()
    {
        var mail = MailText.Render(Mail("cancelled",
            Waiting(1, "TV", Early, Early) with { Quantity = 5, CancelledUnits = 2 },
            Line(2, "HDMI", "cancelled") with { CancelledUnits = 2 }, Line(3, "WALL", "allocated")));

        Assert.Equal("Part of your order WEB-1001 is cancelled", mail.Subject);
        Says(mail, "2 of 5 × The TV (TV)");
        Says(mail, "2 × The HDMI (HDMI)");
        Says(mail, "3 × The TV (TV): expected to be ready on 5 December 2026");
        Says(mail, "2 × The WALL (WALL)");
    }

    [Fact]
    public void A_cancel_that_meets_a_moved_date_tells_both()
    {
        var mail = MailText.Render(Mail("cancelled",
            Waiting(1, "TV", Early, Late, changed: true), Line(2, "HDMI", "cancelled") with { CancelledUnits = 2 }));

        Says(mail, "2 × The HDMI (HDMI)");
        Says(mail, "2 × The TV (TV): now expected to be ready on 12 December 2026 (before: 5 December 2026)");
    }

    [Fact]
    public void A_wholly_cancelled_order_says_that_nothing_remains()
    {
        var cancelled = Line(1, "TV", "cancelled") with { CancelledUnits = 2 };
        var mail = MailText.Render(Mail("cancelled", cancelled) with { Reason = "found another" });

        Assert.Equal("Your order WEB-1001 is cancelled", mail.Subject);
        Says(mail, "Your order WEB-1001 is cancelled; nothing of it remains.");
        Says(mail, "Cancelled (found another)");
        Assert.DoesNotContain("waiting", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_rest_was_sent_nothing_more_will_come() =>
        Says(
            MailText.Render(Mail("cancelled",
                Line(1, "TV", "cancelled") with { CancelledUnits = 2 }, Line(2, "HDMI", "shipped"))),
            "What had not been sent of your order WEB-1001 is cancelled; nothing more will come.");

    [Fact]
    public void The_customer_is_asked_to_answer_only_where_an_answer_arrives()
    {
        var mail = Mail("received", Waiting(1, "TV", null, Early));

        Says(MailText.Render(mail with { CanReply = true }), "If you would rather cancel, just answer this mail.");
        Assert.DoesNotContain("answer this mail", MailText.Render(mail).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_with_a_link_offers_the_choice_there_and_only_while_something_waits()
    {
        var mail = Mail("changed", Waiting(1, "TV", Early, Late, changed: true)) with
        {
            CanReply = true,
            Link = "https://orders.example/o/x",
        };

        Assert.EndsWith(
            """
            We write again when a date changes or becomes known, and when everything is ready.
            You need not do anything to keep waiting. If you would rather cancel what you wait for, open:
            https://orders.example/o/x

            Kind regards
            Toys

            """, MailText.Render(mail).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("answer this mail", MailText.Render(mail).Html, StringComparison.Ordinal);
        var ready = MailText.Render(Mail("ready", Line(1, "TV", "allocated")) with { Link = mail.Link });
        Assert.DoesNotContain("orders.example", ready.Text + ready.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_without_a_name_goes_by_its_sku_and_a_customer_without_one_is_greeted_all_the_same()
    {
        var nameless = Waiting(1, "TV", null, Early) with { ProductName = null };
        var mail = MailText.Render(Mail("received", nameless) with { CustomerName = " " });

        Says(mail, "- 2 × TV: expected");
        Assert.StartsWith("Hello,\n", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("received", "allocated", 0)]
    [InlineData("changed", "waiting", 0)]
    [InlineData("ready", "waiting", 0)]
    [InlineData("cancelled", "waiting", 0)]
    public void A_mail_with_nothing_to_tell_is_not_written(string kind, string state, int cancelled) =>
        Assert.Throws<ArgumentException>(() => MailText.Render(
            Mail(kind, Line(1, "TV", state) with { CancelledUnits = cancelled })));

    [Theory]
    [InlineData(1, "1 January 2027")]
    [InlineData(2, "1 February 2027")]
    [InlineData(3, "1 March 2027")]
    [InlineData(4, "1 April 2027")]
    [InlineData(5, "1 May 2027")]
    [InlineData(6, "1 June 2027")]
    [InlineData(7, "1 July 2027")]
    [InlineData(8, "1 August 2027")]
    [InlineData(9, "1 September 2027")]
    [InlineData(10, "1 October 2027")]
    [InlineData(11, "1 November 2027")]
    [InlineData(12, "1 December 2027")]
    public void Dates_are_written_in_words(int month, string words) =>
        Says(MailText.Render(Mail("received", Waiting(1, "TV", null, new DateOnly(2027, month, 1)))), words);

    [Theory]
    [InlineData("en-GB")]
    [InlineData("EN")]
    [InlineData("xx-Latn")]
    [InlineData("")]
    [InlineData("../../secrets")]
    public void A_language_without_texts_of_ours_gets_english(string locale)
    {
        var mail = MailText.Render(Mail("ready", Line(1, "TV", "allocated")) with { Locale = locale });

        Assert.Equal("Your order WEB-1001 is ready", mail.Subject);
        Assert.Contains("<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
    }

    private static MailModel Mail(string kind, params MailLine[] lines) =>
        new(kind, "Toys", "WEB-1001", "Ada Byron", null, lines, null);

    private static MailLine Line(int line, string sku, string state) =>
        new(line, sku, $"The {sku}", 2, state, null, null, false, 0, false);

    private static MailLine Waiting(int line, string sku, DateOnly? old, DateOnly? now, bool changed = false) =>
        Line(line, sku, "waiting") with { OldDate = old, NewDate = now, Changed = changed };

    /// <summary>Both forms of the mail say it; tags of the HTML are nothing that is said.</summary>
    private static void Says(RenderedMail mail, string words)
    {
        Assert.Contains(words, mail.Text, StringComparison.Ordinal);
        var said = System.Text.RegularExpressions.Regex.Replace(
            mail.Html.Replace("<li>", "- ", StringComparison.Ordinal), "<[^>]*>", "",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Contains(words, System.Net.WebUtility.HtmlDecode(said), StringComparison.Ordinal);
    }
}
