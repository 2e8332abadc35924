using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Supply;

namespace Backorders.Tests.Pipeline;

/// <summary>
/// What tells a repeat from another request under the same id. The expected hashes and ids were worked out in Python
/// (hashlib, uuid) from the parts spelled by hand: they are stored, so that another version must find the same.
/// </summary>
public sealed class ContentTests
{
    private const string Version8 = "^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

    private static readonly DateTimeOffset Nine = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Christmas = new(2026, 12, 24);

    private static readonly OrderRequest Order = new(
        new("O-1"), Nine, new("Ada", "ada@example.com", "de-AT"), ShipComplete: true,
        [new(new("TV"), 3, Deny: true), new(new("HDMI"), 1, Deny: false)]);

    private static readonly CancelRequest Cancel = new([new(1, 2), new(3, null)], "too late", "K");

    private static readonly PutStockRequest Put = new(
        5, "C", new(true, new(BackorderMode.Limit, 7)), new(true, 14), new(true, 2), new(true, "A set"));

    private static readonly AdjustRequest Adjustment = new("A", -4, "broken");

    private static readonly ReceiptRequest Receipt = new("R", 9, new("PO-1"));

    private static readonly ShipmentNews News = new(
        "W", NewsType.Announced, Nine, new("PO-1"), Christmas, [new(new("TV"), 5), new(new("HDMI"), 8)])
    {
        Purchase = new("B-7"),
    };

    private static readonly PlacePurchase Placed = new(
        new("B-7"), new("acme"), [new(new("TV"), 5, 9.5m), new(new("HDMI"), 8, null)], "EUR", Send: true)
    {
        NeededBy = Christmas,
    };

    private static readonly TakeProposal Taken = new(
        new("P-1"), new("acme"), [new(new("TV"), 5, 9.5m)], "EUR", Send: true);

    [Fact]
    public void A_request_is_found_to_be_the_one_that_an_older_version_stored()
    {
        Assert.Equal("4fb2413cb1f257d3a7862904fc566478", Content.Of(Order));
        Assert.Equal("5efaac201ee302fdd9488766dc6cb53a", Content.Of(Cancel));
        Assert.Equal("e1be563c9b4c94e55d2fc9c2ed3b8ad0", Content.Of(Put));
        Assert.Equal("6ac6d17d95d89f8cb377f74fa32fc65c", Content.Of(Adjustment));
        Assert.Equal("7ef4de979778b80abb790912daa2937a", Content.Of(Receipt));
        Assert.Equal("e44d44572c43459a72cad29b82342eb0", Content.Of(News));
        Assert.Equal("0aa67031a77ca93aa0faca5551c6954b", Content.Of(Placed));
        Assert.Equal("82c912540b64ebaa0eadf7950e015f61", Content.Of(Taken));
    }

    [Fact]
    public void Another_spelling_of_the_same_is_the_same()
    {
        var tenInVienna = Nine.ToOffset(TimeSpan.FromHours(1));

        Assert.Equal(Content.Of(Order), Content.Of(Order with { PlacedAt = tenInVienna }));
        Assert.Equal(Content.Of(News), Content.Of(News with { Timestamp = tenInVienna }));
        Assert.Equal(Content.Of(Taken), Content.Of(Taken with { Lines = [new(new("TV"), 5, 9.5000m)] }));
    }

    [Fact]
    public void An_order_is_another_when_any_member_is() => AllDiffer(Content.Of,
    [
        Order,
        Order with { PlacedAt = Nine.AddTicks(1) },
        Order with { PlacedAt = null },
        Order with { Customer = Order.Customer with { Name = "Eve" } },
        Order with { Customer = Order.Customer with { Name = "" } },
        Order with { Customer = Order.Customer with { Name = null } },
        Order with { Customer = Order.Customer with { Email = "eve@example.com" } },
        Order with { Customer = Order.Customer with { Locale = "en" } },
        Order with { Customer = Order.Customer with { Locale = null } },
        Order with { Customer = new("Ada=ada", "b@example.com", null) },
        Order with { Customer = new("Ada", "ada=b@example.com", null) },
        Order with { ShipComplete = false },
        Order with { Lines = [new(new("tv"), 3, true), Order.Lines[1]] },
        Order with { Lines = [new(new("TV"), 4, true), Order.Lines[1]] },
        Order with { Lines = [new(new("TV"), 3, false), Order.Lines[1]] },
        Order with { Lines = [Order.Lines[1], Order.Lines[0]] },
        Order with { Lines = [Order.Lines[0]] },
    ]);

    [Fact]
    public void A_cancel_is_another_when_any_member_is() => AllDiffer(Content.Of,
    [
        Cancel,
        Cancel with { Reason = "too dear" },
        Cancel with { Reason = "" },
        Cancel with { Reason = null },
        Cancel with { Lines = [new(2, 2), new(3, null)] },
        Cancel with { Lines = [new(1, 1), new(3, null)] },
        Cancel with { Lines = [new(1, null), new(3, null)] },
        Cancel with { Lines = [new(1, null), new(3, 2)] },
        Cancel with { Lines = [new(1, 2)] },
        Cancel with { Lines = null },
    ]);

