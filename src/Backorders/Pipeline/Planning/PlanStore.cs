using System.Text.Json.Serialization.Metadata;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline.Planning;

/// <summary>The documents of the plan: each is one figure of one night, so whoever writes it last wrote the same.
/// </summary>
public sealed class PlanStore(IStore store)
{
    /// <summary>Lost races and unclear answers in a row before it is left to the next run.</summary>
    private const int MaxTries = 20;

    internal async Task<Kept<PlanRunDocument>?> Run(ShopId shop, CancellationToken cancellationToken)
    {
        var found = await store.Read(Keys.PlanOf(shop), Keys.PlanRun, cancellationToken);
        return found is null
            ? null
            : new(DocumentJson.Read(found.Body, PlanJson.Default.PlanRunDocument), found.ETag);
    }

    /// <summary>Goes on from the step that was read.</summary>
    /// <returns>False: somebody else has gone on meanwhile.</returns>
    internal async Task<bool> Step(
        ShopId shop, Kept<PlanRunDocument>? from, PlanRunDocument to, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            switch (await store.Commit(
                Keys.PlanOf(shop), [Written(Keys.PlanRun, from?.ETag, to, PlanJson.Default.PlanRunDocument)]))
            {
                case CommitResult.Done:
                    return true;
                case CommitResult.Busy busy:
                    throw busy.Away();
                case CommitResult.Unclear:
                    var found = await Run(shop, cancellationToken);
                    if (found?.Value == to)
                    {
                        return true;
                    }

                    if (found?.ETag != from?.ETag)
                    {
                        return false;
                    }

                    break;
                default:
                    // An unclear commit of ours may have been the one that was faster.
                    return (await Run(shop, cancellationToken))?.Value == to;
            }
        }

        throw UnavailableException.Contended($"The plan of {shop}");
    }

    internal async Task<T?> Find<T>(
        Partition partition, string id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : StoredDocument
    {
        var found = await store.Read(partition, id, cancellationToken);
        return found is null ? null : DocumentJson.Read(found.Body, type);
    }

    /// <summary>Writes what is to be there now, whatever was there before.</summary>
    internal async Task Put<T>(
        Partition partition, string id, T document, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : StoredDocument
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var before = await store.Read(partition, id, cancellationToken);
            switch (await store.Commit(partition, [Written(id, before?.ETag, document, type)]))
            {
                case CommitResult.Done:
                    return;
                case CommitResult.Busy busy:
                    throw busy.Away();
            }
        }

        throw UnavailableException.Contended($"{id} of {partition.Key}");
    }

    /// <summary>As <see cref="Put"/>, where it was read already.</summary>
    internal async Task Put<T>(
        Partition partition, string id, string? etag, T document, JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : StoredDocument
    {
        if (await store.Commit(partition, [Written(id, etag, document, type)]) is not CommitResult.Done)
        {
            await Put(partition, id, document, type, cancellationToken);
        }
    }

    private static Write Written<T>(string id, string? etag, T document, JsonTypeInfo<T> type)
        where T : StoredDocument
    {
        var body = DocumentJson.Write(document, type);
        return etag is null ? new Write.Create(id, body, Terms.None) : new Write.Replace(id, body, Terms.None, etag);
    }
}
