using Backorders.Azure.Cosmos;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Cosmos;

/// <summary>What the pipeline is told of answers that are none; nothing is ever written twice for it.</summary>
public sealed class When_Cosmos_does_not_answer_as_hoped : IAsyncLifetime
{
    private readonly CosmosFaults faults = new();
    private readonly FakeTimeProvider time = new(Some.Day);
    private CosmosStore store = null!;
    private int written;

    private int Sent => faults.Sent - written;

    public async ValueTask InitializeAsync()
    {
        store = await GivenCosmos.Open(new(), faults, time);
        await store.Put(Some.Pool, Some.New("known", "1"));
        written = faults.Sent;
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        faults.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_answer_that_says_nothing_of_a_write_is_unclear_whether_it_was_done_or_not(int status)
    {
        faults.Next(CosmosFaults.Answers(status), CosmosFaults.DoesAndAnswers(status));

        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("not done")]));
        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("done")]));

        Assert.Equal(2, Sent);
        Assert.Null(await store.Read(Some.Pool, "not done", Some.Stop));
        Assert.NotNull(await store.Read(Some.Pool, "done", Some.Stop));
    }

    [Fact]
    public async Task A_broken_connection_is_unclear_and_the_write_is_not_sent_again()
    {
        faults.Next(CosmosFaults.Breaks, CosmosFaults.DoesAndBreaks);

        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("not done")]));
        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("done")]));

        Assert.Equal(2, Sent);
        Assert.NotNull(await store.Read(Some.Pool, "done", Some.Stop));
    }

    [Fact]
    public async Task Silence_is_unclear_after_ten_seconds()
    {
        faults.Next(CosmosFaults.IsSilent);
        faults.OnSend = _ => time.Advance(TimeSpan.FromSeconds(10));

        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("a")]));
        Assert.Equal(1, Sent);
    }

    [Theory]
    [InlineData(429, 5_000, 5_000)]
    [InlineData(429, null, 1_000)]
    [InlineData(503, 2_000, 2_000)]
    [InlineData(503, null, 1_000)]
    public async Task A_busy_account_is_told_with_the_time_to_come_again(int status, int? says, int milliseconds)
    {
        faults.Next(CosmosFaults.Answers(status, says), CosmosFaults.Answers(status, says));
        var wait = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(new CommitResult.Busy(wait), await store.Commit(Some.Pool, [Some.New("a")]));
        var away = await Assert.ThrowsAsync<UnavailableException>(
            () => store.ReadTogether(Some.Pool, ["known"], Some.Stop));

        Assert.Equal((wait, 2), (away.RetryAfter, Sent));
        Assert.Null(await store.Read(Some.Pool, "a", Some.Stop));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(449)]
    public async Task What_was_surely_not_written_is_sent_again_when_that_takes_a_moment(int status)
    {
        faults.Next(CosmosFaults.Answers(status, 1));

        Assert.IsType<CommitResult.Done>(await store.Commit(Some.Pool, [Some.New("a")]));
        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task A_write_that_meets_others_again_and_again_is_given_up_after_ten_seconds()
    {
        faults.Next([.. Enumerable.Repeat(CosmosFaults.Answers(449), 20)]);
        faults.OnSend = number => time.Advance(TimeSpan.FromSeconds(number == written + 3 ? 10 : 0));

        Assert.IsType<CommitResult.Unclear>(await store.Commit(Some.Pool, [Some.New("a")]));
        Assert.InRange(Sent, 3, 4);
    }

    [Fact]
    public async Task A_read_without_an_answer_is_told_as_away()
    {
        Task Ask(int what) => what switch
        {
            0 => store.Read(Some.Pool, "known", Some.Stop),
            1 => store.ReadTogether(Some.Pool, ["known"], Some.Stop),
            2 => store.ByPlace(new(Some.Pool, null, null, 9), Some.Stop),
            3 => store.List(new(Container.Pools, Some.Shop, null, 9), Some.Stop),
            4 => store.Changes(Container.Pools, Some.Shop, null, 9, Some.Stop),
            5 => store.Due(Container.Pools, Some.Day, 9, Some.Stop),
            _ => store.CountPlaces(Some.Pool, "live", 0, Some.Stop),
        };

        for (var what = 0; what <= 6; what++)
        {
            foreach (var status in new[] { 408, 429, 500, 503 })
            {
                faults.Next([.. Enumerable.Repeat(CosmosFaults.Answers(status, 60_000), 3)]);
                await Assert.ThrowsAsync<UnavailableException>(() => Ask(what));
                while (faults.HasNext)
                {
                    await Assert.ThrowsAsync<UnavailableException>(() => store.Read(Some.Pool, "known", Some.Stop));
                }
            }
            faults.Next(CosmosFaults.IsSilent);
            faults.OnSend = _ => time.Advance(TimeSpan.FromSeconds(10));
            await Assert.ThrowsAsync<UnavailableException>(() => Ask(what));
            faults.OnSend = _ => { };
        }
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_the_store_is_away()
    {
        using var stop = new CancellationTokenSource();
        faults.Next(CosmosFaults.IsSilent);
        faults.OnSend = _ => stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Read(Some.Pool, "known", stop.Token));
    }

    [Theory]
    [InlineData(401, null, 30)]
    [InlineData(403, null, 30)]
    [InlineData(404, 1002, 1)]
    public async Task An_identity_without_its_role_and_a_replica_that_is_behind_are_an_outage(
        int status, int? substatus, int seconds)
    {
        faults.Next([.. Enumerable.Repeat(CosmosFaults.Answers(status, substatus: substatus), 40)]);

        var busy = Assert.IsType<CommitResult.Busy>(await store.Commit(Some.Pool, [Some.New("a")]));
        var away = await Assert.ThrowsAsync<UnavailableException>(() => store.Read(Some.Pool, "known", Some.Stop));
        var also = await Assert.ThrowsAsync<UnavailableException>(
            () => store.ReadTogether(Some.Pool, ["known"], Some.Stop));

        Assert.All(
            [busy.RetryAfter, away.RetryAfter, also.RetryAfter], wait => Assert.Equal(seconds, wait.TotalSeconds));
    }

    [Fact]
    public async Task Nothing_is_said_not_to_be_there_before_the_primary_was_asked()
    {
        faults.Next(CosmosFaults.Answers(404));

        Assert.NotNull(await store.Read(Some.Pool, "known", Some.Stop));
        Assert.Equal(2, Sent);
        Assert.NotNull(await store.Read(Some.Pool, "known", Some.Stop));
        Assert.Equal(3, Sent);
        Assert.Null(await store.Read(Some.Pool, "unknown", Some.Stop));
        Assert.Equal(5, Sent);
    }

    [Fact]
    public async Task Where_one_of_several_is_missing_no_copy_says_which()
    {
        var copies = 0;
        CosmosFaults.Fault Watched() => (request, send, _) =>
        {
            copies += request.Headers.Contains("x-ms-cosmos-is-batch-request") ? 0 : 1;
            return send();
        };
        faults.Next([.. Enumerable.Repeat(Watched(), 10)]);

        var read = await store.ReadTogether(Some.Pool, ["known", "unknown"], Some.Stop);

        Assert.Equal(["known", null], read.Select(document => document?.Id));
        Assert.Equal(0, copies);
    }

    [Fact]
    public async Task An_account_without_a_change_feed_is_away_and_no_cursor_is_to_blame()
    {
        var (_, cursor) = await store.Changes(Container.Pools, Some.Shop, null, 9, Some.Stop);
        faults.Next(CosmosFaults.Answers(400));
        await Assert.ThrowsAsync<UnavailableException>(
            () => store.Changes(Container.Pools, Some.Shop, null, 9, Some.Stop));

        faults.Next(CosmosFaults.Answers(400));
        await Assert.ThrowsAsync<ForeignCursorException>(
            () => store.Changes(Container.Pools, Some.Shop, cursor, 9, Some.Stop));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task What_is_refused_for_good_is_an_error_and_no_answer(int status)
    {
        faults.Next(CosmosFaults.Answers(status), CosmosFaults.Answers(status));

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Commit(Some.Pool, [Some.New("a")]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Read(Some.Pool, "known", Some.Stop));
    }
}
