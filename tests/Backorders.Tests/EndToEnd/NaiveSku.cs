namespace Backorders.Tests.EndToEnd;

/// <summary>What is ordered of a SKU in one order line, as counters.</summary>
/// <param name="dayPlaced">The UTC day on which the line was accepted.</param>
internal sealed class NaiveLine(string order, int number, string sku, int quantity, bool rejected, DateOnly dayPlaced)
{
    public string Order { get; } = order;

    public int Number { get; } = number;

    public string Sku { get; } = sku;

    public int Quantity { get; } = quantity;

    public bool Rejected { get; } = rejected;

    public DateOnly DayPlaced { get; } = dayPlaced;

    public int Allocated { get; set; }

    public int Shipped { get; set; }

    public int Cancelled { get; set; }

    public string? Tracking { get; set; }

    public int Waiting => Rejected ? 0 : Quantity - Allocated - Shipped - Cancelled;

    public int Live => Allocated + Waiting;

    public string Status =>
        Rejected ? "rejected"
        : Waiting > 0 ? "backordered"
        : Allocated > 0 ? "allocated"
        : Shipped > 0 ? "shipped"
        : "cancelled";
}

/// <param name="Date">Null: unknown.</param>
internal sealed record NaiveEta(DateOnly? Date, string Basis, string? Reference);

/// <summary>
/// One SKU of the plainest shop there is: units on a shelf and a list of lines in the order in which they came.
/// Every unit that comes is handed to the first in the list that lacks one. There are no positions here.
/// </summary>
internal sealed class NaiveSku(string id)
{
    private readonly List<NaiveLine> queue = [];

    public string Id { get; } = id;

    public string? Name { get; set; }

    public string Mode { get; set; } = "allow";

    public int? Limit { get; set; }

    public int? LeadTimeDays { get; set; }

    public int HandlingDays { get; set; }

    public int Available { get; private set; }

    public IEnumerable<NaiveLine> Waiting => queue.Where(line => line.Waiting > 0);

    public int Allocated => queue.Sum(line => line.Allocated);

    public int Backordered => queue.Sum(line => line.Waiting);

    public int OnHand => Available + Allocated;

    public NaiveLine Place(string order, int number, int quantity, bool deny, DateOnly day)
    {
        var missing = Math.Max(0, quantity - Available);
        var rejected = missing > 0 && (deny
            || string.Equals(Mode, "deny", StringComparison.Ordinal)
            || (string.Equals(Mode, "limit", StringComparison.Ordinal) && Backordered + missing > Limit));
        var line = new NaiveLine(order, number, Id, quantity, rejected, day);
        if (!rejected)
        {
            queue.Add(line);
            Serve();
        }

        return line;
    }

    public void Come(int units)
    {
        Available += units;
        Serve();
    }

    /// <summary>Free units first, then those of the youngest lines that hold some.</summary>
    /// <returns>False, and nothing is lost, when there are not so many.</returns>
    public bool Vanish(int units)
    {
        if (units > OnHand)
        {
            return false;
        }

        var free = Math.Min(units, Available);
        Available -= free;
        units -= free;
        foreach (var line in Enumerable.Reverse(queue))
        {
            var taken = Math.Min(units, line.Allocated);
            line.Allocated -= taken;
            units -= taken;
        }

        return true;
    }

    /// <summary>Cancels the last units of a line: those that it waits for, then those that it holds.</summary>
    public void Cancel(NaiveLine line, int units)
    {
        var held = Math.Max(0, units - line.Waiting);
        line.Allocated -= held;
        line.Cancelled += units;
        Come(held);
    }

    public static void Ship(NaiveLine line, string tracking)
    {
        line.Shipped = line.Allocated;
        line.Allocated = 0;
        line.Tracking = tracking;
    }

    public int UnitsAhead(NaiveLine line) =>
        line.Waiting == 0 ? 0 : queue.TakeWhile(other => other != line).Sum(other => other.Waiting);

    /// <summary>Plays the open shipments through the list, the earliest first: who is served by which?</summary>
    /// <param name="shipments">Open units per shipment with the day it comes, by date and then by id.</param>
    /// <param name="newcomer">Somebody who would come last.</param>
    public IReadOnlyDictionary<NaiveLine, NaiveEta> Etas(
        IReadOnlyList<(string Shipment, DateOnly Date, int Open)> shipments, NaiveLine? newcomer)
    {
        var etas = new Dictionary<NaiveLine, NaiveEta>();
        List<NaiveLine> waiting = newcomer is null ? [.. Waiting] : [.. Waiting, newcomer];
        var lacks = waiting.ToDictionary(line => line, line => line.Waiting);
        var floor = DateOnly.MinValue;
        foreach (var (shipment, date, open) in shipments)
        {
            var left = open;
            floor = date.AddDays(HandlingDays);
            foreach (var line in waiting.Where(line => lacks[line] > 0))
            {
                var given = Math.Min(left, lacks[line]);
                left -= given;
                lacks[line] -= given;
                if (given > 0 && lacks[line] == 0)
                {
                    etas[line] = new NaiveEta(floor, "shipment", shipment);
                }
            }
        }

        foreach (var line in waiting.Where(line => lacks[line] > 0))
        {
            var later = LeadTimeDays is { } days ? line.DayPlaced.AddDays(days + HandlingDays) : (DateOnly?)null;
            etas[line] = later is { } date
                ? new NaiveEta(date < floor ? floor : date, "leadTime", null)
                : new NaiveEta(null, "unknown", null);
        }

        return etas;
    }

    private void Serve()
    {
        foreach (var line in queue)
        {
            var given = Math.Min(Available, line.Waiting);
            Available -= given;
            line.Allocated += given;
        }
    }
}
