using System.Collections.Immutable;
using Backorders.Supply;

namespace Backorders.Tests.Purchases;

/// <summary>Every state of a purchase order × everything that can happen to it.</summary>
public sealed class PurchaseOrderTests
{
    private static readonly PurchaseOrder Ten = new(
        new("PO-1"), new("acme"), PurchaseStep.Approved, [new(new("A"), 10, null), new(new("B"), 2, null)]);

    /// <summary>How an order comes to each state.</summary>
    private static readonly Dictionary<PurchaseState, PurchaseOrder> At = new()
    {
        [PurchaseState.Proposed] = Ten with { Step = PurchaseStep.Proposed },
        [PurchaseState.Approved] = Ten,
        [PurchaseState.Sent] = Ten with { Step = PurchaseStep.Sent },
        [PurchaseState.Confirmed] = Took(Ten with { Step = PurchaseStep.Sent }, Of(1, expected: ("A", 10))),
        [PurchaseState.PartlyReceived] = Took(Ten, Of(1, arrived: ("A", 10))),
        [PurchaseState.Received] = Took(Ten, Of(1, arrived: ("A", 10)), Of(1, "S-2", arrived: ("B", 2))),
        [PurchaseState.Cancelled] = Ten with { Step = PurchaseStep.Cancelled },
    };

    /// <summary>
    /// From each state what becomes of it: the new state, <c>=</c> nothing changes, <c>!</c> refused. The last three
    /// are news of a shipment S-9: announced, arrived in part, arrived whole.
    /// </summary>
    [Theory]
    [InlineData("proposed", "approved", "!", "cancelled", "=", "=", "=")]
    [InlineData("approved", "=", "sent", "cancelled", "confirmed", "partlyReceived", "received")]
    [InlineData("sent", "=", "=", "cancelled", "confirmed", "partlyReceived", "received")]
    [InlineData("confirmed", "=", "=", "cancelled", "confirmed", "partlyReceived", "received")]
    [InlineData("partlyReceived", "=", "partlyReceived", "cancelled", "partlyReceived", "partlyReceived", "received")]
    [InlineData("received", "=", "received", "!", "received", "received", "received")]
    [InlineData("cancelled", "!", "=", "=", "cancelled", "cancelled", "cancelled")]
    public void Every_transition_is_a_decision(
        string from, string approve, string sent, string cancel, string announced, string inPart, string whole)
    {
        var order = At[PurchaseWords.StateOf(from)];
        Assert.Equal(from, PurchaseWords.Of(order.State));
        Assert.Equal(approve, Word(PurchaseDecisions.Approve(order)));
        Assert.Equal(sent, Word(PurchaseDecisions.MarkSent(order)));
        Assert.Equal(cancel, Word(PurchaseDecisions.Cancel(order, "why")));
        Assert.Equal(announced, Word(News(Of(1, "S-9", expected: ("B", 2)))));
        Assert.Equal(inPart, Word(News(Of(1, "S-9", arrived: ("A", 9)))));
        Assert.Equal(whole, Word(News(Of(1, "S-9", arrived: [("A", 10), ("B", 2)]))));

        PurchaseDecision News(Shipment shipment) => PurchaseDecisions.TakeOver(order, shipment);
    }

    [Fact]
    public void Units_are_counted_by_SKU_over_all_shipments()
    {
        var order = Took(
            Ten, Of(3, expected: ("A", 4), arrived: ("A", 1)), Of(1, "S-2", arrived: ("A", 7)),
            Of(1, "S-3", expected: ("A", 5), arrived: ("A", 1), ended: true));
        Assert.Equal((9, 12), (order.Received(new("A")), order.Confirmed(new("A"))));
        Assert.Equal((0, 0), (order.Received(new("B")), order.Confirmed(new("B"))));
    }

    [Fact]
    public void Repeats_and_older_states_of_a_shipment_change_nothing()
    {
        var order = Took(Ten, Of(5, arrived: ("A", 3)));
        Assert.Equal("=", Word(PurchaseDecisions.TakeOver(order, Of(5, arrived: ("A", 3)))));
        Assert.Equal("=", Word(PurchaseDecisions.TakeOver(order, Of(4, arrived: ("A", 9)))));
    }

