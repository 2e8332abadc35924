namespace Backorders.Pipeline;

/// <summary>
/// Work beside that of its caller, on the caller's own scheduler: the thread pool in a server, one thread under a
/// clock of its own in the simulator. Nothing in the pipeline goes elsewhere.
/// </summary>
internal static class Apart
{
    public static Task Run(Func<Task> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap();

    public static ParallelOptions AtOnce(int most, CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = most,
        CancellationToken = cancellationToken,
        TaskScheduler = TaskScheduler.Current,
    };
}
