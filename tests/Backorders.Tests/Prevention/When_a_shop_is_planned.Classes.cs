using Backorders.Pipeline.Planning;
using Backorders.Prevention;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Prevention;

public sealed partial class When_a_shop_is_planned
{
    [Fact]
    public async Task Who_has_jumped_into_class_A_since_the_forecast_does_not_raise_the_factor_of_A()
    {
        // Yesterday's 10 days are one lead time and review: all forecasts that are judged were made before the jump.
        const int days = 200, jumped = 10;
        var without = await Sellers(days);
        await without.Plan();
        var with = await Sellers(days);
        await with.Sold(
            "J", 10, 9, [.. Enumerable.Range(0, days).Select(day => day < days - jumped ? 1 + (day % 2) : 3_000)]);
        await with.Plan();

        var expected = (await without.Sku("S00"))!.Plan!;
        var plan = (await with.Sku("S00"))!.Plan!;
        Assert.Equal(AbcClass.A, (await with.Sku("J"))!.Plan!.Summary.Class);
        Assert.Equal(AbcClass.A, plan.Summary.Class);
        Assert.Equal((true, "smooth items of class A"), (plan.Service.Calibrated, plan.Service.Pool));
        Assert.InRange(plan.Service.K, 0.01, 1);
        Assert.Equal(expected.Service, plan.Service);
    }

    /// <summary>Sellers of about 100 a day, the first of 200.</summary>
    private static async Task<PlannedShop> Sellers(int days)
    {
        const int sellers = 23;
        var dice = new Random(11);
        var shop = new PlannedShop(Fate.Fair());
        for (var sku = 0; sku < sellers; sku++)
        {
            var most = sku == 0 ? 401 : 201;
            await shop.Sold($"S{sku:D2}", 900, 9, [.. Enumerable.Range(0, days).Select(_ => dice.Next(most))]);
        }

        return shop;
    }
}
