using System.Runtime.ExceptionServices;

namespace Backorders.Simulation.Worlds;

/// <summary>
/// A process's line to a service of the world. Every call takes its time both ways, and at both ends the sky decides
/// what befalls it.
/// </summary>
internal sealed class Wire(World world, Instance instance)
{
    private static readonly TimeSpan LatestApplied = TimeSpan.FromSeconds(5);
    private const int SlowestSeconds = 20;

    /// <summary>With a slow write before it a mail is sent while it is in its sender's hand.</summary>
    private const int SlowestMailSeconds = 10;

    public Sky Sky => world.Sky;

    public DateTimeOffset Now => world.Loop.Now;

    /// <param name="done">Does it, where it arrives, and gives the answer.</param>
    /// <param name="no">The answer when nothing was done, or what is thrown.</param>
    /// <param name="unclear">The answer when nobody says what was done, or what is thrown.</param>
    public Task<T> Call<T>(string what, Fault? fault, Func<T> done, Func<T> no, Func<T> unclear)
    {
        var answer = new TaskCompletionSource<T>();
        if (fault == Fault.DiesBefore)
        {
            world.Kill(instance, $"before {what}");
            return answer.Task;
        }

        var back = Sky.Way() + fault switch
        {
            Fault.StoreSlow => Seconds(SlowestSeconds),
            Fault.MailSlow => Seconds(SlowestMailSeconds),
            _ => TimeSpan.Zero,
        };
        world.Loop.After(Sky.Way(), () =>
        {
            var reply = Arrive(what, fault, done, no, unclear);
            world.Journal.Note($"{instance.Name} {what}{(fault is null ? "" : $" ({fault})")}");
            var moment = world.Journal.Moment;
            world.Unanswered.Add(moment);
            world.Loop.After(back, () =>
            {
                world.Unanswered.Remove(moment);
                Complete(answer, reply);
            });
            if (fault == Fault.DiesAfter)
            {
                world.Kill(instance, $"after {what}");
            }
        });
        return answer.Task;
    }

    private Func<T> Arrive<T>(string what, Fault? fault, Func<T> done, Func<T> no, Func<T> unclear)
    {
        switch (fault)
        {
            case null or Fault.DiesAfter or Fault.StoreSlow or Fault.MailSlow or Fault.QueueLeaseEnds
                or Fault.QueueDelay or Fault.QueueDuplicate or Fault.QueueLoss or Fault.StoreStaleRead:
                return Try(done);
            case Fault.StoreTimeoutApplied or Fault.StoreErrorApplied or Fault.StoreReplyLost
                or Fault.QueueUnclearSent or Fault.MailReplyLost or Fault.MailTimeoutSent:
                Try(done);
                return unclear;
            case Fault.StoreTimeoutAppliedLate:
                world.Loop.After(LatestApplied * (Sky.Roll(100) / 100.0), () =>
                {
                    Try(done);
                    world.Journal.Note($"{instance.Name} {what} only now");
                });
                return unclear;
            case Fault.StoreTimeoutNotApplied or Fault.StoreErrorNotApplied or Fault.QueueUnclearNotSent
                or Fault.MailTimeoutNotSent or Fault.MailError:
                return unclear;
            default:
                return no;
        }
    }

    /// <summary>What a call that arrived comes to, be it an exception.</summary>
    private static Func<T> Try<T>(Func<T> done)
    {
        try
        {
            var value = done();
            return () => value;
        }
        catch (Exception e) when (e is not Checker.Violation)
        {
            var caught = ExceptionDispatchInfo.Capture(e);
            return () =>
            {
                caught.Throw();
                return default!;
            };
        }
    }

    private void Complete<T>(TaskCompletionSource<T> answer, Func<T> reply)
    {
        if (instance.Process.IsDead)
        {
            return;
        }

        try
        {
            answer.SetResult(reply());
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    private TimeSpan Seconds(int most) => TimeSpan.FromSeconds(1 + Sky.Roll(most));
}
