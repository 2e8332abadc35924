using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Backorders.Notices;
using Backorders.Orders;

namespace Backorders.Tests.Notices;

public sealed partial class CustomerPageTests
{
    private const string Nasty =
        "<script>alert(\"x\")</script>&'\u202egnp\u2066{{ shop }}\u0000\r\n</style></title><form>\u2028c\ud800";

    private static readonly DateOnly Day = new(2026, 12, 5);

    [Fact]
    public void What_waits_can_be_kept_or_cancelled_and_the_rest_is_shown()
    {
        var page = CustomerPages.Render(Page([1, 2], Line(1, "waiting"), Line(2, "waiting") with { NewDate = null },
            Line(3, "allocated"), Line(4, "shipped"), Line(5, "rejected")));

        Says(page, "Your order WEB-1", "You are waiting for",
            "2 × The S1 (S1): expected to be ready on 5 December 2026", "2 × The S2 (S2): no date is known yet",
            "Ready and set aside for you", "Already sent",
            "Not available, and not part of your order", "What would you like to do?", "Keep my order as it is",
            "Cancel what our mail said that you wait for: 2 × The S1 (S1) 2 × The S2 (S2) Only this is cancelled");
        Assert.Equal(["keep", "cancel"], Choices(page));
    }

    [Fact]
    public void What_has_become_ready_since_can_still_be_given_back()
    {
        var page = CustomerPages.Render(Page([1], Line(1, "allocated")));

        Assert.Equal(["keep", "cancel"], Choices(page));
        Assert.DoesNotContain("You are waiting for", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shipped", null, "It has been sent already and can no longer be cancelled here.")]
    [InlineData("shipped", CustomerChoice.Keep, "It has been sent already and can no longer be cancelled here.")]
    [InlineData("cancelled", CustomerChoice.Cancel, "It is cancelled, as you asked.")]
    [InlineData("cancelled", null, "Nothing is left to decide here.")]
    public void What_has_ended_cannot_be_chosen_and_the_page_says_so(string state, CustomerChoice? choice, string says)
    {
        var line = Line(1, state) with { CancelledUnits = state == "cancelled" ? 2 : 0 };
        var page = CustomerPages.Render(Page([1], line, Line(2, "waiting")) with { Choice = choice });

        Says(page, says);
        Assert.Empty(Choices(page));
    }

    [Fact]
    public void Who_keeps_is_thanked_and_may_change_their_mind()
    {
        var page = CustomerPages.Render(Page([1], Line(1, "waiting")) with { Choice = CustomerChoice.Keep });

        Says(page, "Thank you: you keep your order as it is.", "If you change your mind");
        Assert.Equal(["keep", "cancel"], Choices(page));
    }

    [Fact]
    public void A_form_without_a_choice_is_asked_again()
    {
        var page = Page([1], Line(1, "waiting"));

        Says(CustomerPages.Render(page with { MustChoose = true }), "Please choose one of the two before you send.");
        Assert.DoesNotContain("Please choose", CustomerPages.Render(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_shop_typed_becomes_part_of_the_page()
    {
        var states = new[] { "waiting", "allocated", "shipped", "cancelled", "rejected" };
        ChoicePage Of(string typed) => new(typed, typed, typed, [.. states.Select((state, index) => new MailLine(
            index + 1, typed, typed, 2, state, null, Day, false, state == "cancelled" ? 2 : 0, false))], [1], null);
        var (harmless, nasty) = (CustomerPages.Render(Of("x")), CustomerPages.Render(Of(Nasty)));

        Assert.Equal(harmless.Count(c => c == '<'), nasty.Count(c => c == '<'));
        Assert.Equal(harmless.Count(c => c == '"'), nasty.Count(c => c == '"'));
        Assert.Equal(harmless.Split('\n').Length, nasty.Split('\n').Length);
        Assert.Contains(
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#x27;", nasty, StringComparison.Ordinal);
        Assert.DoesNotContain(nasty, c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u202e' or '\u2066');
    }

    public static TheoryData<string> Pages =>
    [
        CustomerPages.Render(Page([1], Line(1, "waiting"))),
        .. Enum.GetValues<PageTrouble>().Select(CustomerPages.Render),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_can_be_read_by_anybody_and_runs_and_fetches_nothing(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width, initial-scale=1", page, StringComparison.Ordinal);
        Assert.Single(Heading().Matches(page));
        Assert.All(
            ["http:", "https:", "src=", "href=", "url(", "<script", "<link", "<img", "style=", "@import", " onclick"],
            word => Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase));
        Assert.All(Ids().Matches(page), id => Assert.Contains(
            $"<label for=\"{id.Groups["id"].Value}\">", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_one_style_sheet_is_the_one_that_the_policy_names(string page)
    {
        var style = Assert.Single(Style().Matches(page)).Groups["css"].Value;

        Assert.Equal(
            $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}",
            CustomerPages.StyleHash);
    }

    private static ChoicePage Page(int[] offered, params MailLine[] lines) =>
        new("Toys", "WEB-1", null, lines, offered, null);

    private static MailLine Line(int line, string state) =>
        new(line, $"S{line}", $"The S{line}", 2, state, null, state == "waiting" ? Day : null, false, 0, false);

    private static IEnumerable<string> Choices(string page) =>
        Radio().Matches(page).Select(radio => radio.Groups["value"].Value);

    private static void Says(string page, params string[] words)
    {
        var said = Space().Replace(WebUtility.HtmlDecode(Tag().Replace(page.Replace("<li>", " "), "")), " ");
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();

    [GeneratedRegex("<h1>", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("<input [^>]*id=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex("type=\"radio\" name=\"choice\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Radio();

    [GeneratedRegex("<style>(?<css>[^<]*)</style>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Style();
}
