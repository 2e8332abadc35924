using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Backorders.Server.Hosting;

/// <summary>
/// What this head tells of requests. What a caller sent is nobody's business: paths hold customers' links, queries
/// their addresses, and anything may stand in a header. The route says what was asked for.
/// </summary>
internal static class RequestTelemetry
{
    /// <summary>Asked every few seconds by whoever watches the process; of no interest to anybody else.</summary>
    private const string HealthPath = "/healthz";

    public static void AddRequests(this OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(traces => traces.AddRequests())
        .WithMetrics(metrics => metrics.AddRequests());

    public static TracerProviderBuilder AddRequests(this TracerProviderBuilder traces) =>
        traces.AddAspNetCoreInstrumentation(requests =>
        {
            requests.Filter = http => http.Request.Path != HealthPath;
            requests.EnrichWithHttpRequest = (span, _) => span
                .SetTag("url.path", null).SetTag("url.query", null).SetTag("user_agent.original", null)
                .TraceStateString = null;
        });

    public static MeterProviderBuilder AddRequests(this MeterProviderBuilder metrics) =>
        metrics.AddMeter("Microsoft.AspNetCore.Hosting");
}
