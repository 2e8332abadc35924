using System.Data.Common;
using Azure.Storage.Queues;
using Backorders.Azure.Mail;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>
/// Reads how a service is reached: an endpoint for our identity, or a connection string. No value is ever repeated in a
/// sentence: a secret may stand in the wrong place.
/// </summary>
internal static class ReadAccess
{
    /// <summary>What Azure's queue functions know beside the address; Azure.Identity reads AZURE_CLIENT_ID.</summary>
    private static readonly string[] TriggerSettings = ["credential", "clientId"];

    public static Access OfCosmos(IConfigurationSection cosmos) => Choose(
        cosmos.GetSection("Endpoint"), "https://NAME.documents.azure.com", cosmos.GetSection("ConnectionString"),
        CosmosEndpointIn, "AccountEndpoint=https://…;AccountKey=…");

    public static Access OfAcs(IConfigurationSection acs) => Choose(
        acs.GetSection("Endpoint"), "https://NAME.communication.azure.com", acs.GetSection("ConnectionString"),
        text => new AcsOptions(new(text), from: "").Endpoint, "endpoint=https://…;accesskey=…");

    /// <summary>The section that queue functions use as their connection.</summary>
    public static Access OfQueues(IConfigurationSection storage)
    {
        storage.MayOnlyHaveBelow(["queueServiceUri", .. TriggerSettings]);
        return Choose(
            storage.GetSection("queueServiceUri"), "https://NAME.queue.core.windows.net", storage,
            QueueEndpointIn, "UseDevelopmentStorage=true");
    }

    private static Access Choose(
        IConfigurationSection endpoint, string example, IConfigurationSection connectionString,
        Func<string, Uri?> endpointIn, string form)
    {
        if (string.IsNullOrEmpty(connectionString.Value))
        {
            return string.IsNullOrEmpty(endpoint.Value)
                ? throw endpoint.Bad(
                    $"is missing: set it to {example}, or {connectionString.Name()} for development.")
                : new Access.Identity(
                    Secure(endpoint.Value)
                        ?? throw endpoint.Bad($"must be an address such as {example}, with nothing behind it."),
                    endpoint.Name());
        }

        if (!string.IsNullOrEmpty(endpoint.Value))
        {
            throw endpoint.Bad($"is set beside {connectionString.Name()}: leave out one of the two.");
        }

        return new Access.ConnectionString(
            Parsed(endpointIn, connectionString.Value)
                ?? throw connectionString.Bad($"is no connection string of this service: it reads {form}."),
            connectionString.Name(), connectionString.Value);
    }

    /// <summary>A token travels over https alone; a query could hold a secret.</summary>
    private static Uri? Secure(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : null;

    private static Uri? CosmosEndpointIn(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.TryGetValue("AccountKey", out var key) && key is string { Length: > 0 } text
            && text.FromBase64() is not null && parts.TryGetValue("AccountEndpoint", out var endpoint)
            && Uri.TryCreate(endpoint as string, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri
            : null;
    }

    /// <summary>Without what a shared access signature says in the query.</summary>
    private static Uri QueueEndpointIn(string connectionString) =>
        new(new QueueServiceClient(connectionString).Uri.GetLeftPart(UriPartial.Path));

    /// <summary>Null: the service's client can make nothing of it. Why is not told: that could show a part of it.
    /// </summary>
    private static Uri? Parsed(Func<string, Uri?> endpointIn, string connectionString)
    {
        try
        {
            return endpointIn(connectionString);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