    [Fact]
    public void A_change_of_stock_is_another_when_any_member_is_given_cleared_or_other() => AllDiffer(Content.Of,
    [
        Put,
        Put with { OnHand = 6 },
        Put with { OnHand = null },
        Put with { Backorder = new(true, new(BackorderMode.Deny, 7)) },
        Put with { Backorder = new(true, new(BackorderMode.Limit, 8)) },
        Put with { Backorder = new(true, new(BackorderMode.Limit, null)) },
        Put with { Backorder = new(true, null) },
        Put with { Backorder = default },
        Put with { LeadTimeDays = new(true, 15) },
        Put with { LeadTimeDays = new(true, null) },
        Put with { LeadTimeDays = default },
        Put with { HandlingDays = new(true, 3) },
        Put with { HandlingDays = new(true, null) },
        Put with { HandlingDays = default },
        Put with { Name = new(true, "Set A") },
        Put with { Name = new(true, null) },
        Put with { Name = default },
    ]);

    [Fact]
    public void An_adjustment_or_receipt_is_another_when_any_member_is()
    {
        AllDiffer(Content.Of,
        [
            Adjustment,
            Adjustment with { Quantity = 4 },
            Adjustment with { Reason = "found" },
            Adjustment with { Reason = null },
        ]);
        AllDiffer(Content.Of,
        [
            Receipt,
            Receipt with { Quantity = 8 },
            Receipt with { Shipment = new("PO-2") },
            Receipt with { Shipment = null },
        ]);
    }

    [Fact]
    public void News_of_a_supplier_is_other_when_any_member_is() => AllDiffer(Content.Of,
    [
        News,
        News with { Type = NewsType.Delayed },
        News with { Timestamp = Nine.AddTicks(1) },
        News with { Shipment = new("PO-2") },
        News with { Eta = Christmas.AddDays(1) },
        News with { Eta = null },
        News with { Lines = [new(new("tv"), 5), News.Lines![1]] },
        News with { Lines = [new(new("TV"), 6), News.Lines[1]] },
        News with { Lines = [News.Lines[0]] },
        News with { Lines = [] },
        News with { Lines = null },
        News with { Purchase = new("B-8") },
        News with { Purchase = null },
    ]);

    [Fact]
    public void An_order_at_a_supplier_is_another_when_any_member_is() => AllDiffer(Content.Of,
    [
        Placed,
        Placed with { Supplier = new("globex") },
        Placed with { Currency = "USD" },
        Placed with { Currency = null },
        Placed with { Send = false },
        Placed with { NeededBy = Christmas.AddDays(1) },
        Placed with { NeededBy = null },
        Placed with { Lines = [new(new("tv"), 5, 9.5m), Placed.Lines[1]] },
        Placed with { Lines = [new(new("TV"), 6, 9.5m), Placed.Lines[1]] },
        Placed with { Lines = [new(new("TV"), 5, 9.5001m), Placed.Lines[1]] },
        Placed with { Lines = [new(new("TV"), 5, null), Placed.Lines[1]] },
        Placed with { Lines = [Placed.Lines[0], new(new("HDMI"), 8, 0m)] },
        Placed with { Lines = [Placed.Lines[0]] },
    ]);

    [Fact]
    public void A_taken_proposal_is_another_when_any_member_is() => AllDiffer(Content.Of,
    [
        Taken,
        Taken with { Supplier = new("globex") },
        Taken with { Supplier = null },
        Taken with { Currency = "USD" },
        Taken with { Currency = null },
        Taken with { Send = false },
        Taken with { Lines = [new(new("TV"), 6, 9.5m)] },
        Taken with { Lines = null },
    ]);

    [Theory]
    [InlineData("msg", "e46b3201-65ee-891e-a344-fa10340d5b32")]
    [InlineData("O-1|1", "ae81a4bf-d81b-8c9a-b58f-1d799444934e")]
    [InlineData("shop-a|B-7", "2d6cd2b1-c72c-8a79-9146-e3cb0a42651f")]
    public void An_id_from_its_cause_is_the_same_for_good(string cause, string uuid) =>
        Assert.Equal(uuid, Content.Uuid(cause));

    [Fact]
    public void Every_id_is_a_uuid_of_version_8_and_of_the_variant_of_RFC_9562()
    {
        var ids = Enumerable.Range(0, 100).Select(cause => Content.Uuid($"{cause}")).ToList();

        Assert.All(ids, id => Assert.Matches(Version8, id));
        Assert.Distinct(ids);
        Assert.Equal(16, ids.Select(id => id[15]).Distinct().Count());
        Assert.Equal(4, ids.Select(id => id[19]).Distinct().Count());
    }

    private static void AllDiffer<T>(Func<T, string> hash, IReadOnlyList<T> requests) =>
        Assert.All(requests.GroupBy(hash), same => Assert.Single(same));
}
