using System.Globalization;
using System.Text.Json.Nodes;

namespace Backorders.Tests.Cosmos;

public sealed record FakeAnswer(int Status, byte[] Body)
{
    private readonly Dictionary<string, string> headers = [];

    /// <summary>What its body will say, when it answers a batch.</summary>
    internal IReadOnlyList<BatchResult>? Batch { get; init; }

    /// <summary>In request units.</summary>
    public double Charge { get; init; }

    public IEnumerable<KeyValuePair<string, string>> Headers =>
    [
        .. headers,
        new("x-ms-request-charge", Charge.ToString("0.00", CultureInfo.InvariantCulture)),
        new("x-ms-activity-id", "00000000-0000-0000-0000-000000000001"),
    ];

    public static FakeAnswer Of(int status, JsonNode body) =>
        new(status, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));

    public FakeAnswer With(string header, string? value)
    {
        if (value is not null)
        {
            headers[header] = value;
        }
        return this;
    }
}

/// <summary>What Cosmos DB would say no to, and what this fake does not know.</summary>
public sealed class RefusedException(int status, string message, int subStatus = 0) : Exception(message)
{
    public int Status => status;

    public int SubStatus => subStatus;

    public FakeAnswer Answer => FakeAnswer
        .Of(status, new JsonObject { ["code"] = $"{status}", ["message"] = Message })
        .With("x-ms-substatus", subStatus.ToString(CultureInfo.InvariantCulture));
}
