using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Which changes of a pool, in the order in which they came, are written as one batch.</summary>
internal static class PoolGroup
{
    /// <summary>Documents in a batch beside the head.</summary>
    private const int MaxDocuments = StoreLimits.Operations - 1;

    /// <summary>Takes the first, whatever it is, and as many behind it as go with it.</summary>
    public static List<PoolChange> TakeFrom(LinkedList<PoolChange> waiting)
    {
        var group = new List<PoolChange>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.First is { } next && Fits(next.Value, group, ids, all))
        {
            group.Add(next.Value);
            waiting.RemoveFirst();
        }

        return group;
    }

    /// <param name="ids">What the group may write.</param>
    /// <param name="all">That, and what it only looks at: read together too.</param>
    private static bool Fits(
        PoolChange next, List<PoolChange> group, HashSet<string> ids, HashSet<string> all)
    {
        if (group.Count > 0 && (next.Alone || group[^1].Alone || next.Ids.Any(ids.Contains)
            || all.Count + next.Ids.Count + next.Reads.Count > MaxDocuments))
        {
            return false;
        }

        ids.UnionWith(next.Ids);
        all.UnionWith(next.Ids);
        all.UnionWith(next.Reads);
        return true;
    }
}
