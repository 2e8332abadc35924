using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay.Books;

/// <summary>All orders that the API accepted, kept up with its answers.</summary>
internal sealed class OrderBook
{
    private readonly Dictionary<string, BookedOrder> byNumber = [];
    private readonly List<BookedOrder> accepted = [];
    private readonly Dictionary<(string Buyer, string Sku), List<BookedLine>> byBuyer = [];
    private readonly Dictionary<string, Queue> queues = [];

    /// <summary>In the order in which they were sent, which is that of their places for every SKU.</summary>
    public IReadOnlyList<BookedOrder> Accepted => accepted;

    public IEnumerable<BookedLine> Lines => accepted.SelectMany(order => order.Lines);

    /// <summary>The most lines that waited for one SKU at one time; null: none ever did.</summary>
    public LongestQueue? LongestQueue =>
        queues.OrderByDescending(queue => queue.Value.Longest).ThenBy(queue => queue.Key, StringComparer.Ordinal)
            .Select(queue => new LongestQueue(queue.Key, queue.Value.Longest, queue.Value.UnitsThen))
            .FirstOrDefault();

    /// <summary>Lines that wait now.</summary>
    public int Waiting { get; private set; }

    public BookedOrder Find(string number) => byNumber[number];

    /// <summary>Books an accepted order; orders are put into sequence by <see cref="Sequence"/>.</summary>
    public BookedOrder Accept(SaleEvent.Order order, OrderAnswer answer, DateTimeOffset now)
    {
        var lines = order.Lines.Zip(answer.Lines)
            .Select((line, i) => new BookedLine(order.Number, i + 1, line.First.Sku, line.First.Units, now)
            {
                AllocatedAtOnce = line.Second.Allocated,
                RejectedAtOnce = line.Second.Status == "rejected",
            }).ToList();
        foreach (var (line, told) in lines.Zip(answer.Lines))
        {
            Update(line, told, now);
        }

        var booked = new BookedOrder(order, lines) { Status = answer.Status };
        byNumber.Add(order.Number, booked);
        return booked;
    }

    /// <summary>Gives orders that were taken side by side their sequence.</summary>
    public void Sequence(IEnumerable<BookedOrder> orders)
    {
        foreach (var order in orders)
        {
            accepted.Add(order);
            foreach (var line in order.Lines.Where(line => line.Unshipped > 0))
            {
                if (!byBuyer.TryGetValue((order.Buyer.Key, line.Sku), out var lines))
                {
                    byBuyer[(order.Buyer.Key, line.Sku)] = lines = [];
                }

                lines.Add(line);
            }
        }
    }

    /// <summary>Learns how the order is now.</summary>
    public BookedOrder Learn(OrderAnswer answer, DateTimeOffset now)
    {
        var order = byNumber[answer.OrderNumber];
        order.Status = answer.Status;
        foreach (var (line, told) in order.Lines.Zip(answer.Lines))
        {
            Update(line, told, now);
        }

        return order;
    }

    /// <summary>
    /// What a taking back cancels: units of the customer's unshipped lines of the SKU, the youngest line first. Units
    /// that no such line has are goods that come back from the customer's door.
    /// </summary>
    public TakenBackSplit Match(SaleEvent.TakenBack takenBack)
    {
        Dictionary<BookedLine, int> cancels = [];
        var returned = 0;
        foreach (var wanted in takenBack.Lines)
        {
            var left = wanted.Units;
            var lines = byBuyer.GetValueOrDefault((takenBack.Buyer.Key, wanted.Sku), []);
            foreach (var line in lines.AsEnumerable().Reverse())
            {
                var units = Math.Min(left, line.Unshipped - cancels.GetValueOrDefault(line));
                if (units > 0)
                {
                    cancels[line] = cancels.GetValueOrDefault(line) + units;
                    left -= units;
                }
            }

            returned += left;
        }

        return new(cancels, returned);
    }

    private void Update(BookedLine line, LineAnswer told, DateTimeOffset now)
    {
        var waited = line.Waits;
        line.Status = told.Status;
        line.Unshipped = told.Allocated + told.Backordered;
        line.EverWaited |= told.Waits;
        if (waited && told.Status is ("allocated" or "shipped"))
        {
            line.ServedAt ??= now;
        }

        if (line.Promised is { } before && told.Promised is { } after && after > before)
        {
            line.Slips++;
        }

        line.Promised = told.Promised;
        Count(line.Sku, (told.Waits ? 1 : 0) - (waited ? 1 : 0), told);
    }

    private void Count(string sku, int change, LineAnswer told)
    {
        if (change == 0)
        {
            return;
        }

        Waiting += change;
        var queue = queues.GetValueOrDefault(sku, new Queue(0, 0, 0));
        var lines = queue.Lines + change;
        queues[sku] = lines > queue.Longest
            ? new Queue(lines, lines, told.UnitsAhead + told.Backordered)
            : queue with { Lines = lines };
    }

    private sealed record Queue(int Lines, int Longest, long UnitsThen);
}

/// <param name="Lines">Lines that waited for the SKU at once.</param>
/// <param name="Units">Units that they waited for.</param>
internal sealed record LongestQueue(string Sku, int Lines, long Units);

/// <param name="Cancels">Units to cancel, by line.</param>
/// <param name="ReturnedUnits">Units that no unshipped line matches.</param>
internal sealed record TakenBackSplit(IReadOnlyDictionary<BookedLine, int> Cancels, int ReturnedUnits);
