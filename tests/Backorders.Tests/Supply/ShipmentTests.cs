using Backorders.Supply;
using CsCheck;

namespace Backorders.Tests.Supply;

public class ShipmentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Sku[] Skus = [new("A"), new("B"), new("C")];

    private static readonly Gen<ShipmentNews> AnyNews = Gen.Select(
        Gen.Enum<NewsType>(), Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[1, 30], Gen.Int[0, 9].Array[3],
        (type, minute, id, day, units) => new ShipmentNews(
            $"w{minute}-{id}-{type}-{day}", type, Noon.AddMinutes(minute), new("PO"), EtaOf(type, day),
            LinesOf(type, units)));

    [Fact]
    public void News_in_any_order_end_in_the_same_state() => Gen.Select(AnyNews.Array[1, 8], Gen.Int).Sample(
        (news, seed) =>
        {
            var distinct = news.DistinctBy(one => one.WebhookId).ToArray();
            var shuffled = distinct.OrderBy(one => HashCode.Combine(seed, one.WebhookId)).ToArray();
            return State(distinct) == State(shuffled);
        }, iter: 10_000);

    [Fact]
    public void The_newest_date_counts_and_equal_times_go_by_the_greater_id()
    {
        var merged = Merged(
            News("b", NewsType.Delayed, 5, new(2026, 12, 9)), News("z", NewsType.Delayed, 1, new(2026, 12, 1)),
            News("a", NewsType.Delayed, 5, new(2026, 12, 5)));
        Assert.Equal(new DateOnly(2026, 12, 9), merged.Eta);
    }

    [Fact]
    public void A_later_announcement_replaces_the_quantities_and_reopens_what_was_closed()
    {
        var merged = Merged(
            News("1", NewsType.Announced, 1, new(2026, 12, 1), ("A", 5), ("B", 2)), News("2", NewsType.Closed, 2, null),
            News("3", NewsType.Announced, 3, new(2026, 12, 8), ("A", 7)));
        Assert.False(merged.Ended);
        Assert.Equal([(new Sku("A"), 7)], merged.Expected.Select(line => (line.Key, line.Value)));
        Assert.Equal([new Sku("A"), new Sku("B")], merged.Skus);
    }

    [Fact]
    public void Arrived_totals_only_grow_whatever_their_time_and_count_after_the_end()
    {
        var merged = Merged(
            News("1", NewsType.Arrived, 5, null, ("A", 7)), News("2", NewsType.Cancelled, 6, null),
            News("3", NewsType.Arrived, 1, null, ("A", 3), ("B", 2)));
        Assert.True(merged.Ended);
        Assert.Equal((7, 2), (merged.Arrived[new("A")], merged.Arrived[new("B")]));
    }

    [Fact]
    public void A_delay_without_lines_leaves_the_quantities()
    {
        var merged = Merged(
            News("1", NewsType.Announced, 1, new(2026, 12, 1), ("A", 5)),
            News("2", NewsType.Delayed, 2, new(2026, 12, 4)));
        Assert.Equal((new DateOnly(2026, 12, 4), 5), (merged.Eta, merged.Expected[new("A")]));
    }

    [Fact]
    public void It_is_of_the_order_that_the_newest_news_names_and_stays_known_under_all_of_them()
    {
        var merged = Merged(
            Named("2", 5, "PO-2"), Named("1", 1, "PO-1"), Named("3", 6, "PO-2"), News("4", NewsType.Closed, 9, null));
        Assert.Equal(new("PO-2"), merged.Purchase);
        Assert.Equal([new("PO-2"), new("PO-1")], merged.Purchases);
        Assert.Equal(new("PO-1"), merged.Merge(Named("5", 7, "PO-1")).Purchase);
        Assert.Equal(new("PO-2"), merged.Merge(Named("0", 2, "PO-1")).Purchase);
    }

    [Fact]
    public void It_is_of_so_many_orders_and_no_news_makes_it_one_of_more()
    {
        var full = Merged([.. Enumerable.Range(1, Shipment.MostPurchases).Select(n => Named($"{n}", n, $"PO-{n}"))]);
        Assert.Equal(Shipment.MostPurchases, full.Purchases.Count);
        var more = full.Merge(Named("more", 50, "PO-0"));
        Assert.Equal((full.Purchases, full.Purchase), (more.Purchases, more.Purchase));
        Assert.Equal(new("PO-1"), full.Merge(Named("again", 50, "PO-1")).Purchase);
    }

    [Fact]
    public void No_news_is_newer_than_itself()
    {
        var stamp = new NewsStamp(Noon, "w");
        Assert.False(stamp.IsNewerThan(stamp));
        Assert.True(stamp.IsNewerThan(new(Noon, "v")));
    }

    private static string State(IEnumerable<ShipmentNews> news)
    {
        var shipment = Merged([.. news]);
        var quantities = Skus.Select(sku =>
            $"{shipment.Expected.GetValueOrDefault(sku)}/{shipment.Arrived.GetValueOrDefault(sku)}");
        return $"{shipment.Version} {shipment.Eta} {shipment.Ended} {string.Join(' ', quantities)} " +
            string.Join(',', shipment.Skus.Select(sku => sku.Value).Order(StringComparer.Ordinal));
    }

    private static Shipment Merged(params IReadOnlyList<ShipmentNews> news) => news.Aggregate(
        new Shipment(new("PO"), new("acme"), 0), (shipment, one) => shipment.Merge(one));

    private static ShipmentNews News(
        string id, NewsType type, int minute, DateOnly? eta,
        params IReadOnlyList<(string Sku, int Units)> lines) => new(
        id, type, Noon.AddMinutes(minute), new("PO"), eta,
        lines.Count == 0 ? null : lines.Select(line => new NewsLine(new(line.Sku), line.Units)).ToList());

    private static ShipmentNews Named(string id, int minute, string purchase) =>
        News(id, NewsType.Delayed, minute, new(2026, 12, 1)) with { Purchase = new(purchase) };

    private static DateOnly? EtaOf(NewsType type, int day) =>
        type is NewsType.Announced or NewsType.Delayed ? new DateOnly(2026, 12, day) : null;

    private static List<NewsLine>? LinesOf(NewsType type, int[] units)
    {
        var lines = Skus.Zip(units).Where(line => line.Second > 0)
            .Select(line => new NewsLine(line.First, line.Second)).ToList();
        return type is NewsType.Closed or NewsType.Cancelled || (type == NewsType.Delayed && units[0] > 5) ||
            lines.Count == 0 ? null : lines;
    }
}
