namespace Backorders.Simulation.Worlds;

/// <summary>A process's clock: the world's time, off by what its machine is off. Timers do not see that.</summary>
internal sealed class ProcessClock(Loop loop, Process process) : TimeProvider
{
    public TimeSpan Off { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => loop.Now + Off;

    public override long GetTimestamp() => loop.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(loop, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Loop loop, Process process, TimerCallback callback, object? state) : ITimer
    {
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                loop.After(dueTime, () => Ring(mine, period));
            }

            return true;
        }

        public void Dispose() => setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(int mine, TimeSpan period)
        {
            if (mine != setting || process.IsDead)
            {
                return;
            }

            if (period > TimeSpan.Zero)
            {
                loop.After(period, () => Ring(mine, period));
            }

            callback(state);
        }
    }
}
