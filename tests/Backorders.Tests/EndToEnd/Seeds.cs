namespace Backorders.Tests.EndToEnd;

/// <summary>The seeds to play: a few each time, others when <c>BACKORDERS_SEEDS</c> says so: <c>100-199</c>.</summary>
internal static class Seeds
{
    public static TheoryData<int> Of(int count)
    {
        var asked = Environment.GetEnvironmentVariable("BACKORDERS_SEEDS")?.Split('-');
        var (first, last) = asked is [var from, var to] ? (int.Parse(from), int.Parse(to)) : (1, count);
        return [.. Enumerable.Range(first, last - first + 1)];
    }
}
