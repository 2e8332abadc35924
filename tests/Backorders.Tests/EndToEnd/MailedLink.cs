using System.Text.RegularExpressions;
using MimeKit;

namespace Backorders.Tests.EndToEnd;

/// <summary>The link of a mail, found as its reader finds it.</summary>
internal static partial class MailedLink
{
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The one address in the text of a mail.</summary>
    public static Uri In(string text) => new(Assert.Single(Link().Matches(text)).Value);

    public static string TokenIn(string text) => In(text).Segments[^1];

    /// <param name="path">Of a mail in the mail folder.</param>
    public static async Task<string> TokenInFile(string path)
    {
        using var mail = await MimeMessage.LoadAsync(path, TestContext.Current.CancellationToken);
        return TokenIn(mail.TextBody!);
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
