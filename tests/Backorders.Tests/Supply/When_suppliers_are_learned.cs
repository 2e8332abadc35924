using System.Text.Json.Serialization.Metadata;
using Backorders.Embedded;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Cosmos;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Supply;

/// <summary>From news and receipts to what is promised, through the whole pipeline.</summary>
public sealed class When_suppliers_are_learned
{
    private static readonly DateOnly Start = new(2026, 11, 23);

    private World world = new(Fate.Fair());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_remembers_when_goods_were_announced_and_when_they_came()
    {
        await world.Put("A", 0, 10);
        await Tell("n1", NewsType.Announced, Start.AddDays(3), 10);
        await Days(2);
        await Tell("n2", NewsType.Delayed, Start.AddDays(6));
        await Days(3);
        await Tell("n3", NewsType.Arrived, null, 4);
        await Days(1);
        await world.Receipt("A", "r1", 5, "PO");
        await Tell("n4", NewsType.Closed, null);

        var record = (await Stored("inbound:PO", DocumentJson.Default.InboundDocument))!.ToRecord();

        Assert.Equal(
            (Start, Start.AddDays(3), 10L, Start.AddDays(6)),
            (record.Facts.AnnouncedOn!.Value, record.Facts.FirstEta!.Value, record.Facts.FirstExpected,
                record.Facts.EndedOn!.Value));
        Assert.Equal([(Start.AddDays(5), 4L), (Start.AddDays(6), 1L)],
            record.Facts.Came.Select(came => (came.Day, came.Units)));
    }

    [Fact]
    public async Task What_was_learned_is_in_the_next_date_that_the_supplier_gives_and_in_none_before()
    {
        await DeliverLate(days: 4);
        await world.Put("B", 0, 10);
        await Announce("OPEN", "B", Start.AddDays(60));
        await world.Order("W1", ("B", 1));
        await world.Learn();
        await world.Rest();
        Assert.Equal((Start.AddDays(60), 0), await Promised("W1"));

        await Announce("NEW", "B", Start.AddDays(50));
        Assert.Equal((Start.AddDays(54), 4), await Promised("W1"));

        await Days(1);
        await world.News("late", NewsType.Delayed, "NEW", Start.AddDays(52));
        await world.Rest();
        Assert.Equal((Start.AddDays(56), 4), await Promised("W1"));
        var stock = (await world.Stock("B"))!;
        Assert.Equal(
            [("NEW", Start.AddDays(52), 4), ("OPEN", Start.AddDays(60), 0)],
            stock.Inbound.Select(inbound => (inbound.Shipment, inbound.Eta!.Value, inbound.P80Days)));
    }

    [Fact]
    public async Task A_shipment_is_overdue_when_its_date_and_its_suppliers_usual_lateness_have_passed()
    {
        await DeliverLate(days: 4);
        await world.Learn();
        await Announce("NEW", "A", world.Today.AddDays(1));
        await Days(5);
        Assert.Equal("expected", Assert.Single((await world.Stock("A"))!.Inbound).Status);
        await Days(1);
        Assert.Equal("overdue", Assert.Single((await world.Stock("A"))!.Inbound).Status);
    }

    [Fact]
    public async Task The_figures_of_a_SKU_are_its_own_and_the_suppliers()
    {
        await DeliverLate(days: 4);
        await DeliverLate(days: 0, sku: "C", times: 15);
        await world.Learn();

        // Of A: 5 × 4 days, and 10 × (5 of 20 at 4 days): 7.5 of 15 deliveries are on time, 15 no later than 4 days.
        Assert.Equal((5, 0, 4), Figures((await Stored("facts:acme", DocumentJson.Default.SupplierFactsDocument))!));

        // Of C: 15 on time and 7.5 of 10 more: 22.5 of 25 are at least 80 %.
        Assert.Equal(
            (15, 0, 0), Figures((await Stored("facts:acme", DocumentJson.Default.SupplierFactsDocument, "C"))!));
        var pooled = await new SupplierFactsStore(world.Store).Pooled(World.Shop, World.Acme, Stop);
        Assert.Equal(
            (20, 0, 4, 4),
            (pooled!.Tally.Receipts, pooled.Figures.P50Days, pooled.Figures.P80Days, pooled.Figures.P95Days));
    }

