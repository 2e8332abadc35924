using System.Globalization;

namespace Backorders.Tests.Cosmos;

/// <summary>A transactional batch: all of it or nothing, in one partition.</summary>
internal static class FakeBatches
{
    private const int MaxOperations = 100;
    private const int MaxBytes = 2 * 1024 * 1024;
    private const int FailedDependency = 424;

    private enum OperationType
    {
        Create = 0,
        Read = 2,
        Replace = 5,
    }

    public static FakeAnswer Answer(FakeRequest request, FakeContainer container)
    {
        if (!request.Has("x-ms-cosmos-batch-atomic"))
        {
            throw new RefusedException(400, "Only atomic batches are known to this fake.");
        }
        if (request.Body.Length > MaxBytes)
        {
            throw new RefusedException(413, "The batch has more than 2 MB.");
        }
        var operations = request.Batch;
        if (operations.Count is 0 or > MaxOperations)
        {
            throw new RefusedException(400, $"A batch has 1 to {MaxOperations} operations, not {operations.Count}.");
        }
        var (results, isDone) = Run(container, request.NeedsPartitionKey, operations);
        // A failure is a multi-status: with a plain 4xx the SDK would not read the body.
        return new FakeAnswer(isDone ? 200 : 207, [])
        {
            Batch = results,
            Charge = results.Sum(result => result.Charge),
        }.With("x-ms-session-token", container.SessionToken);
    }

    private static (List<BatchResult> Results, bool IsDone) Run(
        FakeContainer container, string key, IReadOnlyList<BatchOperation> operations)
    {
        var write = container.LastWrite + 1;
        var before = new Dictionary<string, FakeDocument?>();
        var results = new List<BatchResult>();
        foreach (var operation in operations)
        {
            try
            {
                results.Add(Run(container, key, operation, write, before));
            }
            catch (RefusedException refusal)
            {
                Undo(container, key, before);
                return ([.. Blamed(operations.Count, results.Count, refusal)], false);
            }
        }
        container.LastWrite = before.Count > 0 ? write : container.LastWrite;
        return (results, true);
    }

    private static BatchResult Run(
        FakeContainer container, string key, BatchOperation operation, long write,
        Dictionary<string, FakeDocument?> before)
    {
        switch ((OperationType)operation.Type)
        {
            case OperationType.Create:
                var (created, price) = FakeDocuments.Create(container, key, operation.Body, write);
                before.TryAdd(created.Id, null);
                return new(201, 0, created.ETag, [], price);
            case OperationType.Replace:
                var replaced = container.Documents.GetValueOrDefault((key, operation.Id!));
                var (after, charge) = FakeDocuments.Replace(
                    container, key, operation.Id!, operation.IfMatch, operation.Body, write);
                before.TryAdd(after.Id, replaced);
                return new(200, 0, after.ETag, [], charge);
            case OperationType.Read:
                var found = container.Documents.GetValueOrDefault((key, operation.Id!))
                    ?? throw new RefusedException(404, "The document is not there.");
                return new(200, 0, found.ETag, found.Json, FakeCharges.Read(found));
            default:
                throw new RefusedException(400, string.Create(
                    CultureInfo.InvariantCulture, $"Operation {operation.Type} is nothing that this fake knows."));
        }
    }

    private static void Undo(FakeContainer container, string key, Dictionary<string, FakeDocument?> before)
    {
        foreach (var (id, document) in before)
        {
            if (document is null)
            {
                container.Documents.Remove((key, id));
            }
            else
            {
                container.Documents[(key, id)] = document;
            }
        }
    }

    /// <summary>The one at fault has its own code, the others failed with it.</summary>
    private static IEnumerable<BatchResult> Blamed(int count, int atFault, RefusedException refusal) =>
        Enumerable.Range(0, count).Select(index => index == atFault
            ? new BatchResult(refusal.Status, refusal.SubStatus, null, [], FakeCharges.Nothing)
            : new BatchResult(FailedDependency, 0, null, [], 0));
}
