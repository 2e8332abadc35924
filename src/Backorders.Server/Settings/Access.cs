namespace Backorders.Server.Settings;

/// <summary>How a service is reached; <see cref="Endpoint"/> is all of it that may be shown.</summary>
public abstract record Access
{
    private Access(Uri endpoint, string setting) => (Endpoint, Setting) = (endpoint, setting);

    public Uri Endpoint { get; }

    /// <summary>The setting that says so.</summary>
    public string Setting { get; }

    /// <summary>As whoever this process is in Azure, or who signed in on this machine.</summary>
    public sealed record Identity(Uri Endpoint, string Setting) : Access(Endpoint, Setting);

    /// <summary>With a secret, for development: it also says that what is missing may be made.</summary>
    public sealed record ConnectionString(Uri Endpoint, string Setting, string Secret) : Access(Endpoint, Setting)
    {
        public override string ToString() => $"{Endpoint} by {Setting}";
    }
}
