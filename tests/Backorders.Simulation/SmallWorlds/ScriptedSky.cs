using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.SmallWorlds;

/// <summary>What one call may meet.</summary>
internal enum Mishap
{
    /// <summary>Nothing is done, and its caller is told so.</summary>
    FailsBefore,

    /// <summary>It is done, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>It is done, and the process that called dies.</summary>
    DiesAfter,
}

/// <summary>Fair weather but for the calls that are named, counted from the first one of the world.</summary>
internal sealed class ScriptedSky(IReadOnlyDictionary<int, Mishap> script) : Sky
{
    private static readonly Fault[] NotDone = [Fault.StoreBusy, Fault.StoreReadFails, Fault.QueueAway, Fault.MailBusy];

    /// <summary>A read whose answer is lost has failed; so has a question about a mail, or a delete.</summary>
    private static readonly Fault[] Lost =
    [
        Fault.StoreReplyLost, Fault.QueueUnclearSent, Fault.MailReplyLost, Fault.StoreReadFails,
        Fault.MailLookUpFails, Fault.QueueDeleteFails, Fault.QueueAway,
    ];

    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(1);

    public int Calls { get; private set; }

    public override Fault? Next(params ReadOnlySpan<Fault> possible)
    {
        if (IsHealed || !script.TryGetValue(++Calls, out var mishap))
        {
            return null;
        }

        foreach (var fault in mishap switch
        {
            Mishap.FailsBefore => NotDone,
            Mishap.AnswerLost => Lost,
            _ => [Fault.DiesAfter],
        })
        {
            if (possible.Contains(fault))
            {
                return Strike(fault);
            }
        }

        return null;
    }

    public override TimeSpan Way() => OneWay;

    /// <summary>Always the first of all.</summary>
    public override int Roll(int most) => 0;
}
