using System.Globalization;
using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Cosmos;
using CsCheck;

namespace Backorders.Tests.Contracts;

/// <summary>
/// Random histories played against an adapter and the model: the same answers, the same findings.
/// </summary>
public sealed class StoreProperties
{
    private const int Histories = 60;

    /// <summary>Each has a client of its own, and some 200 requests.</summary>
    private const int CosmosHistories = 6;
    private const int Pools = 3;
    private const int Ids = 8;

    private static readonly string?[] Statuses = [null, "live", "ended"];

    private static readonly Gen<Change> Changes = Gen.Select(
        Gen.Int[0, Ids - 1], Gen.Enum<Manner>(), Gen.Int[0, 2], Gen.Bool,
        (id, manner, status, due) => new Change(id, manner, Statuses[status], due));

    private static readonly Gen<Batch> Batches = Gen.Select(
        Gen.Int[0, Pools - 1], Changes.List[1, 4], (pool, changes) => new Batch(pool, changes));

    private enum Manner
    {
        Create,
        ReplaceCurrent,
        ReplaceOutdated,
    }

    private static CancellationToken Stop => Some.Stop;

    private sealed record Change(int Id, Manner Manner, string? Status, bool Due);

    private sealed record Batch(int Pool, IReadOnlyList<Change> Changes);

    [Fact]
    public Task SQLite_answers_every_random_history_as_the_model_does() => Batches.List[1, 40].SampleAsync(
        async history =>
        {
            using var folder = new DataFolder();
            await using var database = folder.Open();
            await PlayAsTheModel(history, new SqliteStore(database));
        },
        iter: Histories, threads: 1);

    [Fact]
    public Task Cosmos_answers_every_random_history_as_the_model_does() => Batches.List[1, 40].SampleAsync(
        async history =>
        {
            using var store = await GivenCosmos.Open(new());
            await PlayAsTheModel(history, store);
        },
        iter: CosmosHistories, threads: 1);

    private static async Task PlayAsTheModel(List<Batch> history, IStore store)
    {
        var (played, model) = (new Player(store), new Player(new ModelStore()));
        for (var step = 0; step < history.Count; step++)
        {
            Assert.Equal(await model.Play(history[step], step), await played.Play(history[step], step));
        }
        Assert.Equal(await model.Findings(), await played.Findings());
    }

    /// <summary>Plays a history on one store and keeps its ETags, which differ from store to store.</summary>
    private sealed class Player(IStore store)
    {
        private readonly Dictionary<(int Pool, int Id), (string Outdated, string Current)> etags = [];
        private string? cursor;

        /// <summary>The answer, and all that changed since the last batch, without ETags.</summary>
        public async Task<string> Play(Batch batch, int step)
        {
            var changes = batch.Changes.DistinctBy(change => change.Id).ToList();
            var writes = changes.Select((change, index) => Write(batch.Pool, change, step * 10 + index)).ToList();
            var result = await store.Commit(Home(batch.Pool), writes);
            if (result is CommitResult.Done done)
            {
                for (var index = 0; index < changes.Count; index++)
                {
                    Remember((batch.Pool, changes[index].Id), done.ETags[index]);
                }
            }
            return $"{(result is CommitResult.Done ? "Done" : result)}; {Told(await News())}";
        }

        /// <summary>What was written together comes in any order.</summary>
        private async Task<IReadOnlyList<Listed>> News()
        {
            var news = new List<Listed>();
            for (IReadOnlyList<Listed>? page = null; page is null or { Count: > 0 };)
            {
                (page, cursor) = await store.Changes(Container.Orders, Some.Shop, cursor, 3, Stop);
                news.AddRange(page);
            }
            return [.. news.OrderBy(one => one.Sort, StringComparer.Ordinal)];
        }

        public async Task<string> Findings()
        {
            var found = new List<string>();
            for (var pool = 0; pool < Pools; pool++)
            {
                found.AddRange(await InPool(pool));
            }
            foreach (var status in Statuses)
            {
                found.AddRange(await InShop(status));
            }
            foreach (var limit in new[] { 2, 100 })
            {
                found.Add(Told(await store.Due(Container.Orders, Some.Day.AddMinutes(150), limit, Stop)));
            }
            return string.Join("\n", found);
        }

        private async Task<List<string>> InPool(int pool)
        {
            var found = new List<string>();
            for (var id = 0; id < Ids; id++)
            {
                found.Add(await store.TextOf(Home(pool), $"{id}") ?? "none");
            }
            foreach (var status in Statuses)
            {
                foreach (var descending in new[] { false, true })
                {
                    var all = await store.ByPlace(new(Home(pool), null, null, 100, status, descending), Stop);
                    var some = await store.ByPlace(new(Home(pool), 10, 70, 2, status, descending), Stop);
                    found.Add($"{string.Join(",", all.Select(Some.Text))} {string.Join(",", some.Select(Some.Text))}");
                }
            }
            found.Add($"{await store.CountPlaces(Home(pool), "live", 10, Stop)}");
            return found;
        }

        private async Task<List<string>> InShop(string? status)
        {
            var found = new List<string>();
            foreach (var tag in new[] { null, "t0", "t4" })
            {
                foreach (var after in new[] { null, "1:2" })
                {
                    found.Add(Told(await store.List(new(Container.Orders, Some.Shop, after, 3, status, tag), Stop)));
                    found.Add(Told(await store.List(
                        new(Container.Orders, Some.Shop, after, 100, status, tag, Descending: true), Stop)));
                }
            }
            found.Add($"{await store.Count(Container.Orders, Some.Shop, status, null, Stop)}");
            found.Add($"{await store.Count(Container.Orders, Some.Shop, status, Some.Day.AddMinutes(100), Stop)}");
            return found;
        }

        private Write Write(int pool, Change change, int number)
        {
            var (listed, tagged, placed) = (change.Id % 2 == 0, change.Id % 4 == 0, change.Id % 2 == 1);
            var id = change.Id.ToString(CultureInfo.InvariantCulture);
            var terms = new Terms(
                change.Id == 1 ? null : Some.Shop, listed ? $"{pool}:{id}" : null, change.Status,
                placed ? change.Id * 10 : null, change.Due ? Some.Day.AddMinutes(number) : null);
            var (outdated, current) = etags.GetValueOrDefault((pool, change.Id), ("0", "0"));
            string[] tags = tagged ? [$"t{id}", "t0"] : [];
            return change.Manner switch
            {
                Manner.Create => Some.New(id, $"{number}", terms, tags),
                Manner.ReplaceCurrent => Some.Changed(id, current, $"{number}", terms, tags),
                _ => Some.Changed(id, outdated, $"{number}", terms, tags),
            };
        }

        private void Remember((int Pool, int Id) document, string etag) =>
            etags[document] = (etags.GetValueOrDefault(document, ("0", "0")).Item2, etag);

        private static Partition Home(int pool) => new(Container.Orders, $"demo|{pool}");

        private static string Told(IReadOnlyList<Listed> listed) => string.Join(
            ",", listed.Select(one =>
                $"{one.PartitionKey}/{one.Sort}/{one.Due:t}/{one.Document.Id}={Some.Text(one.Document)}"));
    }
}
