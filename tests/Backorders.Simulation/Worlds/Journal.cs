using System.Globalization;

namespace Backorders.Simulation.Worlds;

/// <summary>
/// All that happened in a world, one line each, with a hash over it: two runs of a seed that differ anywhere differ in
/// the hash.
/// </summary>
internal sealed class Journal(Loop loop)
{
    private readonly List<(DateTimeOffset At, string What)> lines = [];
    private ulong hash = 14_695_981_039_346_656_037;

    /// <summary>So much has happened; later is greater.</summary>
    public long Moment => lines.Count;

    public string Hash => hash.ToString("x16", CultureInfo.InvariantCulture);

    public void Note(string what)
    {
        lines.Add((loop.Now, what));
        unchecked
        {
            hash = (hash ^ (ulong)loop.Now.UtcTicks) * 1_099_511_628_211;
            foreach (var letter in what)
            {
                hash = (hash ^ letter) * 1_099_511_628_211;
            }
        }
    }

    /// <summary>The lines that name any of the words, and all of the last ones.</summary>
    public IEnumerable<string> Shortened(IReadOnlyList<string> words, int last)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var (at, what) = lines[index];
            if (index >= lines.Count - last || words.Any(word => what.Contains(word, StringComparison.Ordinal)))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{index,5} {at:MM-dd HH:mm:ss.fff} {what}");
            }
        }
    }
}
