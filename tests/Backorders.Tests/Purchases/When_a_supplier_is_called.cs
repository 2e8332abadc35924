using System.Net;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Purchases;

/// <summary>One try over a real wire, to a real web server that answers well, badly, slowly or not at all.</summary>
public sealed class When_a_supplier_is_called : IAsyncLifetime
{
    private Receiver receiver = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await Receiver.Start(Stop);

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task It_gets_the_body_signed_with_every_secret_as_Standard_Webhooks_says()
    {
        Assert.IsType<TryOutcome.Taken>(await receiver.Try());

        var got = Assert.Single(receiver.All);
        Assert.Equal(("msg_1", "application/json"), (got.Id, got.ContentType));
        foreach (var secret in new[] { Receiver.Secret, Receiver.Newer })
        {
            Assert.True(WebhookSignature.Verify(
                got.Id, got.Timestamp, got.Body, got.Signatures, [secret], receiver.Time.GetUtcNow()));
        }
    }

    [Theory]
    [InlineData(200, "taken")]
    [InlineData(202, "taken")]
    [InlineData(204, "taken")]
    [InlineData(301, "It answered 301.")]
    [InlineData(400, "It answered 400.")]
    [InlineData(404, "It answered 404.")]
    [InlineData(429, "It answered 429.")]
    [InlineData(500, "It answered 500.")]
    [InlineData(503, "It answered 503.")]
    [InlineData(410, "stop: It answered 410: it wants no more.")]
    public async Task Its_answer_says_whether_it_is_tried_again(int status, string outcome)
    {
        receiver.Answer = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        Assert.Equal(outcome, Word(await receiver.Try()));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        receiver.Answer = http =>
        {
            http.Response.Redirect($"{receiver.Address}elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        Assert.Equal("It answered 307.", Word(await receiver.Try()));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task It_may_ask_for_a_longer_wait()
    {
        receiver.Answer = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<TryOutcome.Again>(await receiver.Try()).NotBefore);
    }

    [Fact]
    public async Task Whoever_does_not_answer_in_time_is_left()
    {
        var end = new TaskCompletionSource();
        receiver.Answer = _ => end.Task;
        var trying = receiver.Try();
        await receiver.Came.WaitAsync(Stop);

        receiver.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(trying.IsCompleted);
        receiver.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("It did not answer within 20 s.", Word(await trying));
        end.SetResult();
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        var gone = new TaskCompletionSource();
        receiver.Answer = async http =>
        {
            using var closed = http.RequestAborted.Register(gone.SetResult);
            await http.Response.StartAsync(Stop);
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
            }
        };
        Assert.IsType<TryOutcome.Taken>(await receiver.Try());

        // The connection is closed on it, which ends its endless answer.
        await gone.Task.WaitAsync(Stop);
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off()
    {
        receiver.Answer = http =>
        {
            http.Response.Headers["x-long"] = new string('x', 20 * 1024);
            return Task.CompletedTask;
        };
        Assert.StartsWith("It could not be reached:", Word(await receiver.Try()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        receiver.Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        Assert.StartsWith("It could not be reached:", Word(await receiver.Try()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("8.8.8.8,127.0.0.1")]
    [InlineData("8.8.8.8,::ffff:192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("")]
    public async Task A_name_that_leads_anywhere_but_to_the_public_internet_is_not_connected_to(string addresses)
    {
        var named = receiver.Supplier with { WebhookUrl = new($"https://supplier.example:{receiver.Address.Port}/") };
        var outcome = await receiver.Try(WebhookOptions.Strict, named, (host, _) =>
        {
            Assert.Equal("supplier.example", host);
            return Task.FromResult(addresses.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(IPAddress.Parse).ToArray());
        });
        Assert.Equal("Its host leads to an address that is not public.", Word(outcome));
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task What_was_checked_is_what_is_connected_to()
    {
        // A name that leads elsewhere when it is asked again: it is asked once a connection.
        var asked = 0;
        var named = receiver.Supplier with { WebhookUrl = new($"http://localhost:{receiver.Address.Port}/") };
        var outcome = await receiver.Try(null, named, (_, _) => Task.FromResult<IPAddress[]>(
            [asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")]));
        Assert.IsType<TryOutcome.Taken>(outcome);
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "The supplier's WebhookUrl must begin with https://.")]
    [InlineData("https://[::1]:1/", "The supplier's WebhookUrl must lead to a public address.")]
    public async Task Outside_of_development_this_machine_is_never_called(string url, string outcome) => Assert.Equal(
        outcome, Word(await receiver.Try(WebhookOptions.Strict, receiver.Supplier with { WebhookUrl = new(url) })));

    [Fact]
    public async Task A_supplier_that_lost_its_address_is_tried_again_in_case_it_comes_back() => Assert.Equal(
        "The supplier's settings have no WebhookUrl any more.",
        Word(await receiver.Try(supplier: receiver.Supplier with { WebhookUrl = null })));

    private static string Word(TryOutcome outcome) => outcome switch
    {
        TryOutcome.Taken => "taken",
        TryOutcome.Stop stop => $"stop: {stop.Reason}",
        TryOutcome.Again again => again.Reason,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
