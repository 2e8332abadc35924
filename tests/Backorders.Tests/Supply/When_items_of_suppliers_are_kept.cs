using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Supply;

/// <summary>On what terms a supplier delivers a SKU: what a buyer says stands, whatever the store does on its way.
/// </summary>
public sealed class When_items_of_suppliers_are_kept
{
    private static readonly SupplierId Acme = new("acme");
    private static readonly SupplierId Zenith = new("zenith");
    private static readonly PoolId Lamp = new(World.Shop, new("LAMP"));
    private static readonly PutSupplierItemRequest Nothing = new(
        default, default, default, default, default, default, default);

    private static readonly ShopDirectory Shops = new(
    [
        new(World.Shop, "Demo", null, [], new Dictionary<SupplierId, Supplier>
        {
            [Acme] = new(Acme, [], LeadTimeDays: 9),
            [Zenith] = new(Zenith, [], LeadTimeDays: null),
        }),
    ]);

    private readonly World world = new(Fate.Fair());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SupplierItems Items => new(world.Store, Shops);

    [Fact]
    public async Task A_new_item_has_no_price_and_takes_its_lead_time_from_the_supplier()
    {
        await world.Put("LAMP", 1, 30);
        Assert.Equal(
            new SupplierItemOutcome.Created(new("acme", "LAMP", null, null, 9, 1, 1, null, Active: true)),
            await Items.Put(Lamp, Acme, Nothing, Stop));
        Assert.Equal(
            new SupplierItemOutcome.Created(new("zenith", "LAMP", null, null, null, 1, 1, null, Active: true)),
            await Items.Put(Lamp, Zenith, Nothing, Stop));
    }

    [Fact]
    public async Task What_is_absent_stays_and_what_is_null_is_as_in_a_new_item()
    {
        await world.Put("LAMP", 1, 30);
        await Items.Put(Lamp, Acme, Full, Stop);
        var changed = await Items.Put(Lamp, Acme, Nothing with { Pack = new(true, 6) }, Stop);
        var full = new SupplierItemView("acme", "LAMP", 2.5m, "EUR", 14, 20, 6, new(2027, 6, 30), Active: false);
        Assert.Equal(new SupplierItemOutcome.Done(full), changed);
        Assert.Equal(changed, await Items.Get(Lamp, Acme, Stop));

        await Items.Put(Lamp, Acme, Cleared, Stop);
        Assert.Equal(
            new SupplierItemOutcome.Done(new("acme", "LAMP", null, null, 9, 1, 1, null, Active: true)),
            await Items.Get(Lamp, Acme, Stop));
    }

    [Fact]
    public async Task A_price_needs_a_currency_whoever_took_it_away()
    {
        await world.Put("LAMP", 1, 30);
        var price = Nothing with { Price = new(true, 2.5m) };
        Assert.IsType<SupplierItemOutcome.NoCurrency>(await Items.Put(Lamp, Acme, price, Stop));
        Assert.IsType<SupplierItemOutcome.NotFound>(await Items.Get(Lamp, Acme, Stop));
        await Items.Put(Lamp, Acme, Full, Stop);
        var noCurrency = Nothing with { Currency = new(true, null) };
        Assert.IsType<SupplierItemOutcome.NoCurrency>(await Items.Put(Lamp, Acme, noCurrency, Stop));
    }

    [Fact]
    public async Task Who_is_not_there_is_told_apart()
    {
        await world.Put("LAMP", 1, 30);
        var stranger = new SupplierId("a|b");
        Assert.IsType<SupplierItemOutcome.UnknownSupplier>(await Items.Put(Lamp, stranger, Full, Stop));
        Assert.IsType<SupplierItemOutcome.UnknownSupplier>(await Items.Get(Lamp, stranger, Stop));
        Assert.Null(await Items.List(World.Shop, stranger, null, 10, Stop));
        var unknown = new PoolId(World.Shop, new("SOFA"));
        Assert.IsType<SupplierItemOutcome.UnknownSku>(await Items.Put(unknown, Acme, Full, Stop));
        Assert.IsType<SupplierItemOutcome.UnknownSku>(await Items.Get(unknown, Acme, Stop));
        Assert.Empty((await Items.List(World.Shop, Acme, null, 10, Stop))!.Items);
    }

