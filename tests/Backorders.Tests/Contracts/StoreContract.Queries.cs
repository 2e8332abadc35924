using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>What a store finds, in which order, and where it stops.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Lines_are_found_by_place_in_a_range_that_excludes_its_start()
    {
        await PlaceLines();

        Assert.Equal(["20", "30"], await Places(after: 10, upTo: 30));
        Assert.Equal(["10", "20", "30", "40", "50"], await Places());
        Assert.Equal(["50", "40"], await Places(limit: 2, descending: true));
        Assert.Equal(["30", "20"], await Places(after: 10, upTo: 30, descending: true));
        Assert.Empty(await Places(after: 50));
    }

    [Fact]
    public async Task Lines_are_found_by_status_and_place()
    {
        await PlaceLines();

        Assert.Equal(["10", "30", "50"], await Places(status: "live"));
        Assert.Equal(["30"], await Places(after: 10, limit: 1, status: "live"));
        Assert.Equal(["50", "30"], await Places(limit: 2, status: "live", descending: true));
        Assert.Equal(["40"], await Places(status: "shipped"));
        Assert.Empty(await Places(status: "unheard of"));
    }

    [Fact]
    public async Task A_line_that_changes_its_status_is_found_under_the_new_one_only()
    {
        await PlaceLines();
        var line = await Store.Read(Some.Pool, "30", Stop);

        await Store.Put(Some.Pool, Some.Changed("30", line!.ETag, "{}", new Terms(Status: "shipped", Place: 30)));

        Assert.Equal(["10", "50"], await Places(status: "live"));
        Assert.Equal(["30", "40"], await Places(status: "shipped"));
        Assert.Equal(["10", "20", "30", "40", "50"], await Places());
    }

    [Fact]
    public async Task Live_lines_behind_a_position_are_counted()
    {
        await PlaceLines();

        Assert.Equal(3, await Store.CountPlaces(Some.Pool, "live", 9, Stop));
        Assert.Equal(2, await Store.CountPlaces(Some.Pool, "live", 10, Stop));
        Assert.Equal(0, await Store.CountPlaces(Some.Pool, "shipped", 40, Stop));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(9_007_199_254_740_992)]
    [InlineData(639_000_000_000_000_000)]
    [InlineData(long.MaxValue - 1)]
    public async Task Places_next_to_each_other_are_told_apart_however_large_they_are(long place)
    {
        await Store.Put(
            Some.Pool,
            Some.New("after", "{}", new Terms(Status: "live", Place: place + 1)),
            Some.New("at", "{}", new Terms(Status: "live", Place: place)),
            Some.New("before", "{}", new Terms(Status: "live", Place: place - 1)));

        Assert.Equal(["before", "at", "after"], await Places());
        Assert.Equal(["at"], await Places(after: place - 1, upTo: place));
        Assert.Equal(1, await Store.CountPlaces(Some.Pool, "live", place, Stop));
    }

    [Fact]
    public async Task A_place_belongs_to_its_partition()
    {
        await PlaceLines();
        var other = Some.Pool with { Key = "demo|TV-56" };
        await Store.Put(other, Some.New("1", "{}", new Terms(Place: 1)));

        Assert.Equal("1", Assert.Single(await Store.ByPlace(new PlaceQuery(other, null, null, 10), Stop)).Id);
        Assert.Equal(5, (await Places()).Count);
    }

    [Fact]
    public async Task A_shop_lists_its_documents_by_sort_key_page_by_page()
    {
        await PutOrders();

        Assert.Equal(["o1", "o2"], await List(new(Container.Orders, Some.Shop, null, 2)));
        Assert.Equal(["o3", "o4"], await List(new(Container.Orders, Some.Shop, "o2", 2)));
        Assert.Equal(["o4", "o3"], await List(new(Container.Orders, Some.Shop, null, 2, Descending: true)));
        Assert.Equal(["o2", "o1"], await List(new(Container.Orders, Some.Shop, "o3", 9, Descending: true)));
        Assert.Equal(["x1"], await List(new(Container.Orders, new ShopId("other"), null, 9)));
        Assert.Empty(await List(new(Container.Pools, Some.Shop, null, 9)));
    }

    [Fact]
    public async Task A_list_is_filtered_by_status_and_tag()
    {
        await PutOrders();

        Assert.Equal(["o1", "o3"], await List(new(Container.Orders, Some.Shop, null, 9, Status: "open")));
        Assert.Equal(["o2", "o3"], await List(new(Container.Orders, Some.Shop, null, 9, Tag: "sku:TV")));
        Assert.Equal(["o3"], await List(new(Container.Orders, Some.Shop, null, 9, "open", "sku:TV")));
        Assert.Equal(["o3"], await List(new(Container.Orders, Some.Shop, null, 1, Tag: "sku:TV", Descending: true)));
        Assert.Equal(["o2"], await List(new(Container.Orders, Some.Shop, "o3", 9, null, "sku:TV", true)));
        Assert.Equal(["o3"], await List(new(Container.Orders, Some.Shop, "o2", 9, "open", "sku:TV")));
        Assert.Equal(["o1"], await List(new(Container.Orders, Some.Shop, "o3", 9, "open", null, true)));
    }

    [Fact]
    public async Task A_document_keeps_its_tags_through_every_replace()
    {
        await PutOrder("o1", "demo", "open", "sku:TV");
        var home = new Partition(Container.Orders, "demo|o1");
        var read = await Store.Read(home, "o1", Stop);

        var etags = await Store.Put(home, Some.Changed("o1", read!.ETag, "1", Some.Listed("o1", "open"), "sku:TV"));
        await Store.Put(home, Some.Changed("o1", etags[0], "2", Some.Listed("o1", "done"), "sku:TV"));

        Assert.Equal(["o1"], await List(new(Container.Orders, Some.Shop, null, 9, "done", "sku:TV")));
        Assert.Empty(await List(new(Container.Orders, Some.Shop, null, 9, "open", "sku:TV")));
    }

    [Fact]
    public async Task A_shop_whose_name_begins_like_another_has_a_list_of_its_own()
    {
        foreach (var shop in new[] { "demo", "dem", "demo-2", "demo.x", "Demo" })
        {
            await PutOrder($"of {shop}", shop, "open");
        }

        Assert.Equal(["of demo"], await List(new(Container.Orders, Some.Shop, null, 9)));
        var (changes, _) = await Store.Changes(Container.Orders, new ShopId("dem"), null, 9, Stop);
        Assert.Equal("of dem", Assert.Single(changes).Document.Id);
    }

    [Fact]
    public async Task Sort_keys_are_compared_by_ordinal()
    {
        foreach (var sort in new[] { "a", "B", "_", "A", "b", "-", "1", "10", "2" })
        {
            await Store.Put(new(Container.Pools, $"demo|{sort}"), Some.New(sort, "{}", Some.Listed(sort)));
        }
        Assert.Equal(
            ["-", "1", "10", "2", "A", "B", "_", "a", "b"], await List(new(Container.Pools, Some.Shop, null, 99)));
    }

    [Fact]
    public async Task Changes_come_oldest_write_first_and_a_cursor_goes_on_where_it_stopped()
    {
        await PutOrders();
        var (first, cursor) = await Store.Changes(Container.Orders, Some.Shop, null, 3, Stop);
        var o1 = first[0];
        await Store.Put(
            new(Container.Orders, o1.PartitionKey),
            Some.Changed("o1", o1.Document.ETag, "new", Some.Listed("o1"), "sku:PC"));

        var (second, end) = await Store.Changes(Container.Orders, Some.Shop, cursor, 9, Stop);
        var (nothing, still) = await Store.Changes(Container.Orders, Some.Shop, end, 9, Stop);

        Assert.Equal(["o1", "o2", "o3"], first.Select(change => change.Document.Id));
        Assert.Equal(["o4", "o1"], second.Select(change => change.Document.Id));
        Assert.Equal("new", Some.Text(second[1].Document));
        Assert.Empty(nothing);
        Assert.Equal(end, still);
    }

    [Fact]
    public async Task What_is_due_is_found_earliest_first_across_shops()
    {
        await PutDue();

        Assert.Equal(["2", "1", "3"], await Due(Some.Day.AddHours(3), 9));
        Assert.Equal(["2", "1"], await Due(Some.Day.AddHours(3), 2));
        Assert.Equal(["2"], await Due(Some.Day.AddHours(1), 9));
        Assert.Empty(await Due(Some.Day.AddHours(1).AddTicks(-1), 9));
    }

    [Fact]
    public async Task What_was_put_at_rest_is_due_no_more()
    {
        await PutDue();
        var second = (await Store.Due(Container.Pools, Some.Day.AddDays(1), 1, Stop))[0];
        Assert.Equal((Some.Day.AddHours(1), "", "demo|2"), (second.Due!.Value, second.Sort, second.PartitionKey));

        await Store.Put(
            new(Container.Pools, second.PartitionKey),
            Some.Changed("2", second.Document.ETag, "{}", new Terms(Some.Shop, Status: "open")));

        Assert.Equal(["1", "3"], await Due(Some.Day.AddDays(1), 9));
    }

    [Fact]
    public async Task Documents_of_a_shop_are_counted_by_status_and_due_time()
    {
        await PutDue();

        Assert.Equal(3, await Count(null, null));
        Assert.Equal(2, await Count("open", null));
        Assert.Equal(1, await Count("open", Some.Day.AddHours(1)));
        Assert.Equal(2, await Count(null, Some.Day.AddHours(2)));
        Assert.Equal(0, await Count("closed", null));
        Assert.Equal(1, await Store.Count(Container.Pools, new ShopId("other"), null, null, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_page_of_nothing_is_a_mistake(int limit)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Places(limit: limit));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => List(new(Container.Orders, Some.Shop, null, limit)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Due(Some.Day, limit));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Store.Changes(Container.Orders, Some.Shop, null, limit, Stop));
    }

    private async Task PlaceLines() => await Store.Put(
        Some.Pool,
        Some.New("50", "{}", new Terms(Status: "live", Place: 50)),
        Some.New("10", "{}", new Terms(Status: "live", Place: 10)),
        Some.New("40", "{}", new Terms(Status: "shipped", Place: 40)),
        Some.New("20", "{}", new Terms(Place: 20)),
        Some.New("30", "{}", new Terms(Status: "live", Place: 30)),
        Some.New("pool", "{}", new Terms(Some.Shop, "TV-55", "live")));

    private async Task PutOrders()
    {
        await PutOrder("o1", "demo", "open", "sku:PC");
        await PutOrder("o2", "demo", "done", "sku:TV", "sku:TV");
        await PutOrder("x1", "other", "open", "sku:TV");
        await PutOrder("o3", "demo", "open", "sku:PC", "sku:TV");
        await PutOrder("o4", "demo", null);
    }

    private async Task PutOrder(string id, string shop, string? status, params string[] tags) => await Store.Put(
        new(Container.Orders, $"{shop}|{id}"), Some.New(id, "{}", new Terms(new ShopId(shop), id, status), tags));

    private async Task PutDue()
    {
        await PutDue("1", new Terms(Some.Shop, Status: "open", Due: Some.Day.AddHours(2)));
        await PutDue("2", new Terms(Some.Shop, Status: "open", Due: Some.Day.AddHours(1)));
        await PutDue("3", new Terms(new ShopId("other"), Due: Some.Day.AddHours(3)));
        await PutDue("4", new Terms(Some.Shop));
    }

    private async Task PutDue(string id, Terms terms) =>
        await Store.Put(new(Container.Pools, $"demo|{id}"), Some.New(id, "{}", terms));

    private async Task<IReadOnlyList<string>> Places(
        long? after = null, long? upTo = null, int limit = 10, string? status = null, bool descending = false) =>
        [.. (await Store.ByPlace(new(Some.Pool, after, upTo, limit, status, descending), Stop)).Select(one => one.Id)];

    private async Task<IReadOnlyList<string>> List(ListQuery query) =>
        [.. (await Store.List(query, Stop)).Select(listed => listed.Document.Id)];

    private async Task<IReadOnlyList<string>> Due(DateTimeOffset until, int limit) =>
        [.. (await Store.Due(Container.Pools, until, limit, Stop)).Select(listed => listed.Document.Id)];

    private Task<long> Count(string? status, DateTimeOffset? dueBy) =>
        Store.Count(Container.Pools, Some.Shop, status, dueBy, Stop);
}
