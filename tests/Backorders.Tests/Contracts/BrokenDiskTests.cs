using System.IO.Pipes;
using System.Runtime.InteropServices;
using Backorders.Embedded;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>
/// The disk fails under a commit. The database's log, as the process has it open, is swapped for something that
/// cannot be written; Linux alone shows a process its open files.
/// </summary>
public sealed class When_the_disk_fails_under_a_commit : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private SqliteDatabase database = null!;
    private SqliteStore store = null!;

    private static CancellationToken Stop => Some.Stop;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows a process its open files.");
        database = folder.Open();
        store = new SqliteStore(database);
        await store.Put(Some.Pool, Some.New("before"));
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
        folder.Dispose();
    }

    [Fact]
    public async Task A_write_error_leaves_the_commit_unclear_and_the_next_one_works()
    {
        await using var pipe = new AnonymousPipeServerStream();
        PutInPlaceOfTheLog(pipe.SafePipeHandle.DangerousGetHandle());

        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("a"), Some.New("b")]));

        Assert.Null(await store.Read(Some.Pool, "a", Stop));
        await store.Put(Some.Pool, Some.New("a"), Some.New("b"));
        Assert.NotNull(await store.Read(Some.Pool, "before", Stop));
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_no_and_reads_go_on()
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        PutInPlaceOfTheLog(full.DangerousGetHandle());

        Assert.IsType<CommitResult.Busy>(await store.Commit(Some.Pool, [Some.New("a")]));

        Assert.NotNull(await store.Read(Some.Pool, "before", Stop));
        Assert.Null(await store.Read(Some.Pool, "a", Stop));
    }

    [Fact]
    public async Task A_queue_that_cannot_write_is_unavailable()
    {
        await using var pipe = new AnonymousPipeServerStream();
        var queue = new SqliteQueue(database, TimeProvider.System, folder.Options.PollInterval);
        PutInPlaceOfTheLog(pipe.SafePipeHandle.DangerousGetHandle());

        await Assert.ThrowsAsync<UnavailableException>(
            () => queue.Send(QueueNames.Orders, "work", TimeSpan.Zero, Stop));

        await queue.Send(QueueNames.Orders, "work", TimeSpan.Zero, Stop);
    }

    private void PutInPlaceOfTheLog(nint broken)
    {
        var log = Path.Combine(folder.Path, EmbeddedOptions.DatabaseFile + "-wal");
        var open = Directory.EnumerateFiles("/proc/self/fd")
            .Where(link => new FileInfo(link).LinkTarget == log)
            .Select(link => int.Parse(Path.GetFileName(link), null)).ToList();
        Assert.NotEmpty(open);
        Assert.All(open, fd => Assert.Equal(fd, DuplicateOnto((int)broken, fd)));
    }

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DuplicateOnto(int from, int to);
}
