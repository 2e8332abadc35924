using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Backorders.Azure.Cosmos;
using Backorders.Pipeline.Ports;
using Backorders.Server.Adapters;
using Backorders.Server.Checks;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Server;

/// <summary>The command <c>check</c>: what it says, and what it ends with.</summary>
public sealed partial class CheckTests : IDisposable
{
    private const string Secret = GivenSettings.Key;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-check-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A look that was given up may still write there: the folder is left to the system.
        }
    }

    [Fact]
    public async Task Whoever_keeps_everything_in_the_data_folder_is_told_that_all_is_well()
    {
        var data = Path.Combine(folder.FullName, "new");

        var (exitCode, text) = await Check(data);

        Assert.Equal(
            $"""
            shops  ok     north: 1 key, no suppliers
            data   ok     {data}
            key    ok     {Path.Combine(data, "signing.key")}
            store  ok     {Path.Combine(data, "backorders.db")}
            queue  ok     {Path.Combine(data, "backorders.db")}
            mail   ok     {Path.Combine(data, "mails")}
            links  ok     none in mails: PublicUrl does not say where customers reach this service
            All is well.

            """,
            text);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_used_is_told_once_and_blamed_on_no_firewall()
    {
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Stop);

        var (exitCode, text) = await Check(file);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Data (--data) names {file}, which cannot be written to", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split("It is in the data folder, which cannot be used.").Length);
        Assert.DoesNotContain("firewall", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_work_is_told_with_what_to_do_and_keeps_nothing_else_from_being_looked_at()
    {
        var database = Path.Combine(folder.FullName, "backorders.db");
        await File.WriteAllTextAsync(database, new string('x', 8192), Stop);

        var (exitCode, text) = await Check(folder.FullName);

        Assert.Contains($"store  FAILS  {database}", text, StringComparison.Ordinal);
        Assert.Contains($"              {database} is no database that can be opened.", text, StringComparison.Ordinal);
        Assert.Contains("              Correct Data (--data), or mend what it names.", text, StringComparison.Ordinal);
        Assert.Contains("mail   ok     ", text, StringComparison.Ordinal);
        Assert.EndsWith($"2 of 7 do not work.{Environment.NewLine}", text, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("store  FAILS  Cosmos DB at https://ADDRESS, database backorders", "Cosmos__ConnectionString",
        "Store=cosmos", $"Cosmos__ConnectionString=AccountEndpoint=https://ADDRESS/;AccountKey={Secret}",
        $"Keys__Signing={Secret}")]
    [InlineData(
        "mail   FAILS  Communication Services at https://ADDRESS, from a@b.example, "
        + "at most 30 a minute and at most 100 an hour", "Acs__ConnectionString",
        "Mail=acs", "MailFrom=a@b.example", $"Acs__ConnectionString=endpoint=https://ADDRESS;accesskey={Secret}")]
    [InlineData(
        "mail   FAILS  ADDRESS (None), from a@b.example, any number a minute and at most 100 an hour",
        "Smtp__Host and Smtp__Port",
        "Mail=smtp", "MailFrom=a@b.example", "Smtp__Host=127.0.0.1", "Smtp__Port=PORT", "Smtp__Security=none",
        "Smtp__User=ada", $"Smtp__Password={Secret}", "MailPace__PerMinute=0")]
    [InlineData("queue  FAILS  Storage Queues at http://ADDRESS/shop", "QueueStorage",
        "Queue=azure", $"QueueStorage=AccountName=shop;AccountKey={Secret};QueueEndpoint=http://ADDRESS/shop")]
    public async Task Where_nobody_listens_is_told_by_the_name_of_its_setting_and_without_a_secret(
        string line, string setting, params string[] settings)
    {
        var port = ClosedPort();
        string Here(string text) => text.Replace("ADDRESS", $"127.0.0.1:{port}").Replace("PORT", $"{port}");

        var (exitCode, text) = await Check(folder.FullName, [.. settings.Select(Here)]);

        Assert.Contains(
            $"""
            {Here(line)}
                          Nobody answers at 127.0.0.1:{port} (ConnectionRefused).
                          Start it, open the way to it, or correct {setting}.

            """,
            text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task Who_never_answers_and_does_not_end_when_told_to_is_waited_for_10_seconds_and_no_longer()
    {
        var machine = new FakeTimeProvider();
        var silent = new Silent();
        await using var services = Adapters(Read(), with => with.AddSingleton<IMailer>(silent));

        var findings = Findings(Read(), services, machine);
        await silent.Asked;
        machine.Advance(Limit);

        Assert.Equal("No answer within 10 s.", (await findings).Single(finding => finding.What == "mail").Trouble?.Why);
    }

    [Fact]
    public async Task Whoever_is_nobody_in_Azure_is_told_how_to_sign_in()
    {
        var options = Read("Queue=azure", $"QueueStorage__queueServiceUri=https://127.0.0.1:{ClosedPort()}");
        await using var services = Adapters(options, with => with.AddSingleton<TokenCredential>(new Nobody()));

        var findings = await Findings(options, services, TimeProvider.System);

        var signIn = findings.Single(finding => finding.What == "signin").Trouble;
        Assert.Equal("There is nobody to sign in as.", signIn?.Why);
        Assert.Contains("az login", signIn?.WhatToDo, StringComparison.Ordinal);
        Assert.Contains("AZURE_CLIENT_ID", signIn?.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_known_in_Azure_but_may_not_do_it_is_told_so()
    {
        await using var queues = await Forbidding.Start();
        var options = Read("Queue=azure", $"QueueStorage=AccountName=a;AccountKey={Secret};QueueEndpoint={queues.Url}");
        await using var services = Adapters(options);

        var findings = await Findings(options, services, TimeProvider.System);

        Assert.Equal(
            new Trouble(
                "It does not let us in: AuthorizationPermissionMismatch (403).",
                "Give our identity its role there, or correct QueueStorage."),
            findings.Single(finding => finding.What == "queue").Trouble);
    }

    [Fact]
    public async Task Shops_that_have_no_share_of_the_pace_are_told_by_a_check_and_by_a_start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Read(
            "Mail=smtp", "MailFrom=a@b.example", "Smtp__Host=127.0.0.1", "Smtp__Security=none",
            $"Smtp__Port={((IPEndPoint)listener.LocalEndpoint).Port}", "MailPace__PerHour=3",
            $"Shops__south__ApiKeys__0__Hash=sha256:{new string('b', 64)}", "Shops__south__ApiKeys__0__Role=shop");
        using var book = new LogBook();
        var fine = new Silent();
        fine.Answer();
        await using var services = Adapters(options, with => with
            .AddSingleton<IMailer>(fine).AddLogging(logs => logs.AddProvider(book)));

        var findings = await Findings(options, services, TimeProvider.System);
        await services.OpenAdapters(options, Stop);

        const string sentence = "2 shops are too many for 3 mails an hour";
        var mail = findings.Single(finding => finding.What == "mail");
        Assert.Null(mail.Trouble);
        Assert.Contains(sentence, mail.ToText(), StringComparison.Ordinal);
        Assert.StartsWith($"Warning: {sentence}", Assert.Single(book.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_may_take_two_minutes_to_be_made_and_nothing_else_may()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var machine = new FakeTimeProvider();
        var options = Read(
            "Store=cosmos", $"Keys__Signing={Secret}", "Cosmos__ConnectionString="
            + $"AccountEndpoint=https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/;AccountKey={Secret}");
        await using var services = Adapters(options);

        var findings = Findings(options, services, machine);
        using var reached = await silent.AcceptTcpClientAsync(Stop);
        using var asked = await silent.AcceptTcpClientAsync(Stop);
        machine.Advance(Limit);
        Assert.False(findings.IsCompleted);
        machine.Advance(CosmosStore.ToMakeContainers - Limit);

        var store = (await findings).Single(finding => finding.What == "store");
        Assert.Equal("No answer within 120 s.", store.Trouble?.Why);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private BackordersOptions Read(params string[] settings) =>
        ReadOptions.From(GivenSettings.Of(settings), folder.FullName);

    private static ServiceProvider Adapters(BackordersOptions options, Action<IServiceCollection>? with = null)
    {
        var services = new ServiceCollection()
            .AddLogging().AddAdapters(options.Adapters, options.DataFolder, ServerHost.MachineClocks);
        with?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static async Task<List<Finding>> Findings(
        BackordersOptions options, IServiceProvider services, TimeProvider machine) =>
        await new Inspection(options, services, Limit, machine).Run().ToListAsync(Stop);

    private static async Task<(int ExitCode, string Text)> Check(string data, params string[] settings)
    {
        using var output = new StringWriter();
        var options = ReadOptions.From(GivenSettings.Of(settings), data);
        return (await Backorders.Server.Commands.Check.Run(options, output), output.ToString());
    }
}
