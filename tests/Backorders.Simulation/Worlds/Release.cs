using System.Text;
using System.Text.RegularExpressions;
using Backorders.Pipeline.Ports;

namespace Backorders.Simulation.Worlds;

/// <summary>
/// Which release of the code a process runs, as far as others can see that: by what it writes. What it decides is
/// always decided by this code.
/// </summary>
internal abstract partial class Release
{
    public static readonly Release This = new Now();

    /// <summary>What is said of a process that runs it.</summary>
    public abstract string Words { get; }

    /// <summary>The processes of a seed: two of three run this code alone.</summary>
    public static Func<int, Release> Of(Random random)
    {
        Release other = random.Next(2) == 0 ? new Before() : new After();
        var isMixed = random.Next(3) == 0;
        var odd = random.Next(2);
        return started => isMixed && started % 2 == odd ? other : This;
    }

    public virtual IReadOnlyList<Write> Writes(IReadOnlyList<Write> decided) => decided;

    public virtual string Sends(string ids) => ids;

    /// <summary>All other bytes stay as they are.</summary>
    private static List<Write> Rewrite(IReadOnlyList<Write> decided, Func<string, string> change) =>
        [.. decided.Select(write => write with
        {
            Body = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(write.Body.Span))),
        })];

    private sealed class Now : Release
    {
        public override string Words => "";
    }

    /// <summary>
    /// The one before: it knows no member that came since, and so what it read is written again without them.
    /// </summary>
    private sealed class Before : Release
    {
        public override string Words => " on the release before";

        public override IReadOnlyList<Write> Writes(IReadOnlyList<Write> decided) =>
            Rewrite(decided, body => Unknown().Replace(body, ""));
    }

    /// <summary>One to come: it writes members, and lines of messages, that nobody here knows.</summary>
    private sealed class After : Release
    {
        public override string Words => " on a release to come";

        public override IReadOnlyList<Write> Writes(IReadOnlyList<Write> decided) =>
            Rewrite(decided, body => $"{{\"toCome\":{{\"units\":[1,\"two\",null]}},{body[1..]}");

        public override string Sends(string ids) =>
            $"{ids}{(ids.Contains('\n', StringComparison.Ordinal) ? "" : "\n- 0")} and what is to come";
    }

    /// <summary>What the last changes of stored shapes added.</summary>
    [GeneratedRegex(
        @",""(?:(?:notNowTries|keptAgain|ended)"":\d+|(?:replayBegunAt|endedAt)"":""[^""]*""|choice"":\{[^}]*\})",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unknown();
}
