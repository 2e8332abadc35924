namespace Backorders.Notices;

/// <summary>How many mails the provider takes from this installation; 0 lifts a limit.</summary>
public sealed record MailPaceLimits(int PerMinute, int PerHour)
{
    /// <summary>Nobody counts, as with the mail folder: no pace is kept, and nothing is stored for one.</summary>
    public static readonly MailPaceLimits None = new(0, 0) { IsKept = false };

    /// <summary>A provider that counts can also pause us, whatever the limits are.</summary>
    public bool IsKept { get; private init; } = true;
}
