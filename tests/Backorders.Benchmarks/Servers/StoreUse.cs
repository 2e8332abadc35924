using System.Text.RegularExpressions;

namespace Backorders.Benchmarks.Servers;

/// <summary>What the server counted of its store's work, as it says in one line when it ends.</summary>
/// <param name="Reads">Reads and queries.</param>
/// <param name="Commits">Atomic batches.</param>
/// <param name="Transactions">Transactions of the database: commits that meet share one.</param>
/// <param name="Statements">SQL statements, of the queue as well.</param>
/// <param name="Bytes">Bytes that went into the write-ahead log.</param>
internal sealed partial record StoreUse(long Reads, long Commits, long Transactions, long Statements, long Bytes)
{
    /// <summary>The use that the line tells of; null when it tells something else.</summary>
    public static StoreUse? Find(string line)
    {
        var match = Line().Match(line);
        return match.Success
            ? new StoreUse(
                Number("reads"), Number("commits"), Number("transactions"), Number("statements"), Number("bytes"))
            : null;

        long Number(string name) => long.Parse(match.Groups[name].Value);
    }

    [GeneratedRegex(
        @"(?<reads>\d+) reads, (?<commits>\d+) commits in (?<transactions>\d+) transactions, "
            + @"(?<statements>\d+) statements, (?<bytes>\d+) bytes",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