    [Fact]
    public async Task Any_store_finds_the_deliveries_and_no_line_among_them()
    {
        using var folder = new DataFolder();
        await using var database = folder.Open();
        using var cosmos = await GivenCosmos.Open(new());
        foreach (var store in new IStore[] { new SqliteStore(database), cosmos })
        {
            world = new(Fate.Fair()) { Store = store };
            await DeliverLate(days: 4);
            await world.Order("W1", ("A", 3));
            await world.Order("W2", ("A", 90));
            await world.Rest();
            await world.Learn();
            Assert.Equal(
                (5, 4, 4), Figures((await Stored("facts:acme", DocumentJson.Default.SupplierFactsDocument))!));
            Assert.Equal("backordered", (await world.Get("W2"))!.Status);
        }
    }

    [Fact]
    public async Task Learning_twice_writes_nothing_more()
    {
        await DeliverLate(days: 4);
        await world.Learn();
        var first = await ETags();
        await world.Learn();
        Assert.Equal(first, await ETags());
        Assert.All(first, Assert.NotNull);
    }

    [Fact]
    public async Task What_is_older_than_a_year_is_forgotten()
    {
        await DeliverLate(days: 4);
        await world.Learn();
        world.Business.Advance(TimeSpan.FromDays(Lateness.MostDays + 1));
        await world.Learn();
        var facts = await Stored("facts:acme", DocumentJson.Default.SupplierFactsDocument);
        Assert.Equal((0, null), (facts!.Receipts, facts.P80Days));
        await Announce("NEW", "A", world.Today.AddDays(9));
        Assert.Equal(0, Assert.Single((await world.Stock("A"))!.Inbound).P80Days);
    }

    /// <summary>Each call of the store in turn fails, is left unclear or is the last; then it is learned again.
    /// </summary>
    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whatever_call_fails_the_same_is_learned(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            world = new(Fate.Fair());
            await DeliverLate(days: 4);
            var fate = new Fate(after + 1, fault);
            world = new(fate) { Store = world.Store };
            world.Business.Advance(TimeSpan.FromDays(30));
            await world.Learn();
            var met = fate.Met;
            Assert.Equal(
                (5, 4, 4), Figures((await Stored("facts:acme", DocumentJson.Default.SupplierFactsDocument))!));
            return met;
        });
        Assert.InRange(calls, 2, 100);
    }

    private static (int Receipts, int? P50, int? P80) Figures(SupplierFactsDocument facts) =>
        (facts.Receipts, facts.P50Days, facts.P80Days);

    /// <summary>So many deliveries of a SKU, each so many days after its date.</summary>
    private async Task DeliverLate(int days, string sku = "A", int times = 5)
    {
        await world.Put(sku, 0, 10);
        for (var delivery = 1; delivery <= times; delivery++)
        {
            await Announce($"OLD-{sku}-{delivery}", sku, world.Today);
        }

        await Days(days);
        for (var delivery = 1; delivery <= times; delivery++)
        {
            await world.News($"came-{sku}-{delivery}", NewsType.Arrived, $"OLD-{sku}-{delivery}", null, (sku, 9));
        }

        await world.Rest();
    }

    private async Task Announce(string shipment, string sku, DateOnly eta)
    {
        await world.News($"told-{shipment}", NewsType.Announced, shipment, eta, (sku, 9));
        await world.Rest();
    }

    private async Task Tell(string id, NewsType type, DateOnly? eta, int? units = null)
    {
        await world.News(id, type, "PO", eta, units is { } some ? [("A", some)] : []);
        await world.Rest();
    }

    private async Task Days(int days)
    {
        world.Business.Advance(TimeSpan.FromDays(days));
        await world.Rest();
    }

    private async Task<(DateOnly Date, int? P80Days)> Promised(string order)
    {
        await world.Rest();
        var line = (await world.Get(order))!.Lines[0];
        Assert.Equal(line.Eta!.Date, line.Promised);
        Assert.Equal("shipment", line.Eta.Basis);
        return (line.Eta.Date!.Value, line.Eta.P80Days);
    }

    private async Task<T?> Stored<T>(string id, JsonTypeInfo<T> type, string sku = "A")
        where T : StoredDocument
    {
        var pool = new Partition(Container.Pools, $"{World.Shop}|{sku}");
        return await world.Store.Read(pool, id, Stop) is { } document ? DocumentJson.Read(document.Body, type) : null;
    }

    private async Task<List<string?>> ETags()
    {
        var own = await world.Store.Read(new(Container.Pools, $"{World.Shop}|A"), "facts:acme", Stop);
        var pooled = await world.Store.Read(new(Container.Shops, $"{World.Shop}|supplier|acme"), "facts", Stop);
        return [own?.ETag, pooled?.ETag];
    }
}
