namespace Backorders.Pipeline.Ports;

/// <summary>What Cosmos DB would refuse in a batch, and what the lists could not answer for.</summary>
public static class BatchRules
{
    /// <summary>Batches up to this size are compared pair by pair.</summary>
    private const int FewWrites = 8;

    /// <exception cref="ArgumentException">The batch must not be sent.</exception>
    public static void Check(IReadOnlyList<Write> writes)
    {
        if (writes.Count is < 1 or > StoreLimits.Operations)
        {
            throw new ArgumentException(
                $"A batch has 1 to {StoreLimits.Operations} writes, not {writes.Count}.", nameof(writes));
        }
        long bytes = 0;
        for (var index = 0; index < writes.Count; index++)
        {
            var write = writes[index];
            bytes += write.Body.Length;
            CheckTerms(write);
        }
        if (bytes > StoreLimits.BatchBytes)
        {
            throw new ArgumentException(
                $"A batch has at most {StoreLimits.BatchBytes} bytes, not {bytes}.", nameof(writes));
        }
        CheckIds(writes);
    }

    private static void CheckTerms(Write write)
    {
        if (write.Terms is { Shop: null, Sort: not null })
        {
            throw new ArgumentException($"{write.Id} has a sort key, but no shop to list it under.", nameof(write));
        }
        if (write is { Tags.Count: > 0, Terms.Sort: null })
        {
            throw new ArgumentException($"{write.Id} has tags, but no sort key to list it by.", nameof(write));
        }
    }

    private static void CheckIds(IReadOnlyList<Write> writes)
    {
        var distinct = writes.Count <= FewWrites
            ? AreDistinct(writes)
            : writes.DistinctBy(write => write.Id).Count() == writes.Count;
        if (!distinct)
        {
            throw new ArgumentException("A batch writes a document at most once.", nameof(writes));
        }
    }

    private static bool AreDistinct(IReadOnlyList<Write> writes)
    {
        for (var later = 1; later < writes.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (writes[later].Id == writes[earlier].Id)
                {
                    return false;
                }
            }
        }
        return true;
    }
}
