namespace Backorders.Simulation.Checker;

/// <summary>What a world, or many, saw: to be shown, never to be judged by.</summary>
internal sealed class Figures
{
    public int Calls { get; set; }

    public int Orders { get; set; }

    /// <summary>Messages in the queue of orders.</summary>
    public int Laid { get; set; }

    public int Links { get; set; }

    public int LinesSeen { get; set; }

    public int Messages { get; set; }

    public int Commits { get; set; }

    public int LostRaces { get; set; }

    public int Crashes { get; set; }

    public int MailsTried { get; set; }

    public int Mails { get; set; }
}
