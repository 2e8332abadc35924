using Azure.Core;

namespace Backorders.Azure.Cosmos;

/// <summary>Which Cosmos DB account holds the documents, and how it is reached. Its text has no secret in it.</summary>
public sealed record CosmosOptions
{
    /// <summary>For development: whoever has the key may also make the database and its containers.</summary>
    public CosmosOptions(string connectionString) => ConnectionString = connectionString;

    /// <summary>For production: an identity with a data-plane role, which finds what the deployment made.</summary>
    public CosmosOptions(Uri endpoint, TokenCredential identity) => (Endpoint, Identity) = (endpoint, identity);

    public Uri? Endpoint { get; }

    public string Database { get; init; } = "backorders";

    /// <summary>TCP straight to the replicas instead of HTTPS through the gateway.</summary>
    public bool Direct { get; init; }

    internal string? ConnectionString { get; }

    internal TokenCredential? Identity { get; }

    /// <summary>What carries HTTP in a test; null: the network.</summary>
    internal Func<HttpClient>? Http { get; init; }

    /// <summary>What measures how long an answer may take.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
