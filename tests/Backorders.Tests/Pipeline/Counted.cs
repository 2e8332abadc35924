using System.Diagnostics.Metrics;
using Backorders.Pipeline;

namespace Backorders.Tests.Pipeline;

/// <summary>What is measured in the flow of the test that made it, whatever runs beside it.</summary>
internal sealed class Counted : IDisposable
{
    private static readonly AsyncLocal<Counted?> Here = new();

    private readonly Lock gate = new();
    private readonly List<(string Name, string? Tag, long Value)> all = [];
    private readonly MeterListener listener = new();

    public Counted()
    {
        Here.Value = this;
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter == Measures.Meter)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Every value, with its tag's, in the order in which they came.</summary>
    public IEnumerable<(string? Tag, long Value)> Of(string name)
    {
        lock (gate)
        {
            return [.. all.Where(one => one.Name == name).Select(one => (one.Tag, one.Value))];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Here.Value != this)
        {
            return;
        }

        lock (gate)
        {
            all.Add((instrument.Name, tags.IsEmpty ? null : $"{tags[0].Value}", value));
        }
    }
}
