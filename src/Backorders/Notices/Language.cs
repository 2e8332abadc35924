using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using DotLiquid;

namespace Backorders.Notices;

/// <summary>
/// The texts of one language: the folder <c>Texts/{tag}</c>, parsed once, when the first mail is written. A new
/// language is a new folder with the same files; nothing here names one, save the default.
/// </summary>
/// <remarks>
/// <c>{kind}.subject.liquid</c>; <c>{kind}.body.liquid</c>, the opening words, which stand at <c>{{ body }}</c> in
/// <c>layout.text.liquid</c> and <c>layout.html.liquid</c>; <c>dates.txt</c>: how a date is written, then the twelve
/// months. <c>page.html.liquid</c> and <c>trouble.html.liquid</c>: the pages behind the links of mails, in which
/// <c>{{ style }}</c> is the style sheet of all languages. What the templates may ask for is listed in
/// <see cref="MailValues"/> and <see cref="PageValues"/>. DotLiquid's static settings are left alone.
/// </remarks>
internal sealed class Language
{
    /// <summary>What a customer reads whose language has no folder.</summary>
    public const string Default = "en";

    public const SyntaxCompatibility Syntax = SyntaxCompatibility.DotLiquid22a;

    private const string Root = "Backorders.Notices.Texts.";
    private const string StyleSheet = "Backorders.Notices.Pages.page.css";

    private static readonly string[] Kinds = ["received", "changed", "ready", "cancelled"];

    private static readonly Lazy<FrozenDictionary<string, Language>> All = new(ReadAll);

    private readonly FrozenDictionary<string, MailTexts> byKind;
    private readonly string datePattern;
    private readonly DateTimeFormatInfo dateNames;

    private Language(string tag)
    {
        Tag = tag;
        byKind = Kinds.ToFrozenDictionary(kind => kind, kind => new MailTexts(
            Parsed(Read(tag, $"{kind}.subject.liquid").Trim()),
            Parsed(InLayout(tag, kind, "text")),
            Parsed(InLayout(tag, kind, "html"))), StringComparer.Ordinal);
        Page = Parsed(Styled(tag, "page"));
        Trouble = Parsed(Styled(tag, "trouble"));
        var dates = Read(tag, "dates.txt").Split(
            '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        datePattern = dates[0];
        string[] months = [.. dates[1..], ""];
        dateNames = new DateTimeFormatInfo { MonthNames = months, MonthGenitiveNames = months };
    }

    /// <summary>The style sheet of customers' pages, as it stands in them.</summary>
    public static string Style { get; } = ReadWhole(StyleSheet);

    public string Tag { get; }

    /// <summary>An order and its choices.</summary>
    public Template Page { get; }

    /// <summary>Why there is no order to be seen.</summary>
    public Template Trouble { get; }

    /// <param name="locale">A language tag; its first part decides. Null: the default.</param>
    public static Language For(string? locale)
    {
        var primary = (locale ?? Default).Split('-', '_')[0];
        return All.Value.TryGetValue(primary, out var language) ? language : All.Value[Default];
    }

    public MailTexts Texts(string kind) => byKind[kind];

    /// <summary>The date in words, as <c>5 December 2026</c>; null stays null.</summary>
    public string? Long(DateOnly? date) => date?.ToString(datePattern, dateNames);

    private static FrozenDictionary<string, Language> ReadAll() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .Select(name => name[Root.Length..name.IndexOf('.', Root.Length)])
            .Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(tag => tag, tag => new Language(tag), StringComparer.OrdinalIgnoreCase);

    private static string InLayout(string tag, string kind, string form) =>
        Read(tag, $"layout.{form}.liquid").Replace(
            "{{ body }}", Read(tag, $"{kind}.body.liquid").Trim(), StringComparison.Ordinal);

    private static string Styled(string tag, string page) =>
        Read(tag, $"{page}.html.liquid").Replace("{{ style }}", Style, StringComparison.Ordinal);

    private static Template Parsed(string source)
    {
        var template = Template.Parse(source, Syntax);
        template.MakeThreadSafe();
        return template;
    }

    private static string Read(string tag, string file) => ReadWhole($"{Root}{tag}.{file}");

    private static string ReadWhole(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

internal sealed record MailTexts(Template Subject, Template Text, Template Html);
