using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>What a store keeps up when many write at once.</summary>
public abstract partial class StoreContract
{
    private const int Writers = 16;

    [Fact]
    public async Task Of_sixteen_writers_with_the_same_ETag_exactly_one_wins()
    {
        var etag = (await Store.Put(Some.Pool, Some.New("pool", "0")))[0];
        for (var round = 1; round <= 20; round++)
        {
            var text = round.ToString(CultureInfo.InvariantCulture);
            var tries = Enumerable.Range(0, Writers).Select(writer => Task.Run(
                () => Store.Commit(
                    Some.Pool, [Some.Changed("pool", etag, text), Some.New($"line:{round}:{writer}")])));

            var results = await Task.WhenAll(tries);

            etag = Assert.Single(results.OfType<CommitResult.Done>()).ETags[0];
            Assert.Equal(Writers - 1, results.Count(result => result is CommitResult.Stale { Id: "pool" }));
        }
        Assert.Equal("20", await Store.TextOf(Some.Pool, "pool"));
    }

    [Fact]
    public async Task Of_sixteen_creators_of_one_document_exactly_one_wins()
    {
        var tries = Enumerable.Range(0, Writers)
            .Select(writer => Task.Run(() => Store.Commit(Some.Pool, [Some.New("line", $"{writer}")])));

        var results = await Task.WhenAll(tries);

        Assert.Single(results.OfType<CommitResult.Done>());
        Assert.Equal(Writers - 1, results.Count(result => result is CommitResult.Exists { Id: "line" }));
    }

    [Fact]
    public async Task A_refused_batch_leaves_those_beside_it_alone()
    {
        await Store.Put(Some.Pool, Some.New("taken"));
        var commits = Enumerable.Range(0, 200).Select(number => Store.Commit(Some.Pool, number % 3 == 0
            ? [Some.New($"a:{number}"), Some.New("taken"), Some.New($"b:{number}")]
            : [Some.New($"a:{number}"), Some.New($"b:{number}")]));

        var results = await Task.WhenAll(commits);

        for (var number = 0; number < results.Length; number++)
        {
            var refused = number % 3 == 0;
            Assert.Equal(refused, results[number] is CommitResult.Exists { Id: "taken" });
            Assert.Equal(refused, await Store.Read(Some.Pool, $"a:{number}", Stop) is null);
            Assert.Equal(refused, await Store.Read(Some.Pool, $"b:{number}", Stop) is null);
        }
    }

    [Fact]
    public async Task A_commit_that_was_answered_is_seen_by_every_read_after_it()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 1; number <= 25; number++)
            {
                var id = $"{writer}:{number:00}";
                await Store.Put(Some.Pool, Some.New(id, id, new Terms(Some.Shop, id, "live", number * 100 + writer)));
                Assert.Equal(id, await Store.TextOf(Some.Pool, id));
                var listed = await Store.List(new(Container.Pools, Some.Shop, $"{writer}:", 99), Stop);
                Assert.Contains(listed, one => one.Document.Id == id);
            }
        })));
        Assert.Equal(Writers * 25, await Store.Count(Container.Pools, Some.Shop, "live", null, Stop));
    }

    [Fact]
    public async Task Documents_read_together_are_as_they_were_at_one_moment()
    {
        var etags = await Store.Put(Some.Pool, Some.New("a", "0"), Some.New("b", "0"));
        using var written = new CancellationTokenSource();
        var reader = Task.Run(() => ReadBoth(written.Token), Stop);

        for (var time = 1; time <= 100; time++)
        {
            etags = await Store.Put(
                Some.Pool, Some.Changed("a", etags[0], $"{time}"), Some.Changed("b", etags[1], $"{time}"));
        }

        await written.CancelAsync();
        await reader.WaitAsync(Stop);
    }

    [Fact]
    public async Task A_follower_of_the_changes_misses_no_write_while_many_write()
    {
        using var written = new CancellationTokenSource();
        var follower = Task.Run(() => Follow(written.Token));

        var last = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Rewrite(writer))));
        await written.CancelAsync();
        var seen = await follower;

        Assert.All(last, document => Assert.Equal(document.ETag, seen[document.Id]));
    }

    private async Task ReadBoth(CancellationToken written)
    {
        do
        {
            var read = await Store.ReadTogether(Some.Pool, ["b", "a"], Stop);
            Assert.Equal(Some.Text(read[0]!), Some.Text(read[1]!));
        }
        while (!written.IsCancellationRequested);
    }

    /// <summary>Creates a document and replaces it ten times.</summary>
    private async Task<(string Id, string ETag)> Rewrite(int writer)
    {
        var id = $"o{writer:00}";
        var home = new Partition(Container.Orders, $"demo|{id}");
        var etag = (await Store.Put(home, Some.New(id, "0", Some.Listed(id))))[0];
        for (var time = 1; time <= 10; time++)
        {
            etag = (await Store.Put(home, Some.Changed(id, etag, $"{time}", Some.Listed(id))))[0];
        }
        return (id, etag);
    }

    /// <summary>The last ETag seen of each document; one more look is taken when all is written.</summary>
    private async Task<Dictionary<string, string>> Follow(CancellationToken written)
    {
        var seen = new Dictionary<string, string>();
        string? cursor = null;
        for (var last = false; ;)
        {
            var (changes, next) = await Store.Changes(Container.Orders, Some.Shop, cursor, 3, Stop);
            cursor = next;
            foreach (var change in changes)
            {
                seen[change.Document.Id] = change.Document.ETag;
            }
            if (changes.Count > 0)
            {
                continue;
            }
            if (last)
            {
                return seen;
            }
            last = written.IsCancellationRequested;
        }
    }
}
