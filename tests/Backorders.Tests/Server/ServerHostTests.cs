using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Backorders.Pipeline;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Backorders.Server.Stock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Server;

/// <summary>The whole server inside the test's process, on a free port and a folder of its own.</summary>
public sealed class ServerHostTests : IDisposable
{
    private const string Order = """
        {"orderNumber":"A-1","customer":{"email":"ada@example.com"},"lines":[{"sku":"TV","quantity":3}]}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-host-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_stopping_server_answers_the_request_that_it_has_begun_and_the_next_one_knows_the_order()
    {
        await using (var server = await Start())
        {
            using var http = Client(server);
            (await http.PutAsync("/api/stock/TV", Json("""{"onHand":2}"""), Stop)).EnsureSuccessStatusCode();
            using var caller = new TcpClient();
            await caller.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port, Stop);
            await using var line = caller.GetStream();
            using var answer = new StreamReader(line);
            await line.WriteAsync(Encoding.ASCII.GetBytes(Head), Stop);
            Assert.Equal("HTTP/1.1 100 Continue", await answer.ReadLineAsync(Stop));

            var stopped = server.StopAsync(Stop);
            await line.WriteAsync(Encoding.ASCII.GetBytes(Order), Stop);

            await answer.ReadLineAsync(Stop);
            Assert.Equal("HTTP/1.1 201 Created", await answer.ReadLineAsync(Stop));
            await stopped;
        }

        await using var next = await Start();
        using var again = Client(next);
        Assert.Contains(
            "\"allocated\":2,\"backordered\":1", await again.GetStringAsync("/api/orders/A-1", Stop),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_of_a_stock_file_changes_nothing_even_after_sales()
    {
        await using var server = await Start();
        using var http = Client(server);
        using var file = new StringReader("sku,onHand,leadTimeDays,handlingDays,name\nTV,5,14,1,TV set\nHDMI,,,,\n");
        var rows = StockFile.Read(file, count: "").Cast<StockRow.Good>().ToList();
        var import = new StockImport(
            server.Services.GetRequiredService<ManageStock>(), server.Services.GetRequiredService<ReadStock>(),
            TimeProvider.System);

        var first = await import.Run(DemoShop.Id, rows, () => { }, Stop);
        (await http.PostAsync("/api/orders", Json(Order), Stop)).EnsureSuccessStatusCode();
        await http.PostAsync("/api/orders/A-1/shipments", Json("{}"), Stop);
        var before = await http.GetStringAsync("/api/stock/TV", Stop);
        var second = await import.Run(DemoShop.Id, rows, () => { }, Stop);

        Assert.Equal(new ImportResult(Created: 2, Changed: 0, Unchanged: 0), first);
        Assert.Contains("\"onHand\":2", before, StringComparison.Ordinal);
        Assert.Equal(before, await http.GetStringAsync("/api/stock/TV", Stop));
        Assert.Equal(new ImportResult(Created: 0, Changed: 0, Unchanged: 2), second);
    }

    [Fact]
    public async Task A_mail_is_shown_as_data_to_those_who_ask_for_data()
    {
        await using var server = await Start();
        using var http = Client(server);
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));

        Assert.Equal("[]", await http.GetStringAsync("/dev/mail", Stop));
    }

    [Fact]
    public async Task Nobody_sees_mails_in_production()
    {
        await using var server = await Start(development: false);
        using var http = Client(server);

        using var answer = await http.GetAsync("/dev/mail", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<WebApplication> Start(bool development = true)
    {
        var server = await ServerHost.Build(
            new(
                ["http://127.0.0.1:0"],
                new(folder.FullName, development, DemoShop.Directory, null, null, AdapterOptions.Embedded)),
            ServerHost.MachineClocks);
        await server.StartAsync(Stop);
        return server;
    }

    private static HttpClient Client(WebApplication server)
    {
        var http = new HttpClient { BaseAddress = new(server.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DemoShop.Key);
        return http;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>The server answers it with 100 when it begins to read the body.</summary>
    private static readonly string Head =
        $"POST /api/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {DemoShop.Key}\r\n"
        + $"Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: {Order.Length}\r\n\r\n";
}
