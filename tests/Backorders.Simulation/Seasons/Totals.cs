using System.Globalization;
using System.Text;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Seasons;

/// <summary>What many seeds injected and survived.</summary>
internal sealed class Totals
{
    private readonly SortedDictionary<Fault, long> struck = [];
    private readonly SortedDictionary<string, long> figures = new(StringComparer.Ordinal);

    public int Seeds { get; private set; }

    public List<Outcome> Failures { get; } = [];

    public void Add(Outcome outcome)
    {
        Seeds++;
        if (outcome.Failure is not null)
        {
            Failures.Add(outcome);
        }

        foreach (var (fault, count) in outcome.Struck)
        {
            struck[fault] = struck.GetValueOrDefault(fault) + count;
        }

        var seen = outcome.Figures;
        Count("Orders accepted", seen.Orders);
        Count("Orders laid into the queue", seen.Laid);
        Count("Links opened or pressed", seen.Links);
        Count("Lines placed", seen.LinesSeen);
        Count("Requests", seen.Calls);
        Count("Messages sent", seen.Messages);
        Count("Commits", seen.Commits);
        Count("Lost races (412, 409)", seen.LostRaces);
        Count("Processes that died", seen.Crashes);
        Count("Mails tried", seen.MailsTried);
        Count("Mails delivered", seen.Mails);
        Count("Moments", outcome.Moments);
    }

    /// <summary>As a table of Markdown, which reads well on a screen too.</summary>
    public string Table()
    {
        var table = new StringBuilder("| what | how often |\n|---|---:|\n");
        Row(table, "Seeds", Seeds);
        foreach (var (name, count) in figures)
        {
            Row(table, name, count);
        }

        foreach (var (fault, count) in struck)
        {
            Row(table, Words(fault), count);
        }

        return table.ToString();
    }

    private void Count(string name, long count) => figures[name] = figures.GetValueOrDefault(name) + count;

    private static void Row(StringBuilder table, string name, long count) =>
        table.Append(CultureInfo.InvariantCulture, $"| {name} | {count:N0} |\n");

    /// <summary>StoreReplyLost: store reply lost.</summary>
    private static string Words(Fault fault) => string.Concat(fault.ToString().Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
