using Backorders.Azure.Cosmos;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Cosmos;

/// <summary>What an order can be found by, and what guards it.</summary>
public sealed class When_an_order_is_kept_on_Cosmos : IAsyncLifetime
{
    private CosmosStore store = null!;
    private World world = null!;

    public async ValueTask InitializeAsync()
    {
        store = await GivenCosmos.Open(new());
        world = new World(Fate.Fair()) { Store = store };
        await world.Put("A", 1, 10);
        await world.Order("W1", ("A", 1));
        await world.Rest();
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Its_ETag_names_no_customer()
    {
        var order = await Order();
        var customer = OrderStore.Parse(order).Customer;

        Assert.DoesNotContain(customer.Email, order.ETag, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, order.ETag.Count(sign => sign == '"'));
    }

    [Fact]
    public async Task It_is_found_by_its_customer_and_its_SKU_after_it_was_replaced()
    {
        var (order, shop) = (await Order(), World.Shop);
        var email = OrderStore.Parse(order).Customer.Email;

        foreach (var tag in new[] { Keys.EmailTag(email), Keys.SkuTag(new("A")) })
        {
            var listed = await store.List(new(Container.Orders, shop, null, 9, Tag: tag), Some.Stop);
            Assert.Equal(order.ETag, Assert.Single(listed).Document.ETag);
        }
    }

    private async Task<Document> Order() =>
        (await store.Read(Keys.Of(new OrderId(World.Shop, new("W1"))), Keys.Order, Some.Stop))!;
}
