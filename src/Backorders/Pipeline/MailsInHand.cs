using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// What this process knows of mails and the store does not say yet: those under way, and those that were accepted last.
/// A lost race or a store that is away after the send asks nobody again, and a provider without a book (SMTP) does not
/// get the mail twice. What was in hand before a restart is not in here.
/// </summary>
public sealed class MailsInHand
{
    /// <summary>Accepted mails that are remembered: more than go out while a store is away.</summary>
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<string> underWay = [];
    private readonly HashSet<string> accepted = [];
    private readonly Queue<string> oldest = new();

    internal bool WasAccepted(string mailId)
    {
        lock (gate)
        {
            return accepted.Contains(mailId);
        }
    }

    /// <returns>Null: it is under way in another's hand, who sees to what follows.</returns>
    internal async Task<SendOutcome?> Send(string mailId, Func<Task<SendOutcome>> send)
    {
        lock (gate)
        {
            if (!underWay.Add(mailId))
            {
                return null;
            }
        }

        SendOutcome? outcome = null;
        try
        {
            return outcome = await send();
        }
        finally
        {
            End(mailId, outcome is SendOutcome.Accepted);
        }
    }

    private void End(string mailId, bool wasAccepted)
    {
        lock (gate)
        {
            underWay.Remove(mailId);
            if (wasAccepted && accepted.Add(mailId))
            {
                oldest.Enqueue(mailId);
            }

            if (oldest.Count > Most)
            {
                accepted.Remove(oldest.Dequeue());
            }
        }
    }
}
