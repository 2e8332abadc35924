using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Backorders.Tests.EndToEnd;

/// <summary>What an order's mails must be at rest, whatever happened in between.</summary>
internal static partial class MailRules
{
    private static readonly string[] Kinds = ["received", "changed", "ready", "cancelled"];

    /// <param name="now">The order at rest.</param>
    /// <param name="cancelAsked">Somebody asked to cancel some of it.</param>
    /// <param name="mails">Its mails, the oldest first.</param>
    public static IEnumerable<string> Faults(
        BookedOrder order, JsonNode now, bool cancelAsked, IReadOnlyList<SentMail> mails)
    {
        var kinds = mails.Select(mail => mail.Kind).ToList();
        var story = $"{order.Spec.Number} ({string.Join(", ", kinds)}) {now.ToJsonString()}"
            + $", first {order.First.ToJsonString()}";
        if (kinds.Except(Kinds, StringComparer.Ordinal).Any())
        {
            yield return $"unknown kind of mail: {story}";
        }

        if (kinds.LastIndexOf("received") > 0)
        {
            yield return $"received is not the first mail, or came twice: {story}";
        }

        if (mails.Zip(mails.Skip(1)).Any(pair => SaysTheSame(pair.First, pair.Second)))
        {
            yield return $"the same was told twice: {story}";
        }

        if (WhatIsMissing(order, now, cancelAsked, kinds) is { } missing)
        {
            yield return $"{missing}: {story}";
        }
    }

    private static string? WhatIsMissing(BookedOrder order, JsonNode now, bool cancelAsked, List<string> kinds)
    {
        var last = kinds.LastOrDefault();
        var lines = now.At("lines")!.AsArray();
        if (lines.Any(line => line.Number("backordered") > 0))
        {
            return last is null ? "it waits, and nobody was told"
                : Is(last, "ready") ? "it waits, and was told to be ready"
                : null;
        }

        if (cancelAsked)
        {
            return order.Waited && Is(now.Text("status")!, "cancelled") && !Is(last, "cancelled")
                ? "it is cancelled, and nobody was told"
                : null;
        }

        var waited = order.First.At("lines")!.AsArray()
            .Where(line => line.Number("backordered") > 0).Select(line => line.Number("line")).ToHashSet();
        var isReady = lines.Any(line => line.Number("allocated") > 0 && waited.Contains(line.Number("line")));
        return isReady && !Is(last, "ready") ? "it is ready, and nobody was told" : null;
    }

    /// <summary>Two mails in a row; the links in them may differ.</summary>
    private static bool SaysTheSame(SentMail one, SentMail next) =>
        Is(one.Kind, next.Kind)
        && (Is(one.Kind, "ready") || Is(Link().Replace(one.Text, ""), Link().Replace(next.Text, "")));

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
