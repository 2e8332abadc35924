using Backorders.Server.Replay.Books;
using static Backorders.Tests.Replay.Played;

namespace Backorders.Tests.Replay;

public sealed class When_goods_are_taken_back
{
    [Fact]
    public void Units_of_an_unshipped_line_are_cancelled()
    {
        var played = new Played(onHand: 100);
        played.Take(Order("1", "17850", 10), Answer("1", Line(1, 10, allocated: 10)));

        var split = played.Orders.Match(TakenBack("17850", 4));

        Assert.Equal(("1", 1, 4), Cancelled(split).Single());
        Assert.Equal(0, split.ReturnedUnits);
    }

    [Fact]
    public void Waiting_units_are_cancelled_like_allocated_ones()
    {
        var played = new Played(onHand: 0);
        played.Take(Order("1", "17850", 10), Answer("1", Line(1, 10, allocated: 0)));

        Assert.Equal(("1", 1, 10), Cancelled(played.Orders.Match(TakenBack("17850", 10))).Single());
    }

    [Fact]
    public void The_youngest_line_goes_first_and_the_rest_is_a_return()
    {
        var played = new Played(onHand: 100);
        played.Take(Order("1", "17850", 5), Answer("1", Line(1, 5, allocated: 5)));
        played.Take(Order("2", "17850", 3, 4), Answer("2", Line(1, 3, allocated: 3), Line(2, 4, allocated: 4)));

        var split = played.Orders.Match(TakenBack("17850", 20));

        Assert.Equal([("2", 2, 4), ("2", 1, 3), ("1", 1, 5)], Cancelled(split));
        Assert.Equal(8, split.ReturnedUnits);
    }

    [Fact]
    public void What_has_shipped_is_a_return()
    {
        var played = new Played(onHand: 100);
        played.Take(Order("1", "17850", 5), Answer("1", Line(1, 5, allocated: 5)));
        played.Learn(Answer("1", Line(1, 5, allocated: 0, shipped: 5)), TimeSpan.FromDays(1));

        var split = played.Orders.Match(TakenBack("17850", 5));

        Assert.Empty(split.Cancels);
        Assert.Equal(5, split.ReturnedUnits);
    }

    [Fact]
    public void Nobody_cancels_what_another_customer_ordered()
    {
        var played = new Played(onHand: 100);
        played.Take(Order("1", "17850", 5), Answer("1", Line(1, 5, allocated: 5)));

        Assert.Empty(played.Orders.Match(TakenBack("13047", 5)).Cancels);
    }

    [Fact]
    public void The_same_units_are_not_cancelled_twice()
    {
        var played = new Played(onHand: 100);
        played.Take(Order("1", "17850", 5), Answer("1", Line(1, 5, allocated: 5)));
        played.Learn(Answer("1", Line(1, 5, allocated: 2, cancelled: 3)), TimeSpan.Zero);

        var split = played.Orders.Match(TakenBack("17850", 5));

        Assert.Equal(("1", 1, 2), Cancelled(split).Single());
        Assert.Equal(3, split.ReturnedUnits);
    }

    private static IEnumerable<(string Order, int Line, int Units)> Cancelled(TakenBackSplit split) =>
        split.Cancels.Select(cancel => (cancel.Key.Order, cancel.Key.Number, cancel.Value));
}
