using System.Net;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Purchases;

/// <summary>A shop's orders at two suppliers, in fair weather and with every call of every port going wrong.</summary>
public sealed class When_a_shop_orders_at_its_suppliers
{
    /// <summary>Worked out by hand from the contract.</summary>
    private const string End = """
        P-20261123-… post partlyReceived 10.5 A 7/3 by mail sent
        PO-1 acme received 20 A 5/5, B 3/3 by webhook sent
        PO-2 acme cancelled 5 B 0/0 not by us
        PO-3 acme confirmed 2.5 A 1/0 not by us
        PO-4 acme cancelled 10 A 0/0 by webhook sent
        PO-5 post cancelled 5 B 0/0 by mail sent
        3 webhook, 3 mail
        """;

    [Fact]
    public async Task In_fair_weather_it_ends_as_worked_out_by_hand() =>
        Assert.Equal(End, await Play(new PurchaseWorld()));

    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whichever_single_call_goes_wrong_the_end_is_the_same(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var fate = new Fate(after + 1, fault);
            var end = await Play(new PurchaseWorld(fate));
            Assert.True(end == End, $"call {after + 1}: {end}");
            return fate.Met;
        });
        Assert.InRange(calls, 49, 499);
    }

    private static async Task<string> Play(PurchaseWorld world)
    {
        await world.Put("A");
        await world.Put("B");
        await world.Place("PO-1", PurchaseWorld.Acme, send: true, ("A", 5), ("B", 3));
        await world.Rest();
        var proposal = await world.Propose("A", PurchaseWorld.Post, 6);
        await world.Propose("A", PurchaseWorld.Post, 7);
        await world.Take(proposal!.Value);
        await world.Rest();
        await world.News("1", NewsType.Announced, "S-1", "PO-1", PurchaseWorld.Acme, ("A", 5), ("B", 9));
        await world.News("3", NewsType.Arrived, "S-1", null, PurchaseWorld.Acme, ("A", 5), ("B", 3));
        await world.News("2", NewsType.Announced, "S-1", "PO-1", PurchaseWorld.Acme, ("A", 5), ("B", 3));
        await world.News("4", NewsType.Announced, "S-2", proposal.Value.Value, PurchaseWorld.Post, ("A", 7));
        await world.News("5", NewsType.Arrived, "S-2", null, PurchaseWorld.Post, ("A", 3));
        await world.Rest();
        await world.Place("PO-2", PurchaseWorld.Acme, send: false, ("B", 2));
        await world.Cancel("PO-2");
        await world.Place("PO-3", PurchaseWorld.Acme, send: false, ("A", 1));
        await world.News("6", NewsType.Announced, "S-3", "PO-3", PurchaseWorld.Acme, ("A", 1));
        await world.News("7", NewsType.Arrived, "S-4", "PO-3", PurchaseWorld.Post, ("A", 1));
        await world.Place("PO-4", PurchaseWorld.Acme, send: true, ("A", 4));
        await world.Place("PO-5", PurchaseWorld.Post, send: true, ("B", 2));
        await world.Rest();
        await world.Cancel("PO-4");
        await world.Cancel("PO-5");
        await world.Rest();
        return await Describe(world);
    }

    private static async Task<string> Describe(PurchaseWorld world)
    {
        var orders = (await world.List()).OrderBy(order => order.Id, StringComparer.Ordinal).Select(order =>
            $"{(order.Id.StartsWith("P-", StringComparison.Ordinal) ? order.Id[..11] + "…" : order.Id)} " +
            $"{order.Supplier} {order.Status} {order.Total:0.##} " +
            string.Join(", ", order.Lines.Select(line => $"{line.Sku} {line.Confirmed}/{line.Received}")) +
            (order.Sending is { } sending ? $" by {sending.By} {sending.Status}" : " not by us"));

        // A repeat is the same to the byte; whoever gets it knows it by its id.
        var webhooks = world.Wire.Taken.Distinct().Count();
        var mails = world.Mailbox.Accepted.Select(mail => mail with { Attachment = null }).Distinct().Count();
        return string.Join('\n', orders.Append($"{webhooks} webhook, {mails} mail"));
    }
}
