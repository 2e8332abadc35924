using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Backorders.Embedded;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backorders.Tests.Server;

/// <summary>The program as a person starts it: a process with arguments, settings and an exit code.</summary>
public sealed partial class ServerProgramTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-program-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_the_start_up_text_says_to_try_really_works()
    {
        using var server = Start("Development", "--urls", $"http://127.0.0.1:{FreePort()}");
        try
        {
            var answers = new List<string>();
            for (var line = ""; line != "Ctrl-C stops it; nothing is lost."; line = await Line(server))
            {
                if (line.Contains("curl ", StringComparison.Ordinal))
                {
                    answers.Add(await Curl(line));
                }
            }

            Assert.Equal(2, answers.Count);
            Assert.Contains("\"onHand\":2", answers[0], StringComparison.Ordinal);
            Assert.Contains("\"allocated\":2,\"backordered\":1", answers[1], StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_in_a_sentence_and_ends_with_2()
    {
        Assert.Equal(
            (2, "Shops names no shop: set Shops__{shop}__Name, Shops__{shop}__ApiKeys__0__Hash and "
                + "Shops__{shop}__ApiKeys__0__Role, or run in Development for a demo shop."),
            await RunToEnd("Production"));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        Assert.Equal(
            (2, $"Urls (--urls) names {url}, which is taken: "
                + "stop the program that listens there or choose another address."),
            await RunToEnd("Development", "--urls", url));
    }

    [Fact]
    public async Task Data_that_is_no_database_of_ours_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "backorders.db"), new string('x', 8192), Stop);

        var (exitCode, error) = await RunToEnd("Development");

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"Data (--data) names {folder.FullName}/backorders.db, which cannot be opened:", error);
    }

    [Fact]
    public async Task An_import_names_the_rows_that_it_skips()
    {
        var csv = Path.Combine(folder.FullName, "stock.csv");
        await File.WriteAllTextAsync(csv, "sku,onHand,leadTimeDays,handlingDays,name\nTV,2,,,\nTV 2,2,,,\n", Stop);

        using var import = Start("Development", "import-stock", csv, "--shop", "demo");
        var output = await import.StandardOutput.ReadToEndAsync(Stop);
        var error = await import.StandardError.ReadToEndAsync(Stop);
        await import.WaitForExitAsync(Stop);

        Assert.Equal("1 rows for demo: 1 new, 0 changed, 0 as before; 1 skipped.", output.Trim());
        Assert.Equal("line 3 has no valid sku: 1 to 64 of A-Z a-z 0-9 . _ -: skipped", error.Trim());
        Assert.Equal(0, import.ExitCode);
    }

    [Fact]
    public async Task Demand_that_is_imported_again_changes_nothing()
    {
        var (stock, demand) = (
            Path.Combine(folder.FullName, "stock.csv"), Path.Combine(folder.FullName, "demand.csv"));
        await File.WriteAllTextAsync(stock, "sku,onHand,leadTimeDays,handlingDays,name\nTV,2,,,\n", Stop);
        await File.WriteAllTextAsync(
            demand, "sku,date,units,lines\nTV,2025-11-23,5,2\nTV,2025-13-23,5,2\nRADIO,2025-11-23,1,1\n", Stop);
        await RunToEnd("Development", "import-stock", stock, "--shop", "demo");

        foreach (var outcome in new[] { "1 SKUs changed, 0 as before", "0 SKUs changed, 1 as before" })
        {
            using var import = Start("Development", "import-demand", demand, "--shop", "demo");
            var output = await import.StandardOutput.ReadToEndAsync(Stop);
            var error = (await import.StandardError.ReadToEndAsync(Stop)).Trim().Split('\n');
            await import.WaitForExitAsync(Stop);

            Assert.Equal($"1 rows of 1 SKUs for demo: {outcome}; 2 rows skipped.", output.Trim());
            Assert.StartsWith("line 3 has no valid date: a day as yyyy-MM-dd from 2000-01-01 to today", error[0]);
            Assert.Equal("line 4 names RADIO, which is no SKU of demo: 1 rows skipped", error[1].Trim());
            Assert.Equal(0, import.ExitCode);
        }
    }

    [Theory]
    [InlineData("Development", 0, "All is well.")]
    [InlineData("Production", 2, "")]
    public async Task A_check_ends_with_a_code_that_a_script_can_read(string environment, int exitCode, string lastLine)
    {
        using var check = Start(environment, "check");
        var output = await check.StandardOutput.ReadToEndAsync(Stop);
        await check.WaitForExitAsync(Stop);

        Assert.EndsWith(lastLine, output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(exitCode, check.ExitCode);
    }

    [Fact]
    public async Task Poison_is_listed_sent_again_and_dropped_from_a_shell()
    {
        var ids = await Poisoned("demo|TV", "demo|RADIO");

        var (exitCode, listed) = await Told("poison", "list", "--shop", "demo");
        Assert.Equal(0, exitCode);
        Assert.All(ids, id => Assert.Contains(id, listed, StringComparison.Ordinal));
        Assert.Equal((0, $"{ids[1]} was dropped and waits no more."), await Told("poison", "drop", ids[1]));
        Assert.Equal(
            (0, $"{ids[0]} was sent to pools again and waits no more; it comes back if it fails."),
            await Told("poison", "replay", "--all"));
        Assert.Equal((0, "Nothing waits."), await Told("poison", "list"));
        Assert.Equal(1, (await Told("poison", "replay")).ExitCode);
    }

    /// <summary>What a server on the folder would have kept; the ids that it has now.</summary>
    private async Task<IReadOnlyList<string>> Poisoned(params string[] messages)
    {
        await using var database = SqliteDatabase.Open(new(folder.FullName), NullLogger.Instance);
        var (store, clocks) = (new SqliteStore(database), ServerHost.MachineClocks);
        var shops = new ShopDirectory([new(new("demo"), "Demo", null, [], new Dictionary<SupplierId, Supplier>())]);
        foreach (var message in messages)
        {
            await new KeepPoison(store, shops, clocks, NullLogger<KeepPoison>.Instance)
                .Run(QueueNames.Pools, message, Stop);
        }

        var queue = new SqliteQueue(database, clocks.Machine, TimeSpan.FromSeconds(1));
        var kept = new KeptPoison(store, queue, shops, clocks);
        var waiting = (await kept.List(null, Stop)).Messages;
        return [.. messages.Select(message => waiting.Single(known => known.Ids == message).Id)];
    }

    private async Task<(int ExitCode, string Output)> Told(params string[] arguments)
    {
        using var command = Start("Development", arguments);
        var output = await command.StandardOutput.ReadToEndAsync(Stop);
        await command.WaitForExitAsync(Stop);
        return (command.ExitCode, output.Trim());
    }

    private static async Task<string> Line(Process server) =>
        await server.StandardOutput.ReadLineAsync(Stop) ?? throw new InvalidOperationException("the server has ended");

    private async Task<(int ExitCode, string Error)> RunToEnd(string environment, params string[] arguments)
    {
        using var server = Start(environment, arguments);
        var error = await server.StandardError.ReadToEndAsync(Stop);
        await server.WaitForExitAsync(Stop);
        return (server.ExitCode, error.Trim());
    }

    private Process Start(string environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Backorders.Server.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Data"] = folder.FullName;

        // As in a login shell, where it names a mailbox.
        start.Environment["MAIL"] = "/var/mail/ada";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    /// <summary>Runs a command line of words and of text in single quotes, as a shell reads it.</summary>
    private static async Task<string> Curl(string line)
    {
        var words = Words().Matches(line).Select(word => word.Value.Trim('\'')).ToList();
        using var curl = Process.Start(new ProcessStartInfo(words[0], ["--silent", .. words[1..]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("curl did not start");
        return await curl.StandardOutput.ReadToEndAsync(Stop);
    }

    [GeneratedRegex("'[^']*'|[^ ]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
