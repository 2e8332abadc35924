using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Tests.Ledger;

/// <summary>How a history is played, beside its events.</summary>
/// <param name="Seen">Units that the pool has seen come and go before.</param>
/// <param name="Rereads">The head is written and read back after every commit.</param>
/// <param name="TellsAtOnce">All is told after every commit, so that a commit's own ranges must name all it moved.
/// </param>
/// <param name="Groups">Some events join the commit of the next.</param>
/// <param name="Late">The supplier is known to be late, now by so much, now by more or less.</param>
internal sealed record Manner(
    long Seen = 0, bool Rereads = false, bool TellsAtOnce = false, bool Groups = false, bool Late = false);

/// <summary>Plays the same events into the ledger and into the naive list, and compares every answer.</summary>
internal sealed class PlayedPool
{
    private static readonly SupplierId Acme = new("acme");

    private readonly Manner manner;
    private readonly NaiveFifo naive;
    private readonly List<Line> lines = [];
    private readonly ToldCustomers customers;
    private readonly Dictionary<string, InboundRecord> records = [];
    private DateOnly today = new(2026, 11, 2);
    private Pool pool;

    private PlayedPool(Manner manner)
    {
        this.manner = manner;
        var seen = manner.Seen;
        pool = new Pool
        {
            Sku = new("TV"),
            DemandEnd = seen,
            AllocatedTo = seen,
            ReleasedTo = seen,
            Shipped = seen,
            CountedIn = seen,
        };
        naive = new NaiveFifo { Shipped = seen, CountedIn = seen };
        customers = new(lines);
    }

    public static void Play(List<Deed> history, Manner manner)
    {
        var played = new PlayedPool(manner);
        for (var next = 0; next < history.Count;)
        {
            next = played.Commit(history, next);
            SameAnswers.Lines(played.pool, played.lines, played.naive);
            SameAnswers.Totals(played.pool, played.naive);
            SameAnswers.Promise(played.pool, played.naive, history[next - 1].B, played.today);
            SameAnswers.NextDate(played.pool, played.today);
            played.customers.Check(played.pool);
            played.pool = manner.TellsAtOnce ? played.customers.TellAll(played.pool) : played.pool;
        }

        played.customers.TellAll(played.pool);
    }

    /// <summary>One event, or some that share a commit; between commits days pass and customers are told.</summary>
    /// <returns>The next event.</returns>
    private int Commit(List<Deed> history, int next)
    {
        var read = pool;
        today = history[next].Act switch
        {
            Act.DaysPass => today.AddDays(history[next].B),
            Act.ClockBack => today.AddDays(-1),
            _ => today,
        };
        pool = PoolCommit.Begin(read, today);
        naive.PassDates(today);
        bool joins;
        do
        {
            Do(history[next]);
            joins = manner.Groups && history[next].A % 3 > 0;
            next++;
        }
        while (joins && next < history.Count && history[next].Act is not (Act.DaysPass or Act.ClockBack or Act.Tell));
        pool = PoolCommit.End(read, pool, today);
        naive.PassDates(today);
        if (history[next - 1].Act == Act.Tell)
        {
            pool = customers.Tell(pool, history[next - 1].B);
        }

        pool = manner.Rereads ? Reread(pool) : pool;
        return next;
    }

    private void Do(Deed deed)
    {
        switch (deed.Act)
        {
            case Act.Place or Act.PlaceOrNothing:
                PlaceLine(deed.B, deed.Act == Act.PlaceOrNothing);
                break;
            case Act.Receive:
                pool = Receive.Units(pool, deed.B);
                naive.Receive(deed.B);
                break;
            case Act.CancelLine or Act.CancelUnits or Act.Ship when lines.Count > 0:
                TouchLine(deed, deed.A % lines.Count);
                break;
            case Act.CancelLine or Act.CancelUnits or Act.Ship or Act.DaysPass or Act.ClockBack or Act.Tell:
                break;
            case Act.Vanish:
                LoseUnits(Math.Min(deed.B, pool.OnHand), linesAStep: 1 + (deed.A % 3));
                break;
            case Act.Settle:
                Settle(deed);
                break;
            case Act.Receipt:
                var (receipted, known) = Known(deed);
                Take(Receive.Receipt(pool, known, deed.B));
                naive.Tell(receipted, it => it.Receipted += deed.B);
                break;
            default:
                Hear(deed);
                break;
        }
    }

