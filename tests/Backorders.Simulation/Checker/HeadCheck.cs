using System.Globalization;
using System.Text.Json;
using Backorders.Simulation.Naive;

namespace Backorders.Simulation.Checker;

/// <summary>Whether a head that was written says what the plain list says.</summary>
internal sealed class HeadCheck(
    NaiveFifo fifo, JsonElement head, IEnumerable<(BookedLine Line, JsonElement Stored)> lines)
{
    private static readonly string[] Modes = ["allow", "deny", "limit"];

    public (int Invariant, string What)? Trouble()
    {
        var (countedIn, held, available) = (head.Number("countedIn"), head.Number("held"), head.Number("available"));
        var (shipped, writtenOff) = (head.Number("shipped"), head.Number("writtenOff"));
        if (countedIn != held + available + shipped + writtenOff)
        {
            return (1, $"{countedIn} came in, and there are {held} + {available} + {shipped} + {writtenOff}");
        }

        var allocatedTo = head.Number("allocatedTo");
        if (available < 0 || held < 0 || (available > 0 && allocatedTo != head.Number("demandEnd")))
        {
            return (3, $"{available} units are free, and allocated is up to {allocatedTo}");
        }

        var wanted = Words(fifo.CountedIn, fifo.Held, fifo.Free, fifo.Shipped, fifo.WrittenOff, fifo.RestartedOn);
        var got = Words(countedIn, held, available, shipped, writtenOff, head.Day("restartedOn"));
        return wanted != got ? (2, $"the head should say {wanted}, and says {got}")
            : Policy() ?? Supply() ?? Allocation(allocatedTo);
    }

    private static string Words(
        long countedIn, long held, long available, long shipped, long writtenOff, DateOnly? restartedOn) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{countedIn} in, {held} held, {available} free, {shipped} shipped, {writtenOff} off, {restartedOn:O}");

    private (int Invariant, string What)? Policy()
    {
        var wanted = PoolSnapshot.Of(fifo).Stock.Policy;
        var got = PoolSnapshot.Policy(
            Modes[head.Number("mode")], head.Int("limit"), head.Int("leadTimeDays"), head.Number("handlingDays"));
        return wanted == got ? null : (5, $"the policy should be {wanted}, and is {got}");
    }

    private (int Invariant, string What)? Supply()
    {
        var wanted = string.Join(", ", fifo.Shipments
            .Where(shipment => shipment.IsOpen)
            .OrderBy(shipment => shipment.ComesOn).ThenBy(shipment => shipment.Id, StringComparer.Ordinal)
            .Select(s => Inbound(s.Id, s.Day!.Value, s.Assumed, s.Silent, s.Expected, s.Counted)));
        var got = string.Join(", ", head.Items("inbound").Select(s => Inbound(
            s.Text("shipment")!, s.Day("eta")!.Value, s.Day("assumed"), s.Is("silent"), s.Number("expected"),
            s.Number("counted"))));
        return wanted == got ? null : (6, $"what is to come should be {wanted}, and is {got}");
    }

    private static string Inbound(
        string id, DateOnly eta, DateOnly? assumed, bool silent, long expected, long counted) => string.Create(
        CultureInfo.InvariantCulture, $"{id} {eta:O} {assumed:O} {silent} {expected} {counted}");

    /// <summary>A line has what lies below the mark of what is allocated.</summary>
    private (int Invariant, string What)? Allocation(long allocatedTo)
    {
        foreach (var (line, stored) in lines)
        {
            var end = stored.Number("to") - stored.Number("cancelled");
            var has = stored.Number("fate") == 0 ? Math.Clamp(allocatedTo - line.From, 0, end - line.From) : 0;
            if (has != fifo.Lines[line.Index].Allocated)
            {
                return (3, $"{line.Key} should have {fifo.Lines[line.Index].Allocated} units, and has {has}");
            }
        }

        return null;
    }
}
