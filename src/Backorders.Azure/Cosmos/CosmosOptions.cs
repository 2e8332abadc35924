namespace Backorders.Azure.Cosmos;

/// <summary>Where in an account the documents are, and how it is talked to.</summary>
/// <param name="Account">An identity needs the role Cosmos DB Built-in Data Contributor.</param>
public sealed record CosmosOptions(AzureAccount Account)
{
    public string Database { get; init; } = "backorders";

    /// <summary>TCP straight to the replicas instead of HTTPS through the gateway.</summary>
    public bool Direct { get; init; }

    /// <summary>What carries HTTP in a test; null: the network.</summary>
    internal Func<HttpClient>? Http { get; init; }

    /// <summary>What measures how long an answer may take.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
