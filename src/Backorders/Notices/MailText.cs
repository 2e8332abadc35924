using System.Globalization;
using DotLiquid;

namespace Backorders.Notices;

/// <summary>Turns what is to be told into a mail in the customer's language.</summary>
public static class MailText
{
    /// <summary>What mail programs show of a subject, and what the providers take.</summary>
    public const int MaxSubjectLength = 200;

    /// <exception cref="ArgumentException">
    /// The lines have nothing that a mail of this kind could tell: no waiting line in <c>received</c>, no moved or
    /// lost one in <c>changed</c>, a waiting one in <c>ready</c>, no cancelled unit in <c>cancelled</c>.
    /// </exception>
    public static RenderedMail Render(MailModel model)
    {
        var language = Language.For(model.Locale);
        var texts = language.Texts(model.Kind);
        var plain = MailValues.Of(model, language);
        var subject = Shortened(MailValues.Cleaned(Fill(texts.Subject, plain)));
        plain["subject"] = subject;
        var encoded = MailValues.Encoded(plain);
        return new RenderedMail(subject, Fill(texts.Text, plain), Fill(texts.Html, encoded));
    }

    internal static string Fill(Template template, Hash values)
    {
        // Nothing that a template cannot answer may turn into an empty word in a customer's mail.
        var parameters = new RenderParameters(CultureInfo.InvariantCulture)
        {
            LocalVariables = values,
            ErrorsOutputMode = ErrorsOutputMode.Rethrow,
            SyntaxCompatibilityLevel = Language.Syntax,
        };
        return template.Render(parameters);
    }

    private static string Shortened(string subject)
    {
        if (subject.Length <= MaxSubjectLength)
        {
            return subject;
        }

        var end = MaxSubjectLength - 1;
        return $"{subject.AsSpan(0, char.IsHighSurrogate(subject[end - 1]) ? end - 1 : end)}…";
    }
}
