using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Backorders.Server.Adapters;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Backorders.Tests.EndToEnd;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backorders.Tests.Observability;

/// <summary>The real process with its real exporters, which send to a receiver in this one.</summary>
[Collection(WatchedTests.Name)]
public sealed class When_telemetry_is_sent
{
    private const string Followed = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string NotFollowed = "11112222333344445555666677778888";

    [Fact]
    public async Task An_otlp_endpoint_hears_traces_metrics_and_logs()
    {
        await using var receiver = await Receiver.Start();
        var token = await Run(receiver, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });

        var traces = receiver.Text("/v1/traces");
        Assert.All(["POST /api/orders", "take order", "send mail"], name => Assert.Contains(name, traces));
        Assert.Contains(Bytes(Followed), traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Bytes(NotFollowed), traces, StringComparison.Ordinal);
        Assert.All(
            ["backorders.orders", "backorders.store.calls", "http.server.request.duration"],
            name => Assert.Contains(name, receiver.Text("/v1/metrics")));
        Assert.Contains("service.name", receiver.Text("/v1/logs"), StringComparison.Ordinal);
        Assert.DoesNotContain(CanaryStory.Mark, receiver.Text(""), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("GET /o/{token}", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(token, receiver.Text(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_monitor_hears_traces_metrics_and_logs()
    {
        await using var receiver = await Receiver.Start();
        var token = await Run(receiver, new()
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={receiver.Address}/",
            ["APPLICATIONINSIGHTS_STATSBEAT_DISABLED"] = "true",
        });

        var sent = receiver.Text("").Split('\n');
        Assert.Contains(sent, item => Is(item, "RequestData", Followed) && Is(item, "POST /api/orders"));
        Assert.Contains(sent, item => Is(item, "RemoteDependencyData", Followed) && Is(item, "take order"));
        Assert.DoesNotContain(sent, item => Is(item, "RequestData", NotFollowed));
        Assert.Contains(sent, item => Is(item, "MetricData", "backorders.orders"));
        Assert.Contains(sent, item => Is(item, "MessageData"));
        Assert.DoesNotContain(sent, item => item.Contains(CanaryStory.Mark, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(sent, item => Is(item, "POST /o/{token}"));
        Assert.DoesNotContain(sent, item => item.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_address_there_is_no_telemetry_at_all()
    {
        var services = new ServiceCollection();

        Assert.Null(services.AddTelemetry(Settings()));
        Assert.Empty(services);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://localhost")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "my resource")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "11", "APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=1")]
    public void A_bad_setting_stops_the_start_with_a_sentence(
        string setting, string value, string beside = "Data", string? besideValue = null)
    {
        var bad = Assert.Throws<BadSettingException>(
            () => new ServiceCollection().AddTelemetry(Settings((setting, value), (beside, besideValue))));

        Assert.StartsWith($"{setting} must be ", bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "11111111-2222-3333-4444-555555555555", nameof(DefaultAzureCredential))]
    [InlineData("Authorization=AAD", null, nameof(DefaultAzureCredential))]
    [InlineData("ClientId=11111111-2222;Authorization=AAD", "11111111-2222", nameof(DefaultAzureCredential))]
    [InlineData("ClientId=11111111-2222;Authorization=AAD", "", nameof(ManagedIdentityCredential))]
    public void Azure_monitor_is_sent_to_under_the_identity_that_the_settings_name(
        string? authentication, string? clientId, string? credential)
    {
        var services = new ServiceCollection();
        services.AddTelemetry(Settings(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000001"),
            ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", authentication), ("AZURE_CLIENT_ID", clientId)));

        Assert.Equal(credential, Exporter(services).Credential?.GetType().Name);
    }

    [Fact]
    public void Azure_monitor_and_the_adapters_sign_in_once()
    {
        var services = new ServiceCollection();
        services.AddTelemetry(Settings(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000001"),
            ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD")));
        services.AddLogging().AddAdapters(
            AdapterOptions.Embedded with
            {
                Queue = new QueueChoice.Azure(new Access.Identity(new("https://a.example"), "QueueStorage")),
            }, Path.GetTempPath(), ServerHost.MachineClocks);

        using var built = services.BuildServiceProvider();

        Assert.Same(
            Assert.Single(built.GetServices<TokenCredential>()),
            built.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue.Credential);
    }

    [Fact]
    public void A_warning_is_sent_to_azure_monitor_whether_its_trace_is_or_not()
    {
        var services = new ServiceCollection();
        services.AddTelemetry(Settings(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000001")));

        Assert.False(Exporter(services).EnableTraceBasedLogsSampler);
    }

    private static AzureMonitorExporterOptions Exporter(ServiceCollection services)
    {
        using var built = services.BuildServiceProvider();
        return built.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;
    }

    /// <returns>What opens a customer's order, and no watcher may hold.</returns>
    private static async Task<string> Run(Receiver receiver, Dictionary<string, string> settings)
    {
        using var folder = new TempFolder();
        settings["Logging__LogLevel__Default"] = "Trace";
        await using var server = await ServerProcess.Start(folder, settings);
        using var shop = new Caller(server.Address);
        var token = await CanaryStory.Play(shop, ("traceparent", $"00-{Followed}-00f067aa0ba902b7-01"));
        (await CanaryStory.Order(shop, "A-4", 1, ("traceparent", $"00-{NotFollowed}-00f067aa0ba902b7-00"))).Expect(201);
        Assert.Equal(0, await server.Stop());
        Assert.NotEmpty(receiver.Text(""));
        Assert.DoesNotContain(token, server.Output, StringComparison.Ordinal);
        return token;
    }

    private static bool Is(string item, params string[] words) =>
        Array.TrueForAll(words, word => item.Contains(word, StringComparison.Ordinal));

    /// <summary>A trace's id as the receiver's text shows its bytes.</summary>
    private static string Bytes(string hex) => Receiver.Shown(Convert.FromHexString(hex));

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value))
            .Build();
}
