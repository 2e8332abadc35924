using Backorders.Embedded;
using Backorders.Tests.Contracts;

namespace Backorders.Tests.Crashes;

/// <summary>
/// A power cut leaves the write-ahead log cut off or full of rubbish somewhere behind what was flushed. What lies
/// before the length that the log had at an acknowledged commit is whole, and so is that commit; a log that was damaged
/// before it opens to the commits before the damage, each of them whole.
/// </summary>
public sealed class When_the_log_is_torn : IDisposable
{
    private const int Commits = 60;
    private const string Log = EmbeddedOptions.DatabaseFile + "-wal";

    private readonly DataFolder folder = new();

    private static CancellationToken Stop => Some.Stop;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Damage.Cut)]
    [InlineData(Damage.Garbled)]
    [InlineData(Damage.Extended)]
    public async Task Beyond_an_acknowledged_commit_it_loses_nothing_acknowledged(Damage damage)
    {
        var (files, lengths) = await Committed();
        var random = new Random(1);
        for (var time = 0; time < Security.Extent.Of(40, 2_000); time++)
        {
            var acknowledged = random.Next(Commits + 1);
            var at = random.Next((int)lengths[acknowledged], files[Log].Length + 1);
            var found = await Opened(files, Damaged(files[Log], at, damage, random));
            Assert.InRange(found, acknowledged, Commits);
        }
    }

    [Theory]
    [InlineData(Damage.Cut)]
    [InlineData(Damage.Garbled)]
    public async Task Before_it_the_database_opens_to_a_prefix_of_its_history(Damage damage)
    {
        var (files, lengths) = await Committed();
        var random = new Random(2);
        for (var time = 0; time < Security.Extent.Of(40, 2_000); time++)
        {
            var at = random.Next((int)lengths[Commits]);
            var found = await Opened(files, Damaged(files[Log], at, damage, random));
            Assert.InRange(found, 0, lengths.FindLastIndex(length => length <= at) is var whole and >= 0 ? whole : 0);
        }
    }

    /// <summary>How the bytes from somewhere on are lost.</summary>
    public enum Damage
    {
        Cut,
        Garbled,
        Extended,
    }

    /// <summary>The files of a database that was never closed, and the log's length after each commit.</summary>
    private async Task<(Dictionary<string, byte[]> Files, List<long> Lengths)> Committed()
    {
        await using var database = folder.Open();
        var store = new SqliteStore(database);
        var log = new FileInfo(Path.Combine(folder.Path, Log));
        List<long> lengths = [log.Length];
        for (var number = 1; number <= Commits; number++)
        {
            var text = new string('x', number * 37 % 5_000);
            await store.Put(Some.Pool, Some.New($"a:{number}", text), Some.New($"b:{number}", text));
            log.Refresh();
            lengths.Add(log.Length);
        }

        return (
            new[] { EmbeddedOptions.DatabaseFile, Log }.ToDictionary(
                name => name, name => Bytes(Path.Combine(folder.Path, name))),
            lengths);
    }

    private static byte[] Bytes(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Damaged(byte[] log, int from, Damage damage, Random random)
    {
        var rubbish = new byte[damage == Damage.Extended ? random.Next(1, 20_000) : log.Length - from];
        random.NextBytes(rubbish);
        return damage == Damage.Cut ? log[..from] : [.. log[..from], .. rubbish];
    }

    /// <summary>Opens a copy with this log: how many commits there are, all whole and none after a gap.</summary>
    private static async Task<int> Opened(Dictionary<string, byte[]> files, byte[] log)
    {
        using var copy = new DataFolder();
        await File.WriteAllBytesAsync(
            Path.Combine(copy.Path, EmbeddedOptions.DatabaseFile), files[EmbeddedOptions.DatabaseFile], Stop);
        await File.WriteAllBytesAsync(Path.Combine(copy.Path, Log), log, Stop);
        await using var database = copy.Open();
        var store = new SqliteStore(database);
        var there = new List<bool>();
        for (var number = 1; number <= Commits; number++)
        {
            var pair = await store.ReadTogether(Some.Pool, [$"a:{number}", $"b:{number}"], Stop);
            Assert.Equal(pair[0] is null, pair[1] is null);
            there.Add(pair[0] is not null);
        }

        var found = there.TakeWhile(isThere => isThere).Count();
        Assert.DoesNotContain(true, there[found..]);
        await store.Put(Some.Pool, Some.New("after", "goes on"));
        return found;
    }
}
