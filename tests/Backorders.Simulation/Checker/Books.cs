using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>
/// Watches a world and knows nothing of the product: it sees what was asked and answered, the JSON that was stored,
/// the mails and the sentences that were logged, and reckons by itself what must come of it.
/// </summary>
/// <param name="now">The moment: so much has happened.</param>
/// <param name="seen">All that was done before that moment is seen by everybody.</param>
internal sealed class Books
{
    /// <summary>Where messages are kept that belong to no shop.</summary>
    private const string PoisonOfNobody = "|poison";

    private readonly Func<long> now;
    private readonly Func<long> seen;
    private readonly Dictionary<string, PoolBook> pools = new(StringComparer.Ordinal);
    private readonly List<(string Shop, string Word)> canaries = [];

    public Books(Func<long> now, Func<long> seen)
    {
        (this.now, this.seen) = (now, seen);
        (Orders, Notices, Shipments, Mails, Answers) = (new(this), new(this), new(this), new(this), new(this));
        Intake = new(this);
    }

    /// <summary>The first thing that did not hold.</summary>
    public Violation? Found { get; private set; }

    public History History { get; } = new();

    public OrderBook Orders { get; }

    public NoticeBook Notices { get; }

    public ShipmentBook Shipments { get; }

    public MailBook Mails { get; }

    public IntakeBook Intake { get; }

    public AnswerCheck Answers { get; }

    public Figures Figures { get; } = new();

    public IEnumerable<PoolBook> Pools => pools.Values;

    public long Moment => now();

    /// <summary>Until this moment somebody's clock was off, or all stood still: what was signed well may look stale.
    /// </summary>
    public long ClocksWereOff { get; set; } = -1;

    /// <summary>What was kept of messages that could not be worked, by what they said.</summary>
    public List<string> KeptPoison { get; } = [];

    public PoolBook? Pool(string shop, string sku) => pools.GetValueOrDefault($"{shop}|{sku}");

    public BookedLine? LineOf(BookedOrder order, int number) =>
        Pool(order.Ask.Shop, order.Ask.Lines[number - 1].Sku)?.Lines.GetValueOrDefault($"{order.Ask.Number}:{number}");

    /// <summary>A word that belongs to one shop alone, and to no log and no message.</summary>
    public void Plant(string shop, string word) => canaries.Add((shop, word));

    /// <param name="days">The days that it may be for whoever decided this.</param>
    public void Committed(
        string container, string key, IReadOnlyList<StoredWrite> writes, IReadOnlyList<DateOnly> days, string by)
    {
        var moment = now() + 1;
        switch (container)
        {
            case "Pools":
                if (!pools.TryGetValue(key, out var pool))
                {
                    var bar = key.IndexOf('|', StringComparison.Ordinal);
                    pools[key] = pool = new(key[..bar], key[(bar + 1)..], this);
                }

                pool.Committed(writes, days, moment);
                break;
            case "Orders":
                Orders.Committed(key, writes, moment, Math.Min(moment, seen()));
                foreach (var mail in writes.Where(write => write.Body.Number("state") == 1)
                    .Select(write => write.Body.At("mail")?.Text("id")).OfType<string>())
                {
                    Mails.MaySend(mail, by);
                }

                break;
            case "Shipments":
                Shipments.Committed(key, writes);
                break;
            case var _ when key.EndsWith("|intake", StringComparison.Ordinal):
                Intake.Committed(writes);
                break;
            default:
                KeptPoison.AddRange(writes
                    .Where(write => write.Status == "poison" || key == PoisonOfNobody)
                    .Select(write => write.Body.Text("body")!));
                break;
        }
    }

    public Call Asked(Ask ask)
    {
        History.Add(ask);
        return new(++Figures.Calls, ask, Math.Min(now(), seen()));
    }

    public void Sent(string queue, string body)
    {
        NamesNobody(body, $"the queue {queue} holds");
    }

    /// <param name="surprise">An exception that nobody expects; null: none.</param>
    public void Logged(string sentence, string? surprise)
    {
        Hold(15, surprise is null, $"{sentence}: {surprise}");
        NamesNobody(sentence, "the log says");
    }

    public void NamesNobody(string text, string where)
    {
        foreach (var (_, word) in canaries)
        {
            Hold(13, !text.Contains(word, StringComparison.Ordinal), $"{where}: {text}", text);
        }
    }

    /// <summary>Nothing that one shop is shown names another's customers.</summary>
    public void Shown(string shop, string text)
    {
        foreach (var (owner, word) in canaries.Where(canary => canary.Shop != shop))
        {
            Hold(
                12, !text.Contains(word, StringComparison.Ordinal), $"{shop} is shown {word} of {owner}: {text}", word);
        }
    }

    public void Hold(int invariant, bool holds, string what, params IReadOnlyList<string> about)
    {
        if (!holds)
        {
            throw Broken(invariant, what, about);
        }
    }

    public Violation Broken(int invariant, string what, params IReadOnlyList<string> about) =>
        Found ??= new(invariant, what, about);
}
