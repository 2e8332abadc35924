namespace Backorders.Simulation.Worlds;

/// <summary>
/// One thread and one clock: whatever is ready runs in the order in which it became so, and when nothing is, time
/// moves to the next thing that was put off. Nothing in it depends on the machine.
/// </summary>
internal sealed class Loop(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Turn)> later = new();
    private readonly Queue<(Process Process, Task Task)> ready = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long turn;

    /// <summary>The world's own time; a process may have another.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    public void After(TimeSpan delay, Action act)
    {
        CheckThread();
        later.Enqueue(act, ((Now + delay).UtcTicks, ++turn));
    }

    public void Ready(Process process, Task task)
    {
        CheckThread();
        ready.Enqueue((process, task));
    }

    /// <summary>Whatever goes on elsewhere goes on at another moment each time.</summary>
    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            Console.WriteLine(Environment.StackTrace);
            Environment.FailFast("Something of the simulation runs on another thread.");
        }
    }

    /// <summary>Lets time pass in which nobody does anything; what was put off until then is late.</summary>
    public void Leap(TimeSpan time) => Now += time;

    /// <returns>False when there is nothing left to do, ever.</returns>
    public bool Step()
    {
        if (ready.TryDequeue(out var next))
        {
            next.Process.Execute(next.Task);
            return true;
        }

        if (!later.TryDequeue(out var act, out var due))
        {
            return false;
        }

        if (due.Ticks > Now.UtcTicks)
        {
            Now = new(due.Ticks, TimeSpan.Zero);
        }

        act();
        return true;
    }
}

/// <summary>Where one process runs: nothing of it goes on once it is dead.</summary>
internal sealed class Process(Loop loop) : TaskScheduler
{
    public bool IsDead { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Die() => IsDead = true;

    public Task<T> Start<T>(Func<Task<T>> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task Start(Func<Task> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Execute(Task task)
    {
        if (!IsDead)
        {
            TryExecuteTask(task);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (!IsDead)
        {
            loop.Ready(this, task);
        }
    }

    /// <summary>Never: what runs inside of something else would run at another place than its turn.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
