using System.Globalization;

namespace Backorders.Tests.Cosmos;

/// <summary>The change feed: every document at its last write, in the order of the writes.</summary>
internal static class FakeChanges
{
    public static FakeAnswer Answer(FakeRequest request, FakeContainer container)
    {
        var after = request["if-none-match"] switch
        {
            null => 0,
            "*" => container.LastWrite,
            var etag => long.Parse(etag.Trim('"'), CultureInfo.InvariantCulture),
        };
        var found = container.Documents.Values
            .Where(document => document.Write > after && IsAsked(request, document))
            .OrderBy(document => document.Write).ToList();
        // What was written together comes together, even when the page grows beyond what was asked.
        var end = found.Count > request.MaxItems ? found[request.MaxItems - 1].Write : long.MaxValue;
        var page = found.TakeWhile(document => document.Write <= end).ToList();
        var last = page.Count == 0 ? after : page[^1].Write;
        var answer = page.Count == 0
            ? new FakeAnswer(304, []) { Charge = FakeCharges.Nothing }
            : FakeQueries.Page(container, page.Select(document => document.Json), FakeCharges.Page(page));
        return answer
            .With("etag", string.Create(CultureInfo.InvariantCulture, $"\"{last}\""))
            .With("x-ms-item-count", page.Count.ToString(CultureInfo.InvariantCulture))
            .With("x-ms-session-token", container.SessionToken);
    }

    private static bool IsAsked(FakeRequest request, FakeDocument document) =>
        request.PartitionKey is null || request.PartitionKey == document.Key;
}
