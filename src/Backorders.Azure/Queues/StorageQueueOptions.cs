using Azure.Core;

namespace Backorders.Azure.Queues;

/// <summary>The storage account whose queues are used, and who we are there.</summary>
public abstract record StorageQueueOptions
{
    private StorageQueueOptions()
    {
    }

    /// <summary>The longest that a call may take, which is answered within milliseconds as a rule.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <param name="Service">Such as <c>https://{account}.queue.core.windows.net</c>.</param>
    /// <param name="Credential">May send, receive, delete and create: Storage Queue Data Contributor.</param>
    public sealed record Identity(Uri Service, TokenCredential Credential) : StorageQueueOptions;

    /// <summary>With a key or signature, for development; also <c>UseDevelopmentStorage=true</c>.</summary>
    public sealed record Connection(string ConnectionString) : StorageQueueOptions
    {
        public override string ToString() => "A connection string";
    }
}
