namespace Backorders.Notices;

/// <summary>How many mails the provider takes from this installation; 0 lifts a limit.</summary>
public sealed record MailPaceLimits(int PerMinute, int PerHour)
{
    /// <summary>Nobody counts, as with the mail folder: no pace is kept, and nothing is stored for one.</summary>
    public static readonly MailPaceLimits None = new(0, 0) { IsKept = false };

    /// <summary>What to say when so many shops leave nobody a share of its own; null: everybody has one.</summary>
    public string? Unshared(int shops)
    {
        var (mails, time) = PerHour > 0 && ShareOf(PerHour, shops) == 0 ? (PerHour, "an hour")
            : PerMinute > 0 && ShareOf(PerMinute, shops) == 0 ? (PerMinute, "a minute")
            : (0, "");
        return mails == 0 || shops < 2
            ? null
            : $"{shops} shops are too many for {mails} mails {time}, of which half is shared out: none has a share of "
                + "its own, and one that sends many makes the others wait. Ask the provider for more, raise the pace.";
    }

    /// <summary>Half of a limit is shared out evenly, in whole mails.</summary>
    internal static int ShareOf(int limit, int shops) => limit / 2 / Math.Max(1, shops);

    /// <summary>A provider that counts can also pause us, whatever the limits are.</summary>
    public bool IsKept { get; private init; } = true;
}
