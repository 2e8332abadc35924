using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using DotLiquid;

namespace Backorders.Notices;

/// <summary>
/// The values that the templates see: lines grouped by what there is to say of them, groups without a line null,
/// texts on one line. HTML templates get the same values encoded, all of them here, so that no template can forget it.
/// </summary>
internal static class MailValues
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Characters that end a line, act on a terminal, or turn the text after them around.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21))
            .Concat([0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff])
            .Concat(Enumerable.Range(0x202a, 5)).Concat(Enumerable.Range(0x2066, 4))
            .Concat(Enumerable.Range(0xd800, 0x800)).Select(c => (char)c)]);

    public static Hash Of(MailModel model, Language language)
    {
        var lines = model.Lines.Select(line => new ToldLine(line, Fate(line, model.Kind))).ToList();
        Demand(model.Kind, lines);
        return new Hash
        {
            ["lang"] = language.Tag,
            ["shop"] = Cleaned(model.ShopName),
            ["order"] = Cleaned(model.OrderNumber),
            ["customer"] = CleanedOrNull(model.CustomerName),
            ["reason"] = CleanedOrNull(model.Reason),
            ["can_reply"] = model.CanReply,
            ["link"] = model.Link,
            ["waiting"] = Group(lines, LineFate.Waiting, language),
            ["moved"] = Group(lines, LineFate.Moved, language),
            ["lost"] = Group(lines, LineFate.Lost, language),
            ["ready"] = Group(lines, LineFate.Ready, language),
            ["shipped"] = Group(lines, LineFate.Shipped, language),
            ["rejected"] = model.Kind == "received" ? Group(lines, LineFate.Rejected, language) : null,
            ["cancelled"] = model.Kind == "cancelled"
                ? Values(lines.Where(told => told.Line.CancelledUnits > 0), language) : null,
            ["waits"] = lines.Any(told => told.Waits),
            ["remains"] = lines.Any(told => told.Waits || told.Fate == LineFate.Ready),
            ["worse"] = lines.Any(told => told.GotWorse),
        };
    }

    /// <summary>A text that is safe between tags and in quoted attributes.</summary>
    public static string Encoded(string plain) => Html.Encode(plain);

    /// <summary>The same values with every text in them safe between tags and in quoted attributes.</summary>
    public static Hash Encoded(Hash plain)
    {
        var encoded = new Hash();
        foreach (var (name, value) in plain)
        {
            encoded[name] = value switch
            {
                string text => Encoded(text),
                List<Hash> group => group.ConvertAll(Encoded),
                null or bool or int => value,
                _ => throw new UnreachableException($"{name} is a {value.GetType()}"),
            };
        }

        return encoded;
    }

    /// <summary>On one line, trimmed, without what could hide, turn around or break the text beside it.</summary>
    public static string Cleaned(string text)
    {
        if (text.AsSpan().IndexOfAny(Unsafe) < 0)
        {
            return text.Trim();
        }

        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || !Unsafe.Contains((char)rune.Value))
            {
                cleaned.Append(rune);
            }
            else if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                cleaned.Append(' ');
            }
        }

        return cleaned.ToString().Trim();
    }

    private static string? CleanedOrNull(string? text) =>
        text is null || Cleaned(text) is not { Length: > 0 } cleaned ? null : cleaned;

    private static List<Hash>? Group(List<ToldLine> lines, LineFate fate, Language language) =>
        Values(lines.Where(told => told.Fate == fate), language);

    private static List<Hash>? Values(IEnumerable<ToldLine> lines, Language language)
    {
        var group = lines.Select(told => Values(told.Line, language)).ToList();
        return group.Count == 0 ? null : group;
    }

    public static Hash Values(MailLine line, Language language) => new()
    {
        ["item"] = CleanedOrNull(line.ProductName) is { } name ? $"{name} ({Cleaned(line.Sku)})" : Cleaned(line.Sku),
        ["units"] = line.Quantity - line.CancelledUnits,
        ["ordered"] = line.Quantity,
        ["cancelled"] = line.CancelledUnits,
        ["date"] = language.Long(line.NewDate),
        ["before"] = language.Long(line.OldDate),
    };

    private static LineFate Fate(MailLine line, string kind) => line.State switch
    {
        // Before its first mail the customer was told nothing that could differ.
        "waiting" when kind == "received" => LineFate.Waiting,
        "waiting" when line.LostReady => LineFate.Lost,
        "waiting" when line.Changed && line.OldDate != line.NewDate => LineFate.Moved,
        "waiting" => LineFate.Waiting,
        "allocated" => LineFate.Ready,
        "shipped" => LineFate.Shipped,
        "cancelled" => LineFate.Cancelled,
        "rejected" => LineFate.Rejected,
        _ => throw new UnreachableException($"A line is {line.State}"),
    };

    private static void Demand(string kind, List<ToldLine> lines)
    {
        var tells = kind switch
        {
            "received" => lines.Exists(told => told.Waits),
            "changed" => lines.Exists(told => told.Fate is LineFate.Moved or LineFate.Lost),
            "ready" => lines.Exists(told => told.Fate == LineFate.Ready) && !lines.Exists(told => told.Waits),
            "cancelled" => lines.Exists(told => told.Line.CancelledUnits > 0),
            _ => throw new UnreachableException($"A mail is {kind}"),
        };
        if (!tells)
        {
            throw new ArgumentException($"No line has anything to tell in a {kind} mail.", nameof(lines));
        }
    }

    private enum LineFate
    {
        Waiting,
        Moved,
        Lost,
        Ready,
        Shipped,
        Cancelled,
        Rejected,
    }

    private sealed record ToldLine(MailLine Line, LineFate Fate)
    {
        public bool Waits => Fate is LineFate.Waiting or LineFate.Moved or LineFate.Lost;

        public bool GotWorse => Fate == LineFate.Lost
            || (Fate == LineFate.Moved && Line.OldDate is { } old && (Line.NewDate is not { } date || date > old));
    }
}
