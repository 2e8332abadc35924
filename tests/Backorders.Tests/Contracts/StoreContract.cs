using System.Text.Json.Nodes;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>What every store adapter promises; this part: reads and commits.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private static CancellationToken Stop => Some.Stop;

    protected IStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether it would list by other tags than were written, so that it has to refuse them.</summary>
    protected virtual bool KeepsTagsApart => true;

    protected abstract Task<IStore> Open();

    protected abstract ValueTask Close();

    [Fact]
    public async Task A_document_that_was_never_written_is_not_there() =>
        Assert.Null(await Store.Read(Some.Pool, "pool", Stop));

    [Fact]
    public async Task A_created_document_is_read_back_as_the_same_JSON()
    {
        const string Written = """
            {"name":"Käse 中 🧀","none":null,"lines":[1,-2.5,"\"\\"],"most":9007199254740992}
            """;
        var etags = await Store.Put(Some.Pool, Some.New("pool", Written));

        var read = await Store.Read(Some.Pool, "pool", Stop);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Written), JsonNode.Parse(read!.Body.Span)), Some.Text(read));
        Assert.Equal(("pool", Assert.Single(etags)), (read.Id, read.ETag));
    }

    [Fact]
    public async Task The_same_id_lives_in_each_partition_and_container_by_itself()
    {
        Partition[] homes = [Some.Pool, Some.Pool with { Key = "demo|tv-55" }, new(Container.Orders, Some.Pool.Key)];
        foreach (var home in homes)
        {
            await Store.Put(home, Some.New("pool", home.ToString()));
        }
        foreach (var home in homes)
        {
            Assert.Equal(home.ToString(), await Store.TextOf(home, "pool"));
        }
    }

    [Fact]
    public async Task Documents_read_together_come_in_the_order_of_their_ids_with_a_gap_for_what_is_not_there()
    {
        var etags = await Store.Put(Some.Pool, Some.New("pool", "1"), Some.New("line", "2"));

        var read = await Store.ReadTogether(Some.Pool, ["line", "nothing", "pool"], Stop);

        Assert.Equal(["2", null, "1"], read.Select(document => document is null ? null : Some.Text(document)));
        Assert.Equal([etags[1], null, etags[0]], read.Select(document => document?.ETag));
        Assert.Equal([null, null], await Store.ReadTogether(Some.Pool with { Key = "x|y" }, ["line", "pool"], Stop));
    }

    [Fact]
    public async Task A_hundred_documents_are_read_together_and_a_hundred_and_one_or_one_twice_are_not()
    {
        string[] ids = [.. Enumerable.Range(0, 101).Select(number => $"line:{number}")];
        await Store.Put(Some.Pool, [.. ids.Take(100).Select(id => Some.New(id, id))]);

        Assert.Equal(ids[..100], (await Store.ReadTogether(Some.Pool, ids[..100], Stop)).Select(Text));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadTogether(Some.Pool, ids, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadTogether(Some.Pool, [], Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadTogether(Some.Pool, ["a", "a"], Stop));

        static string? Text(Document? document) => document is null ? null : Some.Text(document);
    }

    [Fact]
    public async Task A_document_is_created_once()
    {
        await Store.Put(Some.Pool, Some.New("line", "first"));

        Assert.Equal(new CommitResult.Exists("line"), await Store.Commit(Some.Pool, [Some.New("line", "second")]));
        Assert.Equal("first", await Store.TextOf(Some.Pool, "line"));
    }

    [Fact]
    public async Task A_replace_with_the_current_ETag_wins_and_gives_a_new_one()
    {
        var first = (await Store.Put(Some.Pool, Some.New("pool", "1")))[0];
        var second = (await Store.Put(Some.Pool, Some.Changed("pool", first, "2")))[0];

        Assert.NotEqual(first, second);
        Assert.Equal("2", await Store.TextOf(Some.Pool, "pool"));
    }

    [Fact]
    public async Task A_replace_that_changes_nothing_still_gives_a_new_ETag()
    {
        var first = (await Store.Put(Some.Pool, Some.New("pool", "same")))[0];
        Assert.NotEqual(first, (await Store.Put(Some.Pool, Some.Changed("pool", first, "same")))[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"0x8D\"")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task A_replace_with_an_ETag_that_was_never_given_is_stale(string ifMatch)
    {
        await Store.Put(Some.Pool, Some.New("pool", "1"));
        Assert.Equal(
            new CommitResult.Stale("pool"), await Store.Commit(Some.Pool, [Some.Changed("pool", ifMatch, "2")]));
    }

    [Fact]
    public async Task A_replace_with_an_outdated_ETag_is_stale_and_changes_nothing()
    {
        var first = (await Store.Put(Some.Pool, Some.New("pool", "1")))[0];
        await Store.Put(Some.Pool, Some.Changed("pool", first, "2"));

        Assert.Equal(
            new CommitResult.Stale("pool"), await Store.Commit(Some.Pool, [Some.Changed("pool", first, "3")]));
        Assert.Equal("2", await Store.TextOf(Some.Pool, "pool"));
    }

    [Fact]
    public async Task A_replace_of_a_document_that_is_not_there_is_stale() =>
        Assert.Equal(new CommitResult.Stale("pool"), await Store.Commit(Some.Pool, [Some.Changed("pool", "1")]));

    [Fact]
    public async Task A_batch_answers_with_an_ETag_for_each_write_in_their_order()
    {
        var head = (await Store.Put(Some.Pool, Some.New("pool")))[0];

        var etags = await Store.Put(Some.Pool, Some.New("a"), Some.Changed("pool", head), Some.New("b"));

        Assert.Equal(etags, [await ETag("a"), await ETag("pool"), await ETag("b")]);
    }

    [Fact]
    public async Task A_batch_with_one_repeated_line_leaves_nothing_behind()
    {
        var head = (await Store.Put(Some.Pool, Some.New("pool", "before"), Some.New("line:2")))[0];

        var result = await Store.Commit(
            Some.Pool, [Some.Changed("pool", head, "after"), Some.New("line:1"), Some.New("line:2")]);

        Assert.Equal(new CommitResult.Exists("line:2"), result);
        Assert.Equal("before", await Store.TextOf(Some.Pool, "pool"));
        Assert.Equal(head, await ETag("pool"));
        Assert.Null(await Store.Read(Some.Pool, "line:1", Stop));
    }

    [Fact]
    public async Task A_batch_under_a_stale_head_leaves_nothing_behind()
    {
        await Store.Put(Some.Pool, Some.New("pool", "before"));

        var result = await Store.Commit(
            Some.Pool, [Some.New("line:1", "{}", Some.Listed("a"), "tag"), Some.Changed("pool", "0", "after")]);

        Assert.Equal(new CommitResult.Stale("pool"), result);
        Assert.Null(await Store.Read(Some.Pool, "line:1", Stop));
        Assert.Empty(await Store.List(new ListQuery(Container.Pools, Some.Shop, null, 10, Tag: "tag"), Stop));
    }

    [Fact]
    public async Task A_hundred_operations_are_a_batch_and_a_hundred_and_one_are_not()
    {
        Write[] writes = [.. Enumerable.Range(0, 101).Select(number => Some.New($"line:{number}"))];

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(Some.Pool, writes));
        Assert.Null(await Store.Read(Some.Pool, "line:0", Stop));
        Assert.Equal(100, (await Store.Put(Some.Pool, writes[..100])).Count);
    }

    [Fact]
    public async Task No_operation_at_all_is_no_batch() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(Some.Pool, []));

    [Fact]
    public async Task Bodies_that_fill_a_batch_are_written_and_a_byte_more_is_not()
    {
        var half = new string('x', (StoreLimits.BatchBytes / 2) - "\"\"".Length);

        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Commit(Some.Pool, [Some.New("a", half), Some.New("b", half + "x")]));
        await Store.Put(Some.Pool, Some.New("a", half), Some.New("b", half));
        Assert.Equal(half, await Store.TextOf(Some.Pool, "b"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    public async Task A_batch_that_names_a_document_twice_is_refused(int count)
    {
        Write[] writes = [.. Enumerable.Range(1, count - 1).Select(number => Some.New($"line:{number}"))];

        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Commit(Some.Pool, [.. writes, Some.Changed("line:1", "1")]));
    }

    [Fact]
    public async Task What_cannot_be_listed_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Commit(Some.Pool, [Some.New("a", "{}", new Terms(Sort: "key without a shop"))]));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Commit(Some.Pool, [Some.New("a", "{}", new Terms(Some.Shop), "tag without a sort key")]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(
            Some.Pool, [Some.Changed("a", "1", "{}", new Terms(Some.Shop), "tag without a sort key")]));
    }

    [Fact]
    public async Task A_tagged_document_keeps_its_tags_its_shop_and_its_sort_key()
    {
        var etags = await Store.Put(
            Some.Pool, Some.New("a", "{}", Some.Listed("1"), "tag"), Some.New("b", "{}", Some.Listed("1")));
        Write[] others =
        [
            Some.Changed("a", etags[0], "{}", Some.Listed("2"), "tag"),
            Some.Changed("a", etags[0], "{}", Some.Listed("1")),
            Some.Changed("b", etags[1], "{}", Some.Listed("1"), "tag"),
        ];

        foreach (var moved in KeepsTagsApart ? others : [])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(Some.Pool, [Some.New("c"), moved]));
        }

        Assert.Null(await Store.Read(Some.Pool, "c", Stop));
        await Store.Put(Some.Pool, Some.Changed("a", etags[0], "{}", Some.Listed("1"), "tag"));
        await Store.Put(Some.Pool, Some.Changed("b", etags[1], "{}", Some.Listed("2")));
    }

    private async Task<string> ETag(string id) => (await Store.Read(Some.Pool, id, Stop))!.ETag;
}
