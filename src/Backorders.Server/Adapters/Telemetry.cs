using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Backorders.Pipeline;
using Backorders.Server.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Backorders.Server.Adapters;

/// <summary>
/// Traces, metrics and logs of both heads, sent where the settings say: to an OTLP endpoint, to Azure Monitor, to both.
/// Without either there is no telemetry at all, and nothing is spent on it.
/// </summary>
public static class Telemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AzureMonitorIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ClientId = "AZURE_CLIENT_ID";
    private const string Share = "OTEL_TRACES_SAMPLER_ARG";

    /// <param name="settings">Environment variables, or a file that says the same.</param>
    /// <returns>For what a head adds of its own; null: no telemetry.</returns>
    public static OpenTelemetryBuilder? AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        BeSilentOutside();
        var (endpoint, azureMonitor) = (settings[OtlpEndpoint], settings[AzureMonitor]);
        if (string.IsNullOrWhiteSpace(endpoint) && string.IsNullOrWhiteSpace(azureMonitor))
        {
            return null;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("backorders", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddBackorders())
            .WithMetrics(metrics => metrics.AddBackorders())
            .WithLogging(_ => { }, logs => logs.IncludeFormattedMessage = true);
        if (!string.IsNullOrWhiteSpace(endpoint))
        {
            Check(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
                OtlpEndpoint, "must be an address such as http://localhost:4317.");
            telemetry.UseOtlpExporter();
        }

        if (!string.IsNullOrWhiteSpace(azureMonitor))
        {
            Check(azureMonitor.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase),
                AzureMonitor, "must be an Application Insights connection string: InstrumentationKey=…");
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = azureMonitor;
                exporter.EnableLiveMetrics = false;

                // A warning counts, whether its trace was chosen or not.
                exporter.EnableTraceBasedLogsSampler = false;
            });

            services.AddExporterIdentity(settings);

            // The exporter's own sampler does not mind what the caller decided.
            var share = ShareOfTraces(settings);
            telemetry.WithTracing(traces => traces.SetSampler(
                new ParentBasedSampler(new TraceIdRatioBasedSampler(share))));
        }

        return telemetry;
    }

    internal static TracerProviderBuilder AddBackorders(this TracerProviderBuilder traces) => traces
        .AddSource(Tracing.SourceName)
        .AddHttpClientInstrumentation(calls => calls.FilterHttpRequestMessage = _ => IsPartOfSomething());

    internal static MeterProviderBuilder AddBackorders(this MeterProviderBuilder metrics) =>
        metrics.AddMeter(Measures.MeterName);

    /// <summary>Looking into empty queues is no work.</summary>
    private static bool IsPartOfSomething() => Activity.Current is { } call && call.ParentSpanId != default;

    /// <summary>A caller's trace and baggage end with us, watched or not: no provider is told of them.</summary>
    private static void BeSilentOutside()
    {
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        Sdk.SetDefaultTextMapPropagator(new OpenTelemetry.Context.Propagation.TraceContextPropagator());
    }

    /// <summary>
    /// The connection string alone lets us in, unless the settings name an identity. It is the one that the adapters
    /// have, with its tokens, unless they name another.
    /// </summary>
    private static void AddExporterIdentity(this IServiceCollection services, IConfiguration settings)
    {
        const string prefix = "ClientId=";
        var words = settings[AzureMonitorIdentity]?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        var isNamed = words.Contains("Authorization=AAD", StringComparer.OrdinalIgnoreCase);
        var ours = settings[ClientId] ?? "";
        var named = words.FirstOrDefault(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ?[prefix.Length..];
        if (isNamed && named is not null && named != ours)
        {
            var other = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(named));
            services.Configure<AzureMonitorExporterOptions>(exporter => exporter.Credential = other);
        }
        else if (isNamed || ours.Length > 0)
        {
            services.AddIdentity();
            services.AddOptions<AzureMonitorExporterOptions>().Configure<TokenCredential>(
                (exporter, identity) => exporter.Credential = identity);
        }
    }

    /// <summary>From 0 to 1, of the traces that begin with us.</summary>
    private static double ShareOfTraces(IConfiguration settings)
    {
        var share = 1.0;
        Check(string.IsNullOrWhiteSpace(settings[Share]) ||
            (double.TryParse(settings[Share], CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1),
            Share, "must be the share of traces to keep, from 0 to 1.");
        return share;
    }

    private static void Check(bool isFine, string setting, string whatToDo)
    {
        if (!isFine)
        {
            throw new BadSettingException(setting, whatToDo);
        }
    }
}
