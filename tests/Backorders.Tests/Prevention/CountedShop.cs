using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Tests.Pipeline;
using CsCheck;

namespace Backorders.Tests.Prevention;

internal enum Trade
{
    Order,
    OrderOrNothing,
    Repeat,
    Receive,
    Cancel,
    CancelUnits,
    DaysPass,
    Count,
}

/// <summary>Something that happens in the shop; any figures make sense.</summary>
internal sealed record Dealing(Trade Trade, int A, int B)
{
    public static Gen<List<Dealing>> History { get; } = Gen.Select(
        Gen.Frequency(
            (20, Gen.Const(Trade.Order)), (4, Gen.Const(Trade.OrderOrNothing)), (2, Gen.Const(Trade.Repeat)),
            (4, Gen.Const(Trade.Receive)), (3, Gen.Const(Trade.Cancel)), (3, Gen.Const(Trade.CancelUnits)),
            (6, Gen.Const(Trade.DaysPass)), (3, Gen.Const(Trade.Count))),
        Gen.Int[0, 999], Gen.Int[1, 5], (trade, a, b) => new Dealing(trade, a, b)).List[30, 70];

    /// <summary>Everything once, on few days; more calls of the ports than anybody would list.</summary>
    public static List<Dealing> Story { get; } =
    [
        new(Trade.Order, 0, 3), new(Trade.OrderOrNothing, 0, 5), new(Trade.Order, 0, 4), new(Trade.DaysPass, 0, 3),
        new(Trade.CancelUnits, 0, 1), new(Trade.DaysPass, 0, 1), new(Trade.Cancel, 2, 1), new(Trade.DaysPass, 0, 1),
        new(Trade.Count, 0, 1), new(Trade.Order, 0, 2), new(Trade.DaysPass, 0, 5), new(Trade.Count, 0, 1),
        new(Trade.Order, 0, 1), new(Trade.Count, 0, 1),
    ];

    public static string Print(List<Dealing> history) =>
        string.Join(", ", history.Select(one => $"new(Trade.{one.Trade}, {one.A}, {one.B})"));
}

/// <summary>A shop with one SKU, and beside it the plainest list of its lines, counted anew each time.</summary>
internal sealed class CountedShop(Fate fate, IStore? store = null)
{
    public const string Sku = "A";

    private readonly NaiveFifo naive = new();
    private readonly Dictionary<NaiveLine, (int AtOnce, int Early)> facts = [];
    private int deed;

    public World World { get; } = new(fate) { Store = store ?? new ModelStore() };

    public DateOnly Today => World.Today;

    public async Task Open()
    {
        await World.Put(Sku, 5, 10);
        naive.Receive(5);
    }

    public async Task Play(List<Dealing> history)
    {
        await Open();
        foreach (var dealing in history)
        {
            deed++;
            await Play(dealing);
        }
    }

    /// <summary>Every day from the first to today, by our own lines; what was imported or looked at is not in it.
    /// </summary>
    public List<DemandDay> Expected(DateOnly from)
    {
        var inOrder = naive.Lines.OrderBy(line => line.PlacedOn).ThenBy(line => line.Rejected).ToList();
        return Enumerable.Range(0, Today.DayNumber - from.DayNumber + 1)
            .Select(from.AddDays)
            .Select(day => Expected(day, inOrder))
            .ToList();
    }

    private DemandDay Expected(DateOnly day, List<NaiveLine> inOrder)
    {
        var lines = inOrder.Where(line => line.PlacedOn == day).ToList();
        var before = inOrder.Where(line => line.PlacedOn < day).Select(Net).Where(size => size > 0).ToList();
        var bulk = lines.Where(line => IsBulk(Net(line), before)).ToList();
        return new(day)
        {
            Asked = lines.Sum(line => line.Quantity),
            AskedLines = lines.Count,
            AtOnce = lines.Sum(line => facts[line].AtOnce),
            LinesAtOnce = lines.Count(line => facts[line].AtOnce == line.Quantity),
            Rejected = lines.Where(line => line.Rejected).Sum(line => line.Quantity),
            CancelledEarly = lines.Sum(line => facts[line].Early),
            LinesCancelledEarly = lines.Count(line => Net(line) == 0),
            BulkUnits = bulk.Sum(Net),
            BulkLines = bulk.Count,
        };
    }

    private int Net(NaiveLine line) => line.Quantity - facts[line].Early;

    /// <summary>In hundredths of a unit, without a fraction.</summary>
    private static bool IsBulk(int size, List<int> before)
    {
        if (before.Count < 20)
        {
            return false;
        }

        before.Sort();
        var (whole, rest) = Math.DivRem((before.Count - 1) * 99, 100);
        var p99 = (before[whole] * (100 - rest)) + (rest == 0 ? 0 : before[whole + 1] * rest);
        var twiceMedian = before[(before.Count - 1) / 2] + before[before.Count / 2];
        return size * 100 > p99 && size * 2 > 5 * twiceMedian;
    }

    private async Task Play(Dealing dealing)
    {
        switch (dealing.Trade)
        {
            case Trade.Order:
                var quantity = dealing.A % 25 == 24 ? 100 : dealing.B;
                await World.Order(Number(naive.Lines.Count), (Sku, quantity));
                Place(quantity, deny: false);
                break;
            case Trade.OrderOrNothing:
                await World.OrderOrNothing(Number(naive.Lines.Count), Sku, dealing.B);
                Place(dealing.B, deny: true);
                break;
            case Trade.Repeat when Chosen(dealing) is { } again:
                await World.Order(Number(again), (Sku, naive.Lines[again].Quantity));
                break;
            case Trade.Receive:
                await World.Receipt(Sku, $"r{deed}", dealing.B);
                naive.Receive(dealing.B);
                break;
            case Trade.Cancel when Chosen(dealing) is { } whole:
                await World.Cancel(Number(whole));
                Cancel(naive.Lines[whole], int.MaxValue);
                break;
            case Trade.CancelUnits when Chosen(dealing) is { } part && Live(naive.Lines[part]) > dealing.B:
                await World.CancelUnits(Number(part), dealing.B, $"k{deed}");
                Cancel(naive.Lines[part], dealing.B);
                break;
            case Trade.DaysPass:
                await World.Drain();
                World.Business.Advance(TimeSpan.FromDays(dealing.B));
                break;
            case Trade.Count:
                await World.CountDemand(Sku);
                break;
        }
    }

    private int? Chosen(Dealing dealing) => naive.Lines.Count == 0 ? null : dealing.A % naive.Lines.Count;

    private void Place(int quantity, bool deny)
    {
        naive.Place(quantity, deny, Today);
        facts[naive.Lines[^1]] = (naive.Lines[^1].Allocated, 0);
    }

    private void Cancel(NaiveLine line, int units)
    {
        var before = line.Cancelled;
        if (Live(line) > 0)
        {
            naive.Cancel(line, Math.Max(0, Live(line) - units));
        }

        if (Today <= line.PlacedOn.AddDays(3))
        {
            facts[line] = facts[line] with { Early = facts[line].Early + line.Cancelled - before };
        }
    }

    private static int Live(NaiveLine line) => line.Allocated + line.Missing;

    private static string Number(int line) => $"W{line}";
}