    [Fact]
    public void Another_suppliers_news_is_none_of_the_orders() => Assert.Equal("=", Word(PurchaseDecisions.TakeOver(
        Ten, Of(1, arrived: ("A", 10)) with { Supplier = new("other") })));

    [Fact]
    public void A_shipment_that_ended_without_goods_confirms_nothing_any_more()
    {
        var confirmed = At[PurchaseState.Confirmed];
        Assert.Equal("sent", Word(PurchaseDecisions.TakeOver(confirmed, Of(2, expected: ("A", 10), ended: true))));
    }

    [Fact]
    public void A_shipment_that_turns_out_to_be_of_another_order_counts_no_more()
    {
        var order = Took(Ten, Of(1, arrived: ("A", 10)));
        var moved = Of(2, arrived: ("A", 10)) with { Purchase = new("PO-2") };
        Assert.Equal("approved", Word(PurchaseDecisions.TakeOver(order, moved)));
    }

    [Fact]
    public void More_shipments_than_can_be_kept_are_passed_over_and_those_kept_go_on()
    {
        var order = Enumerable.Range(1, PurchaseOrder.MostDeliveries).Aggregate(
            Ten, (order, number) => Took(order, Of(1, $"S-{number}", expected: ("A", 1))));
        Assert.Equal("=", Word(PurchaseDecisions.TakeOver(order, Of(1, "S-X", arrived: ("A", 1)))));
        Assert.Equal("partlyReceived", Word(PurchaseDecisions.TakeOver(order, Of(2, "S-7", arrived: ("A", 1)))));
    }

    [Fact]
    public void A_proposal_is_named_by_SKU_supplier_and_day_and_fits_an_id()
    {
        var (sku, supplier, day) = (new Sku(new string('s', 64)), new SupplierId(new string('a', 64)), Day(26));
        var id = PurchaseWords.ProposalId(sku, supplier, day);
        Assert.True(Id.IsValid(id.Value));
        Assert.StartsWith("P-20261126-", id.Value, StringComparison.Ordinal);
        Assert.Equal(id, PurchaseWords.ProposalId(sku, supplier, day));
        Assert.Equal(4, new[]
        {
            id, PurchaseWords.ProposalId(new("other"), supplier, day),
            PurchaseWords.ProposalId(sku, new("other"), day), PurchaseWords.ProposalId(sku, supplier, Day(27)),
        }.Distinct().Count());
    }

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static string Word(PurchaseDecision decision) => decision switch
    {
        PurchaseDecision.Changed changed => PurchaseWords.Of(changed.Order.State),
        PurchaseDecision.Unchanged => "=",
        _ => "!",
    };

    private static PurchaseOrder Took(PurchaseOrder order, params IReadOnlyList<Shipment> shipments) =>
        shipments.Aggregate(order, (order, shipment) =>
            ((PurchaseDecision.Changed)PurchaseDecisions.TakeOver(order, shipment)).Order);

    private static Shipment Of(long version, (string, int)? expected = null, (string, int)? arrived = null,
        bool ended = false) => Of(version, "S-1", expected, arrived, ended);

    private static Shipment Of(long version, string id, (string, int)? expected = null, (string, int)? arrived = null,
        bool ended = false) => Of(
        version, id, arrived is { } came ? [came] : [], expected is { } told ? [told] : [], ended);

    private static Shipment Of(
        long version, string id, (string Sku, int Units)[] arrived, (string Sku, int Units)[]? expected = null,
        bool ended = false) => new(new(id), new("acme"), version)
        {
            Purchase = new("PO-1"),
            Purchases = [new("PO-1")],
            Ended = ended,
            Expected = Units(expected ?? []),
            Arrived = Units(arrived),
            Skus = [.. arrived.Concat(expected ?? []).Select(line => new Sku(line.Sku)).Distinct()],
        };

    private static ImmutableDictionary<Sku, int> Units((string Sku, int Units)[] lines) =>
        lines.ToImmutableDictionary(line => new Sku(line.Sku), line => line.Units);
}
