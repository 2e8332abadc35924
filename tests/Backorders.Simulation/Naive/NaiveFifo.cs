namespace Backorders.Simulation.Naive;

/// <summary>
/// A stock pool as anybody would write it down: a list of lines in the order in which they came, a few counters on
/// each, a list of shipments. It knows nothing of the product, which must give the same answers.
/// </summary>
internal sealed class NaiveFifo
{
    private const int OverdueDays = 3;
    private const int RestartEveryDays = 7;

    public List<NaiveLine> Lines { get; private init; } = [];

    public List<NaiveShipment> Shipments { get; private init; } = [];

    public int? LeadTimeDays { get; set; }

    public int HandlingDays { get; set; }

    public bool Deny { get; set; }

    public int? Limit { get; set; }

    public DateOnly? RestartedOn { get; private set; }

    public long Free { get; private set; }

    public long CountedIn { get; set; }

    public long Shipped { get; set; }

    public long WrittenOff { get; private set; }

    public long Held => Lines.Sum(line => (long)line.Allocated);

    public long Waiting => Lines.Sum(line => (long)line.Missing);

    public void Place(int quantity, bool deny, DateOnly today)
    {
        var last = Lines.LastOrDefault(line => !line.Rejected);
        var line = new NaiveLine
        {
            Quantity = quantity,
            PlacedOn = last is not null && last.PlacedOn > today ? last.PlacedOn : today,
        };
        Lines.Add(line);
        var lacking = quantity - Free;
        if (lacking > 0 && (deny || Deny || Waiting + lacking > Limit))
        {
            line.Rejected = true;
            return;
        }

        line.Missing = quantity;
        Give();
    }

    public void Receive(long quantity)
    {
        CountedIn += quantity;
        Free += quantity;
        Give();
    }

    /// <summary>Gives up the last units of a line, so that it keeps so many; missing ones are its last.</summary>
    public void Cancel(NaiveLine line, int keep)
    {
        while (line.Allocated + line.Missing > keep)
        {
            if (line.Missing > 0)
            {
                line.Missing--;
            }
            else
            {
                line.Allocated--;
                Free++;
            }

            line.Cancelled++;
        }

        Give();
    }

    public void Vanish(long quantity)
    {
        WrittenOff += quantity;
        var fromFree = Math.Min(Free, quantity);
        Free -= fromFree;
        quantity -= fromFree;
        foreach (var line in Lines.AsEnumerable().Reverse())
        {
            var taken = (int)Math.Min(line.Allocated, quantity);
            line.Allocated -= taken;
            line.Missing += taken;
            quantity -= taken;
        }
    }

    public bool Ship(NaiveLine line)
    {
        if (line.Missing > 0 || line.Allocated == 0)
        {
            return false;
        }

        line.Shipped = line.Allocated;
        line.Allocated = 0;
        Shipped += line.Shipped;
        return true;
    }

    /// <summary>News of a shipment; what its supplier or the warehouse counts more than before has come.</summary>
    public void Tell(NaiveShipment shipment, Action<NaiveShipment> news)
    {
        var (counted, day) = (shipment.Counted, shipment.Day);
        news(shipment);
        if (!shipment.IsOpen || shipment.Day != day)
        {
            shipment.Assumed = null;
            shipment.Silent = false;
        }

        if (shipment.Counted > counted)
        {
            Receive(shipment.Counted - counted);
        }
    }

    public void PassDates(DateOnly today)
    {
        foreach (var shipment in Shipments.Where(
            shipment => shipment.IsOpen && shipment.ComesOn.AddDays(OverdueDays) < today))
        {
            shipment.Silent = LeadTimeDays is null;
            shipment.Assumed = LeadTimeDays is { } days ? today.AddDays(days) : shipment.Assumed;
        }

        var mayRestart = RestartedOn is not { } last || last.AddDays(RestartEveryDays) <= today;
        if (mayRestart && FirstUncovered() is { Date: { } date } && date < today)
        {
            RestartedOn = today;
        }
    }

    public long UnitsAhead(NaiveLine line) =>
        line.Missing == 0 ? 0 : Lines.TakeWhile(other => other != line).Sum(other => (long)other.Missing);

    /// <summary>Plays the shipments through the list, by day, then id.</summary>
    /// <returns>One entry a line; null: it does not wait.</returns>
    public NaiveEta?[] Etas() => Play().Etas;

    public NaiveEta? Promise(int quantity, DateOnly today)
    {
        var asked = Copy();
        (asked.Deny, asked.Limit) = (false, null);
        asked.Place(quantity, deny: false, today);
        return asked.Etas()[^1];
    }

    public NaiveFifo Copy() => new()
    {
        Lines = Lines.ConvertAll(line => line.Copy()),
        Shipments = Shipments.ConvertAll(shipment => shipment.Copy()),
        LeadTimeDays = LeadTimeDays,
        HandlingDays = HandlingDays,
        Deny = Deny,
        Limit = Limit,
        RestartedOn = RestartedOn,
        Free = Free,
        CountedIn = CountedIn,
        Shipped = Shipped,
        WrittenOff = WrittenOff,
    };

    private NaiveEta? FirstUncovered() =>
        Play() is { Uncovered: { } index, Etas: var etas } ? etas[index] : null;

    private (NaiveEta?[] Etas, int? Uncovered) Play()
    {
        var etas = new NaiveEta?[Lines.Count];
        var missing = Lines.Select(line => (long)line.Missing).ToArray();
        DateOnly? covered = null;
        foreach (var shipment in Shipments.Where(shipment => shipment.IsOpen && !shipment.Silent)
            .OrderBy(shipment => shipment.ComesOn).ThenBy(shipment => shipment.Id, StringComparer.Ordinal))
        {
            var units = shipment.Expected - shipment.Counted;
            covered = shipment.ComesOn.AddDays(HandlingDays);
            for (var i = 0; i < missing.Length && units > 0; i++)
            {
                var taken = Math.Min(units, missing[i]);
                missing[i] -= taken;
                units -= taken;
                if (taken > 0 && missing[i] == 0)
                {
                    etas[i] = shipment.Assumed is null
                        ? new(covered, "Shipment", shipment.Id, shipment.LateDays)
                        : new(covered, "LeadTime", null);
                }
            }
        }

        int? first = null;
        for (var i = 0; i < missing.Length; i++)
        {
            if (missing[i] > 0)
            {
                first ??= i;
                etas[i] = ByLeadTime(Lines[i], covered);
            }
        }

        return (etas, first);
    }

    private NaiveEta ByLeadTime(NaiveLine line, DateOnly? covered)
    {
        if (LeadTimeDays is not { } days)
        {
            return new(null, "Unknown", null);
        }

        var start = line.PlacedOn > RestartedOn || RestartedOn is null ? line.PlacedOn : RestartedOn.Value;
        var date = start.AddDays(days).AddDays(HandlingDays);
        return new(covered > date ? covered : date, "LeadTime", null);
    }

    private void Give()
    {
        foreach (var line in Lines)
        {
            var given = (int)Math.Min(Free, line.Missing);
            line.Missing -= given;
            line.Allocated += given;
            Free -= given;
        }
    }
}
