namespace Backorders.Embedded;

/// <summary>Where and how the embedded adapters keep their data.</summary>
/// <param name="Folder">The data folder; created when it is missing. Several processes may share it.</param>
public sealed record EmbeddedOptions(string Folder)
{
    public const string DatabaseFile = "backorders.db";

    public Durability Durability { get; init; } = Durability.EveryCommit;

    /// <summary>How long a write or read waits for another process before it gives up.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a waiting worker looks for messages that other processes sent.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The database's largest size in pages of 4 KiB; null: as large as the disk allows.</summary>
    public long? MaxPages { get; init; }
}

/// <summary>When a commit counts as kept.</summary>
public enum Durability
{
    /// <summary>Flushed to the disk before it is answered: survives a power cut (<c>synchronous=FULL</c>).</summary>
    EveryCommit,

    /// <summary>Survives a killed process; a power cut may take the last moments (<c>synchronous=NORMAL</c>).</summary>
    ProcessCrash,
}
