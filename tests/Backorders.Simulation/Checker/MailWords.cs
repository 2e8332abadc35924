using System.Globalization;
using System.Text.RegularExpressions;

namespace Backorders.Simulation.Checker;

/// <summary>What a customer who reads a mail learns from it.</summary>
internal static partial class MailWords
{
    private static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal)
    {
        ["We are sorry: we told you that this was ready, and it is not:"] = "waits",
        ["What changed:"] = "waits",
        ["As we told you before:"] = "waits",
        ["You are waiting for:"] = "waits",
        ["Ready and set aside for you:"] = "ready",
        ["Already sent:"] = "sent",
    };

    /// <summary>One claim a line of the order: what it does, units, SKU, date.</summary>
    public static string Claims(string text)
    {
        var claims = new List<string>();
        string? section = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (!line.StartsWith("- ", StringComparison.Ordinal))
            {
                section = Sections.GetValueOrDefault(line, line.EndsWith(':') ? "" : section ?? "");
            }
            else if (section is { Length: > 0 } && Line().Match(line) is { Success: true } claim)
            {
                claims.Add($"{section} {claim.Groups["units"]} {claim.Groups["sku"]} {Date(claim)}");
            }
        }

        return string.Join(", ", claims.Order(StringComparer.Ordinal));
    }

    private static string Date(Match claim) => claim.Groups["date"] is { Success: true } date
        ? DateOnly.ParseExact(date.Value, "d MMMM yyyy", CultureInfo.InvariantCulture)
            .ToString("O", CultureInfo.InvariantCulture)
        : "";

    [GeneratedRegex(
        @"^- (?<units>\d+) × (?:[^:(]*\()?(?<sku>[\w.-]+)\)?"
        + @"(?:: (?:now )?expected to be ready on (?<date>\d+ \w+ \d+))?",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
