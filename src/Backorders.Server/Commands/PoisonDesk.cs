using System.Diagnostics;
using System.Globalization;
using Backorders.Pipeline;

namespace Backorders.Server.Commands;

/// <summary>What <c>poison</c> does and says of it; a name or an address is in none of it.</summary>
internal static class PoisonDesk
{
    private const string NoText = "(not ids)";

    public static async Task<int> List(
        KeptPoison kept, ShopId? shop, TextWriter output, CancellationToken cancellationToken)
    {
        var list = await kept.List(shop, cancellationToken);
        if (list.Messages.Count > 0)
        {
            await output.WriteAsync(Table(list.Messages));
            await output.WriteLineAsync();
        }

        await output.WriteLineAsync(Sum(list));
        return 0;
    }

    public static async Task<int> ReplayAll(
        KeptPoison kept, ShopId? shop, TextWriter output, CancellationToken cancellationToken)
    {
        var list = await kept.List(shop, cancellationToken);
        var code = await Replay(kept, [.. list.Messages.Select(message => message.Id)], output, cancellationToken);
        if (list.NotShown > 0)
        {
            await output.WriteLineAsync(NotShown(list.NotShown));
            return 1;
        }

        return code;
    }

    public static async Task<int> Replay(
        KeptPoison kept, IReadOnlyList<string> ids, TextWriter output, CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var id in ids)
        {
            var outcome = await kept.Replay(id, cancellationToken);
            left += IsLeft(outcome) ? 1 : 0;
            await output.WriteLineAsync($"{id} {Text(outcome)}");
        }

        if (ids.Count != 1)
        {
            await output.WriteLineAsync(
                ids.Count == 0 ? "Nothing waits." : $"{ids.Count - left} of {ids.Count} wait no more.");
        }

        return left == 0 ? 0 : 1;
    }

    public static async Task<int> Drop(
        KeptPoison kept, string id, TextWriter output, CancellationToken cancellationToken)
    {
        var outcome = await kept.Drop(id, cancellationToken);
        await output.WriteLineAsync($"{id} {Text(outcome)}");
        return IsLeft(outcome) ? 1 : 0;
    }

    private static bool IsLeft(PoisonOutcome outcome) =>
        outcome is PoisonOutcome.WaitsAgain or PoisonOutcome.Changed or PoisonOutcome.NotFound;

    private static string Text(PoisonOutcome outcome) => outcome switch
    {
        PoisonOutcome.Replayed sent => $"was sent to {sent.Queue} again and waits no more; it comes back if it fails.",
        PoisonOutcome.WaitsAgain sent =>
            $"was sent to {sent.Queue}, and waits still: it failed again meanwhile, or another sends it too. "
            + "Look at 'poison list' and the log.",
        PoisonOutcome.Dropped => "was dropped and waits no more.",
        PoisonOutcome.WasReplayed => "does not wait: it was sent again before. Nothing was done.",
        PoisonOutcome.WasDropped => "does not wait: it was dropped before. Nothing was done.",
        PoisonOutcome.Changed => "waits still: another had it in hand. Nothing was sent; try again.",
        PoisonOutcome.NotFound => "is no message that was kept: take the id from 'poison list'.",
        _ => throw new UnreachableException($"no such outcome: {outcome}"),
    };

    private static string Sum(KeptPoisonList list)
    {
        var sum = list.Messages.Count switch
        {
            0 => "Nothing waits.",
            1 => "1 message waits.",
            var count => $"{count} messages wait.",
        };
        var whatToDo = list.Messages.Count == 0 ? "" :
            $" The log says why they failed.{Environment.NewLine}"
            + "When that is mended: poison replay <id>, or --all. What nobody needs: poison drop <id>.";
        return sum + whatToDo + (list.NotShown == 0 ? "" : Environment.NewLine + NotShown(list.NotShown));
    }

    private static string NotShown(long count) =>
        $"{count} more copies wait and are not shown: call again when these are dealt with; those of an earlier "
        + "release are known by the ids in the log alone, and replay and drop take these.";

    private static string Table(IReadOnlyList<KeptMessage> messages)
    {
        string[][] rows =
        [
            ["ID", "QUEUE", "SINCE (UTC)", "TIMES", "SHOP", "MESSAGE"],
            .. messages.Select(Row),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(cell => rows.Max(row => row[cell].Length)).ToList();
        return string.Concat(rows.Select(row => string.Join(
            "  ", row.Select((cell, index) => cell.PadRight(widths[index]))).TrimEnd() + Environment.NewLine));
    }

    private static string[] Row(KeptMessage message) =>
    [
        message.Id, message.Queue,
        message.KeptAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        (message.KeptAgain + 1).ToString(CultureInfo.InvariantCulture) + (message.ReplayBegun ? ", being sent" : ""),
        message.Shop?.Value ?? "(none)", message.Ids ?? NoText,
    ];
}
