namespace Backorders.Tests.Cosmos;

/// <summary>
/// Request units by the published formulas, as /docs/benchmarks.md states them: a size counts as the next one of the
/// table, so these are rather too high than too low.
/// </summary>
internal static class FakeCharges
{
    public const double Nothing = 1;

    /// <summary>What a query costs before it has found anything: observed, not published.</summary>
    private const double Query = 2.8;

    private const double PerCreatedTerm = 0.2;
    private const double PerChangedTerm = 0.4;
    private const double WritePerKilobyte = 0.31;
    private const double ReadPerKilobyte = 0.05;

    private static readonly (int Kilobytes, double Write, double Read)[] Table =
        [(1, 4.95, 1.00), (2, 6.29, 1.04), (4, 6.67, 1.14), (8, 7.04, 1.33), (16, 9.52, 1.67)];

    public static double Create(FakeContainer container, FakeDocument document) =>
        Row(document.Bytes).Write + (PerCreatedTerm * Terms(container, document).Count);

    public static double Replace(FakeContainer container, FakeDocument before, FakeDocument after)
    {
        var changed = Terms(container, before);
        changed.SymmetricExceptWith(Terms(container, after));
        return (2 * Row(after.Bytes).Write) + (PerChangedTerm * changed.Count);
    }

    public static double Read(FakeDocument document) => Row(document.Bytes).Read;

    /// <summary>The page is charged as one read of its size.</summary>
    public static double Page(IEnumerable<FakeDocument> found) =>
        Query + Row(found.Sum(document => document.Bytes)).Read;

    private static HashSet<string> Terms(FakeContainer container, FakeDocument document) =>
        [.. container.Indexed.SelectMany(document.Terms)];

    private static (double Write, double Read) Row(int bytes)
    {
        var kilobytes = bytes / 1024.0;
        foreach (var row in Table)
        {
            if (kilobytes <= row.Kilobytes)
            {
                return (row.Write, row.Read);
            }
        }
        var (most, write, read) = Table[^1];
        var more = kilobytes - most;
        return (write + (more * WritePerKilobyte), read + (more * ReadPerKilobyte));
    }
}
