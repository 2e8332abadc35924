using System.Data.Common;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Backorders.Azure.Mail;

/// <summary>Where mails are handed over, and how we are known there: by an access key, or by our identity.</summary>
/// <param name="From">An address of a domain that the Communication Services resource is linked to.</param>
public sealed record AcsOptions(Uri Endpoint, string From)
{
    internal ReadOnlyMemory<byte> AccessKey { get; private init; }

    /// <summary>Null: the access key signs.</summary>
    internal TokenCredential? Credential { get; private init; }

    /// <summary>For a try, from connecting to the answer; shorter than the sweep's with a notice.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Null: the network.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    public static AcsOptions WithIdentity(Uri endpoint, TokenCredential credential, string from) =>
        new(endpoint, from) { Credential = credential };

    /// <param name="connectionString"><c>endpoint=https://…/;accesskey=…</c>.</param>
    /// <exception cref="FormatException">It is not; the message shows nothing of it.</exception>
    public static AcsOptions WithKey(string connectionString, string from)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var key = Convert.FromBase64String((string)parts["accesskey"]);
            return key.Length > 0 ? new(new Uri((string)parts["endpoint"]), from) { AccessKey = key } : throw Bad();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw Bad();
        }
    }

    private static FormatException Bad() =>
        new("A connection string reads endpoint=https://…/;accesskey=…, with the key in base64.");
}
