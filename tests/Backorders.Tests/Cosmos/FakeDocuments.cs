using System.Globalization;

namespace Backorders.Tests.Cosmos;

/// <summary>Point reads, and the writes of a batch one by one.</summary>
internal static class FakeDocuments
{
    public static FakeAnswer Read(FakeRequest request, FakeContainer container, string id)
    {
        var key = (request.NeedsPartitionKey, id);
        var found = container.Documents.GetValueOrDefault(key)
            ?? throw new RefusedException(404, "The document is not there.");
        return new FakeAnswer(200, found.Json) { Charge = FakeCharges.Read(found) }
            .With("etag", found.ETag)
            .With("x-ms-session-token", container.SessionToken)
            .With("lsn", container.LastWrite.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Only a test does this, to begin afresh.</summary>
    public static FakeAnswer Delete(FakeRequest request, FakeContainer container, string id) =>
        container.Documents.Remove((request.NeedsPartitionKey, id), out var gone)
            ? new FakeAnswer(204, []) { Charge = FakeCharges.Create(container, gone) }
                .With("x-ms-session-token", container.SessionToken)
            : throw new RefusedException(404, "The document is not there.");

    public static (FakeDocument Written, double Charge) Create(
        FakeContainer container, string key, ReadOnlyMemory<byte> body, long write)
    {
        var created = FakeDocument.Of(container, key, body, write);
        if (!container.Documents.TryAdd((key, created.Id), created))
        {
            throw new RefusedException(409, "The document exists.");
        }
        return (created, FakeCharges.Create(container, created));
    }

    public static (FakeDocument Written, double Charge) Replace(
        FakeContainer container, string key, string id, string? ifMatch, ReadOnlyMemory<byte> body, long write)
    {
        var before = container.Documents.GetValueOrDefault((key, id))
            ?? throw new RefusedException(404, "The document is not there.");
        if (ifMatch is not null && ifMatch != "*" && ifMatch != before.ETag)
        {
            throw new RefusedException(412, "The document has another ETag.");
        }
        var after = FakeDocument.Of(container, key, body, write);
        if (after.Id != id)
        {
            throw new RefusedException(400, "The id is not the document's.");
        }
        container.Documents[(key, id)] = after;
        return (after, FakeCharges.Replace(container, before, after));
    }
}