    private void PlaceLine(int quantity, bool deny)
    {
        (pool, var line) = Place.Line(pool, new($"O-{lines.Count}"), 1, quantity, deny, today);
        lines.Add(line);
        customers.Answered(line);
        naive.Place(quantity, deny, today);
        Assert.Equal(naive.Lines[^1].Allocated, line.AtOnce);
        Assert.Equal(naive.Lines[^1].Rejected ? pool.Version : 0, line.RejectedAt);
    }

    private void TouchLine(Deed deed, int index)
    {
        var line = lines[index];
        if (deed.Act == Act.Ship)
        {
            var shipped = Ship.Line(pool, line, "T");
            (pool, lines[index]) = shipped ?? (pool, line);
            Assert.Equal(naive.Ship(naive.Lines[index]), shipped is not null);
            return;
        }

        var keep = deed.Act == Act.CancelUnits ? Math.Max(0, line.Live - deed.B) : 0;
        (pool, lines[index]) = Cancel.To(pool, line, keep, today);
        naive.Cancel(naive.Lines[index], keep);
        var early = today.DayNumber - line.PlacedOn.DayNumber <= 3 ? lines[index].Cancelled - line.Cancelled : 0;
        Assert.Equal(line.CancelledEarly + early, lines[index].CancelledEarly);
    }

    private void LoseUnits(long quantity, int linesAStep)
    {
        naive.Vanish(quantity);
        pool = Vanish.Units(pool, quantity);
        while (pool.Vanishing > 0)
        {
            var youngest = lines.Where(line => line.Fate == Fate.Live && line.From < pool.AllocatedTo)
                .OrderByDescending(line => line.From).Take(linesAStep).ToList();
            Assert.NotEmpty(youngest);
            pool = Vanish.Step(pool, youngest);
        }
    }

    private void Settle(Deed deed)
    {
        var policy = deed.B switch
        {
            < 11 => BackorderPolicy.Allow,
            < 13 => new(BackorderMode.Deny, null),
            _ => new(BackorderMode.Limit, deed.A % 30),
        };
        naive.LeadTimeDays = deed.A % 4 == 0 ? null : deed.A % 21;
        naive.HandlingDays = deed.B % 3;
        (naive.Deny, naive.Limit) = (policy.Mode == BackorderMode.Deny, policy.Limit);
        pool = pool with
        {
            LeadTimeDays = naive.LeadTimeDays,
            HandlingDays = naive.HandlingDays,
            Policy = policy,
        };
    }

    private void Hear(Deed deed)
    {
        var (shipment, known) = Known(deed);
        var next = Merged(deed, known);
        var late = manner.Late ? (deed.A + deed.B) % 9 : 0;
        Take(Receive.News(
            pool, known, Acme, next.Version, next.Eta, next.Expected, next.Arrived, next.Ended, late));
        naive.Tell(shipment, it =>
        {
            if (next.Version > it.Version)
            {
                it.LateDays = next.Eta == it.Day ? it.LateDays : late;
                (it.Announced, it.Version, it.Day) = (true, next.Version, next.Eta);
                (it.Expected, it.Ended, it.Arrived) = (next.Expected, next.Ended, next.Arrived);
            }
        });
    }

    private (NaiveShipment Shipment, InboundRecord Record) Known(Deed deed)
    {
        var id = $"PO-{deed.A % 5}";
        if (!records.TryGetValue(id, out var record))
        {
            records[id] = record = InboundRecord.New(new(id));
            naive.Shipments.Add(new(id));
        }

        return (naive.Shipments.First(shipment => shipment.Id == id), record);
    }

    /// <summary>The merged state of a shipment after its supplier's news.</summary>
    private InboundRecord Merged(Deed deed, InboundRecord known)
    {
        var eta = today.AddDays((deed.A / 5 % 25) - 4);
        var newer = known with { Version = known.Version + 1 };
        return deed.Act switch
        {
            Act.Announce => newer with { Eta = eta, Expected = known.Arrived + deed.B, Ended = false },
            Act.Delay => newer with { Eta = eta },
            Act.Arrive => newer with { Arrived = known.Arrived + (deed.B / 2) },
            Act.Close => newer with { Ended = true },
            Act.StaleNews => known with { Eta = eta, Expected = known.Expected + 50, Arrived = known.Arrived + 50 },
            _ => throw new UnreachableException(),
        };
    }

    private void Take((Pool Pool, InboundRecord Inbound) taken)
    {
        pool = taken.Pool;
        records[taken.Inbound.Shipment.Value] = taken.Inbound;
    }

    private static Pool Reread(Pool pool)
    {
        var body = DocumentJson.Write(PoolDocument.Of(pool), DocumentJson.Default.PoolDocument);
        return DocumentJson.Read(body, DocumentJson.Default.PoolDocument).ToPool();
    }
}
