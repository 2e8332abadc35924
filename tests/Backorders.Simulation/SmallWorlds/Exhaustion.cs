using System.Diagnostics;
using System.Globalization;
using Backorders.Simulation.Checker;

namespace Backorders.Simulation.SmallWorlds;

/// <summary>Which worlds are played.</summary>
internal enum Extent
{
    EveryCall,
    EveryTwoCalls,
}

/// <summary>Plays the small world once for every call that can meet a mishap, or for every two of them.</summary>
internal sealed class Exhaustion
{
    private const int ProgressEvery = 1_000;

    /// <summary>Of the draws of a sample.</summary>
    private const int Seed = 4;

    private readonly string expected;
    private readonly Action<string> progress;
    private readonly List<(int Call, Mishap Mishap)> singles;

    public Exhaustion(Action<string> progress)
    {
        this.progress = progress;
        var fair = new ScriptedSky(new Dictionary<int, Mishap>());
        expected = new SmallWorld(fair).Play();
        singles = [.. Enum.GetValues<Mishap>()
            .SelectMany(mishap => Enumerable.Range(1, fair.Calls).Select(call => (call, mishap)))];
        progress($"{fair.Calls} calls in fair weather:\n{expected}");
        Pairs = (long)fair.Calls * (fair.Calls - 1) / 2 * Enum.GetValues<Mishap>().Length
            * Enum.GetValues<Mishap>().Length;
    }

    /// <summary>So many worlds are every two calls.</summary>
    public long Pairs { get; }

    /// <param name="sample">So many of them, by chance; null: all.</param>
    /// <returns>What ended otherwise than in fair weather; nothing: all is well.</returns>
    public IReadOnlyList<string> Play(Extent extent, int? sample = null, int workers = 1)
    {
        var all = extent == Extent.EveryCall ? singles.Count : Pairs;
        var (count, began) = (Math.Min(sample ?? all, all), Stopwatch.GetTimestamp());
        var scripts = extent == Extent.EveryCall ? singles.Select(one => Script(one))
            : count < all ? Drawn(count)
            : from one in singles from two in singles where one.Call < two.Call select Script(one, two);
        var (gate, played, failures) = (new Lock(), 0, new List<string>());
        Parallel.ForEach(scripts, new ParallelOptions { MaxDegreeOfParallelism = workers }, script =>
        {
            var trouble = Trouble(script);
            lock (gate)
            {
                failures.AddRange(trouble is null ? [] : [trouble]);
                if (++played % ProgressEvery == 0)
                {
                    var left = Stopwatch.GetElapsedTime(began) / played * (count - played);
                    progress(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{played:N0} of {count:N0} worlds, {failures.Count} failed, "
                        + $"{left.TotalMinutes:N0} minutes left"));
                }
            }
        });
        return failures;
    }

    /// <summary>Two different calls each, no two scripts the same.</summary>
    private IEnumerable<Dictionary<int, Mishap>> Drawn(long count)
    {
        var random = new Random(Seed);
        var drawn = new HashSet<(int, int)>();
        while (drawn.Count < count)
        {
            var (one, two) = (random.Next(singles.Count), random.Next(singles.Count));
            if (singles[one].Call < singles[two].Call && drawn.Add((one, two)))
            {
                yield return Script(singles[one], singles[two]);
            }
        }
    }

    private static Dictionary<int, Mishap> Script(params IReadOnlyList<(int Call, Mishap Mishap)> mishaps) =>
        mishaps.ToDictionary(met => met.Call, met => met.Mishap);

    private string? Trouble(Dictionary<int, Mishap> script)
    {
        var what = string.Join(", ", script.Select(call => $"{call.Value} at call {call.Key}"));
        try
        {
            var end = new SmallWorld(new(script)).Play();
            return end == expected ? null : $"{what}: the end is\n{end}";
        }
        catch (Violation violation)
        {
            return $"{what}: {violation.Message}";
        }
    }
}
