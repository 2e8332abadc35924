using System.Diagnostics;
using Backorders.Pipeline;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Backorders.Tests.EndToEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backorders.Tests.Observability;

/// <summary>
/// The whole server in this process, watched while it takes orders of a customer whose name and address may be found
/// nowhere: one that waits and is told so, one that does not, and requests that hold the name where none is expected.
/// </summary>
[Collection(WatchedTests.Name)]
public sealed class When_an_order_is_followed : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Watch watch = new();
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        await using var server = await ServerHost.Build(
            new(
                ["http://127.0.0.1:0"],
                new(folder.Path, Development: true, DemoShop.Directory, null, null, AdapterOptions.Embedded)
                {
                    PublicUrl = new("https://orders.example"),
                }),
            ServerHost.MachineClocks);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(watch.Logs);
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var shop = new Caller(new(server.Urls.Single()));
        token = await CanaryStory.Play(shop);
        await server.Services.GetRequiredService<KeepPoison>().Run(
            "orders", CanaryStory.Address, TestContext.Current.CancellationToken);
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        watch.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void One_trace_leads_from_the_request_to_the_mail() => Assert.Equal(
        """
        POST /api/orders
          take order
            commit order
            commit pool
            commit order
            reconcile pool
              commit order
              notify customer
                commit order
                send mail
                commit order
              commit pool
        """.ReplaceLineEndings("\n"), Ordered(watch.Of(CanaryStory.Waiting, "take order").TraceId));

    [Fact]
    public void Another_order_is_another_trace_and_ends_where_its_work_ends() => Assert.Equal(
        """
        POST /api/orders
          take order
            commit order
            commit pool
            commit order
        """.ReplaceLineEndings("\n"), Ordered(watch.Of(CanaryStory.Served, "take order").TraceId));

    [Fact]
    public void Goods_that_came_lead_to_the_mails_that_they_caused()
    {
        var ready = Assert.Single(
            watch.Named("send mail"), mail => (string?)mail.GetTagItem("backorders.mail.kind") == "ready");

        Assert.StartsWith(
            "POST /api/stock/{sku}/receipts\n  commit pool\n  reconcile pool\n", watch.Tree(ready.TraceId),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_say_what_an_operator_looks_for()
    {
        var batch = watch.Named("commit pool").First(
            span => span.TraceId == watch.Of(CanaryStory.Waiting, "take order").TraceId);
        Assert.Equal(("demo", "TV"), (batch.GetTagItem("backorders.shop"), batch.GetTagItem("backorders.sku")));
        Assert.Equal(
            (1, 2, 1),
            (batch.GetTagItem("backorders.changes"), batch.GetTagItem("backorders.writes"),
                batch.GetTagItem("backorders.tries")));
        Assert.Equal("taken", watch.Of(CanaryStory.Waiting, "take order").GetTagItem("backorders.outcome"));
        Assert.Equal(ActivityKind.Client, watch.Named("send mail").First().Kind);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(watch.Named("keep poison")).Status);
        Assert.DoesNotContain(watch.Spans, span => span.DisplayName.Contains("healthz", StringComparison.Ordinal));
    }

    [Fact]
    public void No_customer_is_named_in_any_of_it()
    {
        var texts = watch.Texts();

        Assert.Contains("http.route=/api/orders", texts);
        Assert.Contains(texts, text => text.Contains("cannot be worked and was kept", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(CanaryStory.Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(texts, text => text.Contains(token, StringComparison.Ordinal));
    }

    /// <summary>The pool's last commit goes on beside the notice, so that either may begin first.</summary>
    private string Ordered(ActivityTraceId trace)
    {
        const string last = "\n      commit pool\n";
        var tree = $"{watch.Tree(trace)}\n";
        return (tree.Contains(last, StringComparison.Ordinal)
            ? tree.Replace(last, "\n", StringComparison.Ordinal) + last[1..]
            : tree).TrimEnd('\n');
    }
}
