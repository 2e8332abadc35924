using System.Data.Common;
using Azure.Core.Pipeline;

namespace Backorders.Azure.Mail;

/// <summary>Where mails are handed over, and how we are known there: by an access key, or by our identity.</summary>
public sealed record AcsOptions
{
    /// <param name="account">A connection string reads <c>endpoint=https://…/;accesskey=…</c>.</param>
    /// <param name="from">An address of a domain that the Communication Services resource is linked to.</param>
    /// <exception cref="FormatException">The connection string does not; the message shows nothing of it.</exception>
    public AcsOptions(AzureAccount account, string from)
    {
        (Account, From) = (account, from);
        (Endpoint, AccessKey) = account.ConnectionString is { } text ? Parse(text) : (account.Endpoint!, default);
    }

    public Uri Endpoint { get; }

    public string From { get; }

    internal AzureAccount Account { get; }

    internal ReadOnlyMemory<byte> AccessKey { get; }

    /// <summary>For a try, from connecting to the answer; shorter than the sweep's with a notice.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Null: the network.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    private static (Uri Endpoint, byte[] Key) Parse(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var key = Convert.FromBase64String((string)parts["accesskey"]);
            return key.Length > 0 ? (new((string)parts["endpoint"]), key) : throw Bad();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw Bad();
        }
    }

    private static FormatException Bad() =>
        new("A connection string reads endpoint=https://…/;accesskey=…, with the key in base64.");
}
