using Backorders.Server.Replay.Audit;
using Backorders.Server.Replay.Shopfront;
using static Backorders.Tests.Replay.Played;

namespace Backorders.Tests.Replay;

/// <summary>Ten units, wanted by Ada (6), Ben (6: four now, two wait) and Clara (3, who waits).</summary>
public sealed class When_the_end_is_audited
{
    private static readonly DateOnly Told = new(2010, 12, 11);

    private readonly Played played = new(onHand: 10);
    private readonly FinalState clean;

    public When_the_end_is_audited()
    {
        OrderAnswer[] answers =
        [
            Answer("ada", Line(1, 6, allocated: 6)),
            Answer("ben", Line(1, 6, allocated: 4)),
            Answer("clara", Line(1, 3, allocated: 0, ahead: 2)),
        ];
        Assert.Empty(played.Take(Order("ada", "1", 6), answers[0]));
        Assert.Empty(played.Take(Order("ben", "2", 6), answers[1]));
        Assert.Empty(played.Take(Order("clara", "3", 3), answers[2]));
        clean = new(
            answers, [new StockAnswer(Cakestand, null, 10, 10, 0, 5, 2, [])],
            new Dictionary<string, IReadOnlyList<QueuedAnswer>>
            {
                [Cakestand] = [Queued("ben", 4, 2, ahead: 0), Queued("clara", 0, 3, ahead: 2)],
            },
            [Received("ben", "2"), Received("clara", "3")]);
    }

    [Fact]
    public void A_clean_end_has_no_violations() => Assert.Empty(Check(clean));

    [Fact]
    public void A_unit_that_nobody_counted_in_is_a_violation() =>
        Violates(
            clean with { Stock = [clean.Stock[0] with { OnHand = 11, Available = 1 }] }, "11 on hand, the books 10");

    [Fact]
    public void A_newcomer_with_units_behind_one_who_waits_is_a_violation() =>
        Violates(
            clean with
            {
                Orders =
                [
                    clean.Orders[0], Answer("ben", Line(1, 6, allocated: 1)), Answer("clara", Line(1, 3, allocated: 3)),
                ],
            },
            "order clara line 1 has units, and order ben line 1, who came before, waits");

    [Fact]
    public void A_date_that_moved_in_silence_is_a_violation() =>
        Violates(
            WithClara(line => line with { Eta = new EtaAnswer(Told.AddDays(3), "shipment") }),
            "order clara line 1: told 2010-12-11, true is 2010-12-14");

    [Fact]
    public void A_lost_order_is_a_violation() =>
        Violates(clean with { Orders = [.. clean.Orders.Take(2)] }, "order clara was accepted and is not listed");

    [Fact]
    public void An_order_that_nobody_sent_is_a_violation() =>
        Violates(
            clean with { Orders = [.. clean.Orders, Answer("zoe", Line(1, 1, 0, cancelled: 1))] },
            "order zoe is listed and was never accepted");

    [Fact]
    public void Units_in_two_states_are_a_violation() =>
        Violates(
            WithClara(line => line with { Cancelled = 1 }), "order clara line 1: 4 units in its states, 3 ordered");

    [Fact]
    public void A_queue_out_of_order_is_a_violation() =>
        Violates(
            clean with
            {
                Queues = new Dictionary<string, IReadOnlyList<QueuedAnswer>>
                {
                    [Cakestand] = [Queued("clara", 0, 3, ahead: 0), Queued("ben", 4, 2, ahead: 3)],
                },
            },
            "does not list those who wait in the order in which they came");

    [Fact]
    public void Goods_counted_twice_are_a_violation()
    {
        played.Stock.Arrived("PO-1", [new(Cakestand, 5)]);
        played.Stock.BookedIn("PO-1", [new(Cakestand, 5)]);

        Assert.Equal(15, played.Stock.CountedIn(Cakestand));
        Violates(
            clean with
            {
                Stock = [clean.Stock[0] with { Inbound = [new InboundAnswer("PO-1", Told, 8, 10, "partial")] }],
            },
            "10 received of PO-1, the books say 5");
    }

    [Fact]
    public void A_customer_who_waits_and_was_not_told_is_a_violation() =>
        Violates(clean with { Mails = [clean.Mails[0]] }, "order clara: 0 mails say that it was received");

    [Fact]
    public void A_customer_who_was_told_twice_is_a_violation() =>
        Violates(
            clean with { Mails = [.. clean.Mails, clean.Mails[1]] }, "order clara: 2 mails say that it was received");

    [Fact]
    public void A_mail_to_somebody_else_is_a_violation() =>
        Violates(
            clean with { Mails = [clean.Mails[0], clean.Mails[1] with { To = "customer-2@example.com" }] },
            "order clara: a mail (received) went to somebody else");

    [Fact]
    public void A_mail_with_another_date_than_the_promise_is_a_violation() =>
        Violates(
            clean with { Mails = [clean.Mails[0], clean.Mails[1] with { Text = "on 12 December 2010" }] },
            "the last mail does not name 11 December 2010");

    [Fact]
    public void An_answer_that_gives_a_newcomer_the_units_of_others_is_a_violation() =>
        Assert.Single(played.Take(Order("dan", "4", 1), Answer("dan", Line(1, 1, allocated: 1))));

    [Fact]
    public void Rejecting_what_could_be_had_is_a_violation()
    {
        var strict = new Played(onHand: 5, mode: "deny");
        Assert.Single(strict.Take(Order("a", "1", 5), Answer("a", Rejected(1, 5))));
        Assert.Empty(strict.Take(Order("b", "1", 6), Answer("b", Rejected(1, 6))));
        Assert.Empty(strict.Take(Order("c", "1", 5), Answer("c", Line(1, 5, allocated: 5))));
    }

    [Fact]
    public void A_queue_beyond_its_limit_is_a_violation()
    {
        var limited = new Played(onHand: 0, mode: "limit", limit: 4);
        Assert.Empty(limited.Take(Order("a", "1", 3), Answer("a", Line(1, 3, allocated: 0))));
        Assert.Empty(limited.Take(Order("b", "1", 2), Answer("b", Rejected(1, 2))));
        Assert.Single(limited.Take(Order("c", "1", 2), Answer("c", Line(1, 2, allocated: 0, ahead: 3))));
    }

    private FinalState WithClara(Func<LineAnswer, LineAnswer> change) =>
        clean with
        {
            Orders = [clean.Orders[0], clean.Orders[1], Answer("clara", change(clean.Orders[2].Lines[0]))],
        };

    private static QueuedAnswer Queued(string order, int allocated, int backordered, long ahead) =>
        new(order, 1, allocated, backordered, ahead, new EtaAnswer(Told, "leadTime"), Told);

    private static MailAnswer Received(string order, string customer) =>
        new($"customer-{customer}@example.com", "Your order", "ready on 11 December 2010", default, order, "received");

    private IReadOnlyList<string> Check(FinalState state) => FinalAudit.Check(state, played.Orders, played.Stock);

    private void Violates(FinalState state, string violation) =>
        Assert.Contains(Check(state), sentence => sentence.Contains(violation, StringComparison.Ordinal));
}
