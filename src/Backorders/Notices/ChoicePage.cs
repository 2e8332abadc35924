using System.Security.Cryptography;
using System.Text;
using Backorders.Orders;
using DotLiquid;

namespace Backorders.Notices;

/// <summary>An order as its customer sees it by the link in a mail. It names nobody: links are passed on.</summary>
/// <param name="Lines">All lines of the order, in its order; what was told before is as it is now.</param>
/// <param name="Offered">The lines that the mail let be cancelled, from 1.</param>
/// <param name="Choice">What was chosen last; null: nothing.</param>
public sealed record ChoicePage(
    string ShopName, string OrderNumber, string? Locale, IReadOnlyList<MailLine> Lines, IReadOnlyList<int> Offered,
    CustomerChoice? Choice)
{
    /// <summary>A form came without a choice.</summary>
    public bool MustChoose { get; init; }
}

/// <summary>Why there is no order on a customer's page.</summary>
public enum PageTrouble
{
    /// <summary>The link is none of ours, changed, expired or leads nowhere.</summary>
    NoSuchLink,

    TooOften,

    NotNow,

    /// <summary>Nothing that a browser with our page would send.</summary>
    NotUnderstood,
}

/// <summary>Writes customers' pages: whole HTML documents that need no script and fetch nothing.</summary>
public static class CustomerPages
{
    /// <summary>For a <c>Content-Security-Policy</c>: the one style sheet that the pages have.</summary>
    public static string StyleHash { get; } =
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Language.Style)))}";

    /// <summary>As it stands between the tags.</summary>
    public static string Style => Language.Style;

    /// <summary>A text for a page of somebody else, safe as those of customers' pages are.</summary>
    public static string Encoded(string text) => MailValues.Encoded(text);

    public static string Render(ChoicePage page)
    {
        var language = Language.For(page.Locale);
        return Fill(language.Page, PageValues.Of(page, language));
    }

    /// <summary>In the default language: who knows no order knows no customer.</summary>
    public static string Render(PageTrouble trouble)
    {
        var language = Language.For(locale: null);
        return Fill(language.Trouble, new Hash { ["lang"] = language.Tag, ["trouble"] = Word(trouble) });
    }

    private static string Fill(Template template, Hash plain) => MailText.Fill(template, MailValues.Encoded(plain));

    private static string Word(PageTrouble trouble) => trouble switch
    {
        PageTrouble.NoSuchLink => "no_such_link",
        PageTrouble.TooOften => "too_often",
        PageTrouble.NotNow => "not_now",
        PageTrouble.NotUnderstood => "not_understood",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
