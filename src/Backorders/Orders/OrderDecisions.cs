using Backorders.Ledger;

namespace Backorders.Orders;

/// <summary>A line as a change of its order finds it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Live">Units that neither shipped nor were cancelled.</param>
/// <param name="Backordered">Live units that wait.</param>
public sealed record LineFound(int Number, Fate Fate, int Quantity, int Live, int Backordered, string? Tracking);

/// <summary>What a cancel or shipment of an order's lines comes to.</summary>
public abstract record LinesDecision
{
    private LinesDecision()
    {
    }

    /// <summary>Live units that lines keep, by line.</summary>
    public sealed record Keep(IReadOnlyDictionary<int, int> Units) : LinesDecision;

    public sealed record Ship(IReadOnlyList<int> Lines) : LinesDecision;

    /// <summary>All that was asked is so already.</summary>
    public sealed record Nothing : LinesDecision;

    public sealed record AlreadyShipped(IReadOnlyList<int> Lines) : LinesDecision;

    public sealed record NotAllocated(IReadOnlyList<int> Lines) : LinesDecision;

    public sealed record ShipComplete(IReadOnlyList<int> Lines) : LinesDecision;

    public sealed record Invalid(string Path, string Message) : LinesDecision;
}

/// <summary>Decides what a cancel does: all of it, or nothing and why.</summary>
public static class CancelDecision
{
    public static LinesDecision Of(IReadOnlyList<LineFound> lines, IReadOnlyList<CancelLine>? asked) =>
        asked is null ? All(lines) : Named(lines, asked);

    /// <summary>
    /// What is left of the lines that a mail let its customer cancel: what shipped or ended since is passed over.
    /// </summary>
    public static LinesDecision Offered(IReadOnlyList<LineFound> lines, IReadOnlyList<int> offered)
    {
        var live = lines.Where(line => line.Live > 0 && offered.Contains(line.Number)).ToList();
        return live.Count > 0
            ? new LinesDecision.Keep(live.ToDictionary(line => line.Number, _ => 0))
            : new LinesDecision.Nothing();
    }

    private static LinesDecision All(IReadOnlyList<LineFound> lines)
    {
        var live = lines.Where(line => line.Live > 0).ToList();
        if (live.Count > 0)
        {
            return new LinesDecision.Keep(live.ToDictionary(line => line.Number, _ => 0));
        }

        return lines.All(line => line.Fate == Fate.Shipped)
            ? new LinesDecision.AlreadyShipped(lines.Select(line => line.Number).ToList())
            : new LinesDecision.Nothing();
    }

    private static LinesDecision Named(IReadOnlyList<LineFound> lines, IReadOnlyList<CancelLine> asked)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i].Line > lines.Count)
            {
                return new LinesDecision.Invalid($"lines[{i}]", $"must be a line of the order, 1 to {lines.Count}");
            }
        }

        var named = asked.Select(cancel => (Line: lines[cancel.Line - 1], cancel.Quantity)).ToList();
        var shipped = named.Where(n => n.Line.Fate == Fate.Shipped).Select(n => n.Line.Number).Distinct().ToList();
        if (shipped.Count > 0)
        {
            return new LinesDecision.AlreadyShipped(shipped);
        }

        var keep = named
            .Where(n => n.Line.Live > 0)
            .GroupBy(n => n.Line)
            .ToDictionary(
                n => n.Key.Number,
                n => (int)Math.Max(0, n.Key.Live - n.Sum(cancel => (long)(cancel.Quantity ?? cancel.Line.Live))));
        return keep.Count > 0 ? new LinesDecision.Keep(keep) : new LinesDecision.Nothing();
    }
}

/// <summary>Decides whether a customer's word that the order stays as it is says anything new.</summary>
public static class KeepDecision
{
    /// <param name="offered">The lines that its mail let be cancelled; when none is left, there is nothing to keep.
    /// </param>
    /// <param name="notice">The mail by whose link it was said.</param>
    /// <param name="lastNotice">The newest mail by whose link anything was chosen; null: none.</param>
    public static bool SaysMore(
        IReadOnlyList<LineFound> lines, IReadOnlyList<int> offered, int notice, int? lastNotice) =>
        !(lastNotice >= notice) && lines.Any(line => line.Live > 0 && offered.Contains(line.Number));
}

/// <summary>Decides what the word that lines left the warehouse does: all of it, or nothing and why.</summary>
public static class ShipDecision
{
    public static LinesDecision Of(IReadOnlyList<LineFound> lines, ShipRequest asked, bool shipComplete)
    {
        for (var i = 0; i < asked.Lines?.Count; i++)
        {
            if (asked.Lines[i] > lines.Count)
            {
                return new LinesDecision.Invalid($"lines[{i}]", $"must be a line of the order, 1 to {lines.Count}");
            }
        }

        var live = lines.Where(line => line.Live > 0).ToList();
        var named = asked.Lines?.Distinct().Select(number => lines[number - 1]).ToList()
            ?? (live.Count > 0 ? live : Parcel(lines, asked.TrackingNumber));
        var otherParcel = Numbers(named, l => l.Fate == Fate.Shipped && l.Tracking != asked.TrackingNumber);
        if (otherParcel.Count > 0)
        {
            return new LinesDecision.AlreadyShipped(otherParcel);
        }

        var ended = Numbers(named, line => line.Fate is Fate.Cancelled or Fate.Rejected);
        if (ended.Count > 0 || named.Count == 0)
        {
            return new LinesDecision.NotAllocated(ended.Count > 0 ? ended : Numbers(lines, _ => true));
        }

        var toShip = named.Where(line => line.Live > 0).ToList();
        if (toShip.Count == 0)
        {
            return new LinesDecision.Nothing();
        }

        var missing = shipComplete
            ? Numbers(live, line => line.Backordered > 0 || !toShip.Contains(line))
            : Numbers(toShip, line => line.Backordered > 0);
        return missing.Count == 0 ? new LinesDecision.Ship(Numbers(toShip, _ => true))
            : shipComplete ? new LinesDecision.ShipComplete(missing)
            : new LinesDecision.NotAllocated(missing);
    }

    /// <summary>What a repeat of "all live lines" can mean: those that left with this number, else all that left.
    /// </summary>
    private static List<LineFound> Parcel(IReadOnlyList<LineFound> lines, string? tracking)
    {
        var shipped = lines.Where(line => line.Fate == Fate.Shipped).ToList();
        var parcel = shipped.Where(line => line.Tracking == tracking).ToList();
        return parcel.Count > 0 ? parcel : shipped;
    }

    private static List<int> Numbers(IEnumerable<LineFound> lines, Func<LineFound, bool> which) =>
        lines.Where(which).Select(line => line.Number).ToList();
}
