using System.Text.Json;
using Backorders.Simulation.Naive;

namespace Backorders.Simulation.Checker;

/// <summary>A document as it was written, with the status that it can be found by.</summary>
internal sealed record StoredWrite(string Id, JsonElement Body, string? Status, bool IsDue);

/// <summary>A line of the book, by its place in the naive list.</summary>
internal sealed class BookedLine(string order, int number, int index, long from)
{
    public string Order { get; } = order;

    public int Number { get; } = number;

    public int Index { get; } = index;

    public long From { get; } = from;

    public string Key => $"{Order}:{Number}";

    public JsonElement Stored { get; set; }

    public Past<LineView> Views { get; } = new();
}

/// <summary>What a SKU's stock is to callers.</summary>
internal sealed record StockPicture(
    long OnHand, long Allocated, long Available, long Backordered, long WaitingLines, string Inbound, string Policy);

/// <summary>
/// One SKU, kept by the plainest list: every commit of its pool is played through it from what was asked, and must
/// come to what was written.
/// </summary>
internal sealed class PoolBook(string shop, string sku, Books books)
{
    private readonly Dictionary<string, (string Content, long Since)> events = new(StringComparer.Ordinal);
    private Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private long version = -1;

    public string Shop { get; } = shop;

    public string Sku { get; } = sku;

    public string Name => $"{Shop}|{Sku}";

    public NaiveFifo Fifo { get; private set; } = new();

    public Dictionary<string, BookedLine> Lines { get; } = new(StringComparer.Ordinal);

    public Past<StockPicture> Stock { get; } = new();

    public JsonElement Head { get; private set; }

    /// <summary>Since when there is such a SKU; null: there is none.</summary>
    public long? Since { get; private set; }

    /// <summary>Per shipment the version of its news that the pool has taken over.</summary>
    public IReadOnlyDictionary<string, int> Taken => taken;

    /// <summary>What an id of a receipt, adjustment or count did; null: nothing yet.</summary>
    public string? Stood(string kind, string id) => events.GetValueOrDefault($"event:{kind}:{id}").Content;

    public long StoodSince(string kind, string id) => events.GetValueOrDefault($"event:{kind}:{id}").Since;

    public void Committed(IReadOnlyList<StoredWrite> writes, IReadOnlyList<DateOnly> days, long moment)
    {
        var head = writes.FirstOrDefault(write => write.Id == "pool")
            ?? throw books.Broken(1, $"{Name} was changed without its head", Name);
        books.Hold(
            2, head.Body.Number("version") == version + 1 || version < 0,
            $"{Name} goes from version {version} to {head.Body.Number("version")}: a change was lost", Name);
        PoolTrial? first = null;
        foreach (var choice in Choices(writes))
        {
            foreach (var day in days)
            {
                var trial = new PoolTrial(this, books, Fifo.Copy(), day, choice, taken);
                if (trial.Play(writes, head.Body))
                {
                    Take(trial, head.Body, moment);
                    return;
                }

                first ??= trial;
            }
        }

        throw books.Broken(first!.Invariant, $"{Name}: {first.Trouble}", [Name, .. first.About]);
    }

    /// <summary>Which content stands where one id was used with several: each of them may have been the first.
    /// </summary>
    private IEnumerable<IReadOnlyDictionary<string, StockAsk>> Choices(IReadOnlyList<StoredWrite> writes)
    {
        IEnumerable<IReadOnlyDictionary<string, StockAsk>> choices =
            [new Dictionary<string, StockAsk>(StringComparer.Ordinal)];
        foreach (var write in writes.Where(write => write.Id.StartsWith("event:", StringComparison.Ordinal)))
        {
            var asks = books.History.Stock(Shop, Sku, write.Id).Where(ask => Fits(ask, writes)).ToList();
            books.Hold(2, asks.Count > 0, $"{Name}: nobody asked for {write.Id}", Name, write.Id);
            books.Hold(6, !events.ContainsKey(write.Id), $"{Name}: {write.Id} counts again", Name, write.Id);
            choices = [.. choices.SelectMany(choice => asks.Select(ask =>
                new Dictionary<string, StockAsk>(choice, StringComparer.Ordinal) { [write.Id] = ask }))];
        }

        return choices;
    }

    /// <summary>A receipt for a shipment is booked in the shipment's own document too.</summary>
    private static bool Fits(StockAsk ask, IReadOnlyList<StoredWrite> writes) =>
        ask is not ReceiptAsk { Shipment: { } shipment } || writes.Any(write => write.Id == $"inbound:{shipment}");

    private void Take(PoolTrial trial, JsonElement head, long moment)
    {
        Since ??= moment;
        (Fifo, Head, taken, version) = (trial.Fifo, head, trial.Taken, head.Number("version"));
        foreach (var (id, ask) in trial.Choice)
        {
            events[id] = (ask.Content, moment);
        }

        foreach (var line in trial.Placed)
        {
            Lines.Add(line.Key, line);
        }

        foreach (var (key, stored) in trial.Ended)
        {
            Lines[key].Stored = stored;
        }

        foreach (var snapshot in trial.Snapshots)
        {
            Show(snapshot, moment);
        }

        books.Figures.LinesSeen += trial.Placed.Count;
    }

    private void Show(PoolSnapshot snapshot, long moment)
    {
        Stock.Add(moment, snapshot.Stock);
        foreach (var line in Lines.Values.Where(line => line.Index < snapshot.Lines.Count))
        {
            line.Views.Add(moment, snapshot.Lines[line.Index]);
        }
    }
}
