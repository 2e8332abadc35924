using System.Diagnostics;
using System.Net;
using System.Text;

namespace Backorders.Benchmarks.Driving;

/// <summary>Looks at one answer, outside its latency; throws <see cref="WrongAnswerException"/>.</summary>
internal delegate void Check(int index, Answer answer);

/// <summary>How a book of requests went.</summary>
/// <param name="Latencies">One per request, shortest first.</param>
/// <param name="DriverCpu">Processor time that the driver itself took.</param>
internal sealed record Played(TimeSpan Elapsed, IReadOnlyList<TimeSpan> Latencies, TimeSpan DriverCpu)
{
    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

    /// <param name="share">0.99 for the latency that one of a hundred requests exceeds.</param>
    public TimeSpan Percentile(double share) =>
        Latencies[Math.Clamp((int)Math.Ceiling(share * Latencies.Count) - 1, 0, Latencies.Count - 1)];
}

/// <summary>Callers on kept connections: each sends its next request as soon as it has its answer.</summary>
internal static class Callers
{
    /// <summary>Plays the whole book; each caller is a thread, because a blocked one costs nothing.</summary>
    public static async Task<Played> Play(IPEndPoint server, RequestBook requests, int callers, Check check)
    {
        var latencies = new TimeSpan[requests.Count];
        var next = -1;
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Factory.StartNew(
            Call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        Array.Sort(latencies);
        return new Played(elapsed, latencies, cpu);

        void Call()
        {
            using var connection = new Connection(server);
            for (int index; (index = Interlocked.Increment(ref next)) < requests.Count;)
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = connection.Send(requests[index]);
                latencies[index] = Stopwatch.GetElapsedTime(sent);
                check(index, answer);
            }
        }
    }

    /// <summary>One request, its latency, and its answer as text; any other status is wrong.</summary>
    public static (TimeSpan Latency, string Body) Once(IPEndPoint server, RequestBook requests, int expected)
    {
        using var connection = new Connection(server);
        var sent = Stopwatch.GetTimestamp();
        var answer = connection.Send(requests[0]);
        var latency = Stopwatch.GetElapsedTime(sent);
        Expect.Status(answer, expected);
        return (latency, Encoding.UTF8.GetString(answer.Body));
    }
}
