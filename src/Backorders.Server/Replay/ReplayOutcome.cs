using Backorders.Server.Replay.Audit;
using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;

namespace Backorders.Server.Replay;

/// <summary>How far a replay is.</summary>
/// <param name="WaitingLines">Order lines that wait now.</param>
internal sealed record ReplayProgress(DateTimeOffset BusinessTime, int Orders, int WaitingLines);

/// <summary>What the replay did, counted while it did it.</summary>
internal sealed class ReplayTally
{
    public int Orders { get; set; }

    public int Shipped { get; set; }

    public int Purchases { get; set; }

    public int News { get; set; }

    public int Receipts { get; set; }

    public int CancelledUnits { get; set; }

    public int ReturnedUnits { get; set; }

    /// <summary>From the first stock count to the last answer.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>The part of it in which orders were under way.</summary>
    public TimeSpan TimeTakingOrders { get; set; }
}

/// <param name="Violations">A sentence each; none when all is as it must be.</param>
internal sealed record ReplayOutcome(
    SalesSlice Sales, OrderBook Orders, ReplayTally Tally, FinalState State, IReadOnlyList<string> Violations);

/// <summary>The server did what no replay can go on from; the message is a sentence that says what.</summary>
internal sealed class ReplayBrokenException(string message) : Exception(message);
