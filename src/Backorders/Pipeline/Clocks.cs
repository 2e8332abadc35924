namespace Backorders.Pipeline;

/// <summary>
/// Two times that are the same outside of a replay. <paramref name="Business"/> is the shop's time: days of the
/// ledger, ETAs, the sweep, the age of signatures. <paramref name="Machine"/> runs leases, delays and time-outs.
/// </summary>
public sealed record Clocks(TimeProvider Business, TimeProvider Machine)
{
    /// <summary>Where a process begins to count its jitter: two that meet must not come again in step.</summary>
    public int Jitter { get; init; } = Environment.ProcessId;

    public DateTimeOffset Now => Business.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(Business.GetUtcNow().UtcDateTime);
}