    [Fact]
    public async Task A_list_holds_the_items_of_one_supplier_by_SKU_and_no_stock_list_holds_any()
    {
        foreach (var sku in new[] { "C", "A", "B" })
        {
            await world.Put(sku, 1, 30);
            await Items.Put(new(World.Shop, new(sku)), Acme, Full, Stop);
        }

        await Items.Put(new(World.Shop, new("B")), Zenith, Nothing, Stop);
        var first = (await Items.List(World.Shop, Acme, null, 2, Stop))!;
        var second = (await Items.List(World.Shop, Acme, first.Next, 2, Stop))!;
        Assert.Equal(["A", "B", "C"], first.Items.Concat(second.Items).Select(item => item.Sku));
        Assert.Null(second.Next);
        Assert.Equal("B", Assert.Single((await Items.List(World.Shop, Zenith, null, 2, Stop))!.Items).Sku);
        Assert.Equal(3, (await world.Store.List(new(Container.Pools, World.Shop, null, 9), Stop)).Count);

        var offers = await Items.Of(new(World.Shop, new("B")), Stop);
        Assert.Equal([(Acme, 14), (Zenith, null)], offers.Select(offer => (offer.Key, offer.Value.LeadTimeDays)));
        Assert.Single(await Items.Of(new(World.Shop, new("A")), Stop));
    }

    [Fact]
    public void An_item_is_offered_while_it_is_active_up_to_its_last_day()
    {
        var until = SupplierItem.New with { ValidTo = new(2026, 12, 31) };
        Assert.True(until.IsOfferedOn(new(2026, 12, 31)));
        Assert.False(until.IsOfferedOn(new(2027, 1, 1)));
        Assert.True(SupplierItem.New.IsOfferedOn(DateOnly.MaxValue));
        Assert.False((SupplierItem.New with { Active = false }).IsOfferedOn(new(2026, 12, 31)));
    }

    /// <summary>Each call of the store in turn fails, is left unclear or is the last; then the buyer asks again.
    /// </summary>
    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whatever_call_fails_the_item_is_there_once_and_listed(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var fresh = new World(Fate.Fair());
            await fresh.Put("LAMP", 1, 30);
            var fate = new Fate(after + 1, fault);
            await Try(() => new SupplierItems(new FaultyStore(fresh.Store, fate), Shops).Put(Lamp, Acme, Full, Stop));
            var met = fate.Met;

            var items = new SupplierItems(fresh.Store, Shops);
            Assert.True(
                await items.Put(Lamp, Acme, Full, Stop)
                is SupplierItemOutcome.Done or SupplierItemOutcome.Created);
            Assert.Equal(2.5m, Assert.Single((await items.List(World.Shop, Acme, null, 9, Stop))!.Items).Price);
            return met;
        });
        Assert.InRange(calls, 2, 10);
    }

    [Fact]
    public async Task Of_two_who_change_different_things_at_once_both_are_heard()
    {
        await world.Put("LAMP", 1, 30);
        await Items.Put(Lamp, Acme, Full, Stop);
        var calls = await Fate.EachCall(async after =>
        {
            var (minimum, pack, fate) = (60 + after, 12 + after, Fate.Fair());
            fate.LetPassNext(() => Items.Put(Lamp, Acme, Nothing with { Minimum = new(true, minimum) }, Stop), after);
            await new SupplierItems(new FaultyStore(world.Store, fate), Shops).Put(
                Lamp, Acme, Nothing with { Pack = new(true, pack) }, Stop);
            var item = Assert.IsType<SupplierItemOutcome.Done>(await Items.Get(Lamp, Acme, Stop)).Item;
            Assert.Equal((fate.Met ? minimum : minimum - 1, pack), (item.Minimum, item.Pack));
            return fate.Met;
        });
        Assert.InRange(calls, 2, 10);
    }

    private static PutSupplierItemRequest Full => new(
        new(true, 2.5m), new(true, "EUR"), new(true, 14), new(true, 20), new(true, 10), new(true, new(2027, 6, 30)),
        new(true, false));

    private static PutSupplierItemRequest Cleared => new(
        new(true, null), new(true, null), new(true, null), new(true, null), new(true, null), new(true, null),
        new(true, null));

    private static async Task Try(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception away) when (away is UnavailableException or ProcessDiedException)
        {
        }
    }
}
