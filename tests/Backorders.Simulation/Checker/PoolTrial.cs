using System.Globalization;
using System.Text.Json;
using Backorders.Simulation.Naive;

namespace Backorders.Simulation.Checker;

/// <summary>
/// One commit played through the plain list, as of one day and with one reading of the ids: does it come to what was
/// written?
/// </summary>
internal sealed class PoolTrial(
    PoolBook book, Books books, NaiveFifo fifo, DateOnly day, IReadOnlyDictionary<string, StockAsk> choice,
    IReadOnlyDictionary<string, int> taken)
{
    private static readonly string[] Bases = ["Shipment", "LeadTime", "Unknown"];

    public NaiveFifo Fifo { get; } = fifo;

    public IReadOnlyDictionary<string, StockAsk> Choice { get; } = choice;

    public Dictionary<string, int> Taken { get; } = new(taken, StringComparer.Ordinal);

    public List<BookedLine> Placed { get; } = [];

    public Dictionary<string, JsonElement> Ended { get; } = new(StringComparer.Ordinal);

    public List<PoolSnapshot> Snapshots { get; } = [];

    public int Invariant { get; private set; }

    public string Trouble { get; private set; } = "";

    public List<string> About { get; } = [];

    public bool Play(IReadOnlyList<StoredWrite> writes, JsonElement head)
    {
        Fifo.PassDates(day);
        foreach (var write in writes.Where(write => write.Id != "pool"))
        {
            var kind = write.Id[..write.Id.IndexOf(':', StringComparison.Ordinal)];
            var done = kind switch
            {
                "event" => Happen(Choice[write.Id]),
                "inbound" => TakeOver(write.Body),
                "line" when Known(write.Body) is { } line => End(line, write.Body),
                "line" => Place(write.Body),
                _ => No(1, $"{write.Id} is no document of a pool"),
            };
            if (!done)
            {
                About.Add(write.Id);
                return false;
            }

            Snapshots.Add(PoolSnapshot.Of(Fifo));
        }

        Fifo.PassDates(day);
        Snapshots.Add(PoolSnapshot.Of(Fifo));
        return new HeadCheck(Fifo, head, Lines()).Trouble() is not { } trouble || No(trouble.Invariant, trouble.What);
    }

    private IEnumerable<(BookedLine Line, JsonElement Stored)> Lines() => book.Lines.Values
        .Select(line => (line, Ended.GetValueOrDefault(line.Key, line.Stored)))
        .Concat(Placed.Select(line => (line, line.Stored)));

    private BookedLine? Known(JsonElement line) =>
        book.Lines.GetValueOrDefault($"{line.Text("order")}:{line.Number("number")}");

    private bool Happen(StockAsk asked)
    {
        switch (asked)
        {
            case ReceiptAsk { Shipment: { } id } receipt:
                Fifo.Tell(Shipment(id), shipment => shipment.Receipted += receipt.Quantity);
                return true;
            case ReceiptAsk receipt:
                Fifo.Receive(receipt.Quantity);
                return true;
            case AdjustAsk { Quantity: > 0 } more:
                Fifo.Receive(more.Quantity);
                return true;
            case AdjustAsk less:
                return Vanish(-less.Quantity);
            case CountAsk count:
                (Fifo.Deny, Fifo.Limit) = (count.Mode == "deny", count.Limit);
                (Fifo.LeadTimeDays, Fifo.HandlingDays) = (count.LeadTimeDays, count.HandlingDays);
                var difference = count.OnHand - Fifo.Held - Fifo.Free;
                if (difference > 0)
                {
                    Fifo.Receive(difference);
                }

                return difference >= 0 || Vanish(-difference);
            default:
                return No(2, $"{asked} is no change of stock");
        }
    }

    private bool Vanish(long units)
    {
        if (units > Fifo.Held + Fifo.Free)
        {
            return No(2, $"{units} units vanish where {Fifo.Held + Fifo.Free} are");
        }

        Fifo.Vanish(units);
        return true;
    }

    private bool TakeOver(JsonElement inbound)
    {
        var id = inbound.Text("shipment")!;
        var shipment = Shipment(id);
        var version = (int)inbound.Number("version");
        var before = Taken.GetValueOrDefault(id);
        if (version < before)
        {
            return No(6, $"{id} goes back from version {before} to {version}");
        }

        if (version > before)
        {
            if (books.Shipments.Merged(book.Shop, id, version) is not { } merged)
            {
                return No(6, $"{id} has no version {version}");
            }

            Taken[id] = version;
            Fifo.Tell(shipment, it =>
            {
                (it.Announced, it.Version, it.Day) = (true, version, merged.Eta);
                (it.Expected, it.Ended) = (merged.Expected(book.Sku), merged.Ended);
                it.Arrived = Math.Max(it.Arrived, merged.Arrived(book.Sku));
            });
        }

        var (wanted, got) = (
            $"{shipment.Expected} expected, {shipment.Arrived} arrived, {shipment.Receipted} booked in",
            $"{inbound.Number("expected")} expected, {inbound.Number("arrived")} arrived, "
            + $"{inbound.Number("receipted")} booked in");
        return wanted == got || No(6, $"{id} should have {wanted}, and has {got}");
    }

    private NaiveShipment Shipment(string id)
    {
        if (Fifo.Shipments.Find(shipment => shipment.Id == id) is { } known)
        {
            return known;
        }

        Fifo.Shipments.Add(new(id));
        return Fifo.Shipments[^1];
    }

    private bool Place(JsonElement line)
    {
        var (order, number) = (line.Text("order")!, (int)line.Number("number"));
        About.Add(order);
        if (books.Orders.Line(book.Shop, order, number) is not { } asked || asked.Sku != book.Sku)
        {
            return No(4, $"line {number} of {order} is placed, and no order has it");
        }

        if (!books.Orders.Find(book.Shop, order)!.IsPlacedBefore(number, IsThere))
        {
            return No(3, $"line {number} of {order} is placed before an earlier one of its SKU");
        }

        var from = Fifo.Lines.Where(known => !known.Rejected).Sum(known => (long)known.Quantity);
        Fifo.Place(asked.Quantity, asked.Deny, day);
        var placed = Fifo.Lines[^1];
        var eta = PoolSnapshot.Words(Fifo.Etas()[^1]);
        Placed.Add(new(order, number, Fifo.Lines.Count - 1, placed.Rejected ? 0 : from) { Stored = line });
        Snapshots.Add(PoolSnapshot.Of(Fifo));
        var wanted = Words(
            asked.Quantity, placed.Rejected ? 3 : 0, placed.Rejected ? 0 : from,
            placed.Rejected ? 0 : from + asked.Quantity, placed.PlacedOn, eta);
        var got = Words(
            line.Number("quantity"), line.Number("fate"), line.Number("from"), line.Number("to"),
            line.Day("placedOn"), StoredEta(line.At("firstEta")));
        return wanted == got || No(3, $"line {number} of {order} should be placed as {wanted}, and is as {got}");
    }

    private bool IsThere(string key) =>
        book.Lines.ContainsKey(key) || Placed.Exists(line => line.Key == key);

    private static string Words(long quantity, long fate, long from, long to, DateOnly? placedOn, string eta) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{quantity} units, fate {fate}, {from}-{to}, {placedOn:O}, eta {eta}");

    private static string StoredEta(JsonElement? eta) => eta is not { } stored
        ? "-"
        : PoolSnapshot.Words(stored.Day("date"), Bases[stored.Number("basis")], stored.Text("reference"));

    private bool End(BookedLine line, JsonElement stored)
    {
        About.Add(line.Order);
        var before = Ended.GetValueOrDefault(line.Key, line.Stored);
        var naive = Fifo.Lines[line.Index];
        var (fate, cancelled) = (stored.Number("fate"), (int)stored.Number("cancelled"));
        Ended[line.Key] = stored;
        if (stored.Number("from") != before.Number("from") || stored.Number("to") != before.Number("to")
            || stored.Number("quantity") != before.Number("quantity") || before.Number("fate") != 0)
        {
            return No(3, $"{line.Key} moved, or goes on after its end");
        }

        if (fate == 2)
        {
            return !books.Orders.Ships(book.Shop, line.Order, line.Number)
                ? No(11, $"{line.Key} leaves, and nobody recorded that")
                : Fifo.Ship(naive) || No(2, $"{line.Key} leaves without its units");
        }

        var keep = naive.Quantity - cancelled;
        if (!books.Orders.Keeps(book.Shop, line.Order, line.Number, keep))
        {
            return No(11, $"{line.Key} keeps {keep}, and nobody recorded that");
        }

        Fifo.Cancel(naive, keep);
        return fate == (keep == 0 ? 1 : 0) || No(11, $"{line.Key} keeps {keep} and has fate {fate}");
    }

    private bool No(int invariant, string trouble)
    {
        (Invariant, Trouble) = (invariant, trouble);
        return false;
    }
}
