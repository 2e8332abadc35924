namespace Backorders.Embedded.Sqlite;

/// <summary>
/// Answers a group's changes on the thread pool, a share of the group to each processor. A work item for each answer
/// would wake a thread for each.
/// </summary>
internal sealed class Answers : IThreadPoolWorkItem
{
    /// <summary>Answers that are worth waking another thread for.</summary>
    private const int SmallestShare = 4;

    private readonly ArraySegment<WriteWork> share;
    private readonly WriteFailure? failure;

    private Answers(ArraySegment<WriteWork> share, WriteFailure? failure)
    {
        this.share = share;
        this.failure = failure;
    }

    /// <param name="failure">Null: the group was committed.</param>
    public static void HandOut(WriteWork[] group, WriteFailure? failure)
    {
        var each = (group.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        var size = Math.Max(SmallestShare, each);
        for (var start = 0; start < group.Length; start += size)
        {
            var part = new ArraySegment<WriteWork>(group, start, Math.Min(size, group.Length - start));
            ThreadPool.UnsafeQueueUserWorkItem(new Answers(part, failure), preferLocal: false);
        }
    }

    public void Execute()
    {
        foreach (var work in share)
        {
            if (failure is null)
            {
                work.Succeed();
            }
            else
            {
                work.Fail(failure);
            }
        }
    }
}
