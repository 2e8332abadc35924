using Backorders.Simulation.Checker;

namespace Backorders.Simulation.SmallWorlds;

/// <summary>Plays the small world once for every call that can meet a mishap, or for every two of them.</summary>
internal static class Exhaustion
{
    private const int ProgressEvery = 1_000;

    /// <summary>What ended otherwise than in fair weather; nothing: all is well.</summary>
    public static IEnumerable<string> Play(bool pairs, Action<string> progress)
    {
        var fair = new ScriptedSky(new Dictionary<int, Mishap>());
        var expected = new SmallWorld(fair).Play();
        var singles = Enum.GetValues<Mishap>()
            .SelectMany(mishap => Enumerable.Range(1, fair.Calls).Select(call => (Call: call, Mishap: mishap)))
            .ToList();
        IEnumerable<Dictionary<int, Mishap>> scripts = pairs
            ? from one in singles
              from two in singles
              where one.Call < two.Call
              select new Dictionary<int, Mishap> { [one.Call] = one.Mishap, [two.Call] = two.Mishap }
            : singles.Select(one => new Dictionary<int, Mishap> { [one.Call] = one.Mishap });
        progress($"{fair.Calls} calls in fair weather:\n{expected}");
        var played = 0;
        foreach (var script in scripts)
        {
            if (++played % ProgressEvery == 0)
            {
                progress($"{played} worlds");
            }

            if (Trouble(script, expected) is { } trouble)
            {
                var what = string.Join(", ", script.Select(call => $"{call.Value} at call {call.Key}"));
                yield return $"{what}: {trouble}";
            }
        }
    }

    private static string? Trouble(Dictionary<int, Mishap> script, string expected)
    {
        try
        {
            var end = new SmallWorld(new(script)).Play();
            return end == expected ? null : $"the end is\n{end}";
        }
        catch (Violation violation)
        {
            return violation.Message;
        }
    }
}
