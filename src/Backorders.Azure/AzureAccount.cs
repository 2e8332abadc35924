using Azure.Core;

namespace Backorders.Azure;

/// <summary>A service, and who we are there. Its text has no secret in it.</summary>
public sealed record AzureAccount
{
    /// <summary>By a key, for development: whoever has it may also make what is missing.</summary>
    public AzureAccount(string connectionString) => ConnectionString = connectionString;

    /// <summary>By an identity with a role, for production: it finds what the deployment made.</summary>
    /// <param name="endpoint">Such as <c>https://{account}.queue.core.windows.net</c>.</param>
    public AzureAccount(Uri endpoint, TokenCredential identity) => (Endpoint, Identity) = (endpoint, identity);

    public Uri? Endpoint { get; }

    internal TokenCredential? Identity { get; }

    internal string? ConnectionString { get; }
}
