namespace Backorders.Server.Settings;

/// <summary>How a service is reached; <see cref="Endpoint"/> is all of it that may be shown.</summary>
public abstract record Access(Uri Endpoint)
{
    /// <summary>As whoever this process is in Azure, or who signed in on this machine.</summary>
    public sealed record Identity(Uri Endpoint) : Access(Endpoint);

    /// <summary>With a secret, for development: it also says that what is missing may be made.</summary>
    public sealed record ConnectionString(Uri Endpoint, string Secret) : Access(Endpoint)
    {
        public override string ToString() => $"{Endpoint} with a connection string";
    }
}
