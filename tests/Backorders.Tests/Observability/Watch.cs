using System.Diagnostics;
using Backorders.Server.Adapters;
using Backorders.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Backorders.Tests.Observability;

/// <summary>Sources and meters are the process's own: while these tests listen, nothing else may run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WatchedTests
{
    public const string Name = "Watched";
}

/// <summary>Collects in memory what a head would send away, registered as the heads do it.</summary>
internal sealed class Watch : IDisposable
{
    private readonly List<Activity> spans = [];
    private readonly List<MetricSnapshot> metrics = [];
    private readonly List<LogRecord> logs = [];
    private readonly TracerProvider traces;
    private readonly MeterProvider meters;
    private readonly ServiceProvider logging;

    public Watch()
    {
        traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder()
            .AddBackorders().AddRequests().AddInMemoryExporter(spans).Build();
        meters = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .AddBackorders().AddRequests().AddInMemoryExporter(metrics).Build();
        logging = new ServiceCollection()
            .AddLogging(builder => builder.AddOpenTelemetry(options => options.AddInMemoryExporter(logs)))
            .BuildServiceProvider();
    }

    /// <summary>To be added to a logger factory.</summary>
    public ILoggerProvider Logs => logging.GetRequiredService<ILoggerProvider>();

    /// <summary>All spans that have ended.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            traces.ForceFlush();
            return [.. spans];
        }
    }

    public IEnumerable<Activity> Named(string name) => Spans.Where(span => span.DisplayName == name);

    /// <summary>The span of this name that is about the order.</summary>
    public Activity Of(string order, string name) =>
        Assert.Single(Named(name), span => (string?)span.GetTagItem("backorders.order") == order);

    /// <summary>A trace as a tree: a span a line, below its parent, in the order of their starts.</summary>
    public string Tree(ActivityTraceId trace)
    {
        var all = Spans.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc).ToList();
        var ids = all.Select(span => span.SpanId).ToHashSet();
        IEnumerable<string> Under(Activity span, int depth) => all
            .Where(child => child.ParentSpanId == span.SpanId)
            .SelectMany(child => Under(child, depth + 1))
            .Prepend(new string(' ', 2 * depth) + span.DisplayName);
        var roots = all.Where(span => !ids.Contains(span.ParentSpanId));
        return string.Join('\n', roots.SelectMany(root => Under(root, 0)));
    }

    /// <summary>What a counter has counted, or a histogram summed up, with this tag or with any.</summary>
    public double Sum(string name, string? tag = null) => Points(name, tag).Sum(found => found.Metric switch
    {
        MetricType.LongSum => found.Point.GetSumLong(),
        MetricType.DoubleSum => found.Point.GetSumDouble(),
        _ => found.Point.GetHistogramSum(),
    });

    public long Times(string histogram, string? tag = null) =>
        Points(histogram, tag).Sum(found => found.Point.GetHistogramCount());

    public double Gauge(string name)
    {
        var (metric, point) = Assert.Single(Points(name, null));
        return metric == MetricType.LongGauge ? point.GetGaugeLastValueLong() : point.GetGaugeLastValueDouble();
    }

    /// <summary>Every text in any span, metric and log that was collected.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string?>();
        foreach (var span in Spans)
        {
            texts.AddRange([span.DisplayName, span.OperationName, span.StatusDescription, span.TraceStateString]);
            texts.AddRange(span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Select(Said));
        }

        texts.AddRange(Points(null, null).SelectMany(found => Tags(found.Point)));
        foreach (var record in logs)
        {
            texts.AddRange([record.Body, record.FormattedMessage, record.CategoryName, $"{record.Exception}"]);
            texts.AddRange((record.Attributes ?? []).Select(Said));
        }

        return [.. texts.OfType<string>()];
    }

    public void Dispose()
    {
        traces.Dispose();
        meters.Dispose();
        logging.Dispose();
    }

    private List<(MetricType Metric, MetricPoint Point)> Points(string? name, string? tag)
    {
        metrics.Clear();
        meters.ForceFlush();
        return metrics
            .Where(metric => name is null || metric.Name == name)
            .SelectMany(metric => metric.MetricPoints.Select(point => (metric.MetricType, point)))
            .Where(found => tag is null || Tags(found.point).Contains(tag))
            .ToList();
    }

    /// <summary>As <c>name=value</c>.</summary>
    private static List<string> Tags(MetricPoint point)
    {
        var tags = new List<string>();
        foreach (var tag in point.Tags)
        {
            tags.Add(Said(tag));
        }

        return tags;
    }

    private static string Said(KeyValuePair<string, object?> tag) => $"{tag.Key}={tag.Value}";
}
