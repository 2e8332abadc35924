using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// The sender's pace, kept in the store: a slot is taken under the document's ETag before a mail is sent, so the limits
/// hold for all processes together and across restarts; a crash between slot and mail loses the slot. What this process
/// last saw is remembered: a slot costs one write, and a read only when another process wrote in between; a refusal
/// costs nothing.
/// </summary>
public sealed class MailPace(IStore store, ShopDirectory shops, MailPaceLimits limits, Turns turns, Clocks clocks)
{
    /// <summary>Lost races in a row before the message comes back.</summary>
    private const int MaxTries = 20;

    /// <summary>How long the last look is trusted: another process may have paused, or ended a line.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly PaceRules rules = new(limits, shops.All.Select(shop => shop.Id));
    private readonly Lock gate = new();
    private Seen? seen;

    internal bool IsKept => limits.IsKept;

    private DateTimeOffset Now => clocks.Machine.GetUtcNow();

    /// <summary>Whether it is known, without a look at the store, that a mail of the shop must wait.</summary>
    /// <param name="called">It has waited in the shop's line; a newcomer goes behind those who do.</param>
    internal bool MustWait(ShopId shop, bool called) =>
        IsKept && Trusted is { } last && rules.MustWait(last.Book, shop, called, Now);

    /// <summary>Takes a slot for one mail of the shop, to be sent at once; false: there is none now.</summary>
    internal async Task<bool> Take(ShopId shop, bool called, CancellationToken cancellationToken)
    {
        var taken = true;
        await Change(
            (book, now) => (taken = !rules.MustWait(book, shop, called, now)) ? rules.Take(book, shop, now) : book,
            cancellationToken);
        return taken;
    }

    /// <summary>The slot was not used: another was faster with this mail.</summary>
    internal Task GiveBack(ShopId shop) =>
        Change((book, _) => PaceRules.GiveBack(book, shop), CancellationToken.None, oncePerhaps: true);

    /// <summary>The provider takes no mail of anybody before that.</summary>
    internal Task Pause(DateTimeOffset until) => Change(
        (book, _) => until > book.PausedUntil ? book with { PausedUntil = until } : book, CancellationToken.None);

    /// <summary>Puts a mail behind the others of its shop; stored with the next slot that is taken.</summary>
    /// <returns>When it will be called at the latest, if all goes at the pace.</returns>
    internal DateTimeOffset Queue(ShopId shop)
    {
        lock (gate)
        {
            var last = seen ?? new(PaceBook.Empty, null, DateTimeOffset.MinValue);
            var book = rules.Queue(last.Book, shop, Now);
            seen = last with { Book = book, HasNews = true };
            return book.LastTurns[shop];
        }
    }

    /// <summary>When a mail that waits for nothing but a slot can ask again.</summary>
    internal DateTimeOffset FreeAt(ShopId shop) => rules.FreeAt(Last?.Book ?? PaceBook.Empty, shop, Now);

    /// <summary>For each of those who wait the time until its slot is free, within the period; null: not now.</summary>
    internal async Task<IReadOnlyList<TimeSpan?>> Call(
        IEnumerable<ShopId> waiting, TimeSpan period, CancellationToken cancellationToken)
    {
        var last = await Look(cancellationToken);
        return rules.Call(last.Book, waiting, Now, period);
    }

    /// <summary>Nobody waits but mails of these shops: newcomers of the others need not go behind anybody.</summary>
    internal Task EndLines(IReadOnlySet<ShopId> waiting) => Change(
        (book, _) => book.LastTurns.Keys.All(waiting.Contains)
            ? book
            : book with { LastTurns = book.LastTurns.RemoveRange(book.LastTurns.Keys.Except(waiting)) },
        CancellationToken.None);

    private Seen? Last
    {
        get
        {
            lock (gate)
            {
                return seen;
            }
        }
        set
        {
            lock (gate)
            {
                seen = value;
            }
        }
    }

    private Seen? Trusted => Last is { } last && Now - last.At < Trust ? last : null;

    /// <summary>Decides, and writes what was decided; a lost race reads and decides again.</summary>
    /// <param name="decide">The very same book: nothing is to be written.</param>
    /// <param name="oncePerhaps">What may have been written is not written again: rather not at all than twice.</param>
    private async Task Change(
        Func<PaceBook, DateTimeOffset, PaceBook> decide, CancellationToken cancellationToken, bool oncePerhaps = false)
    {
        if (!IsKept)
        {
            return;
        }

        using var turn = await turns.Take(Keys.PacePartition.Key, cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var last = await Look(cancellationToken);
            var next = decide(last.Book, Now);
            if (ReferenceEquals(next, last.Book))
            {
                return;
            }

            var written = await Write(next, last.ETag);
            if (written is CommitResult.Done || (written is CommitResult.Unclear && oncePerhaps))
            {
                return;
            }
        }

        throw UnavailableException.Contended("The sender's pace");
    }

    private async Task<Seen> Look(CancellationToken cancellationToken)
    {
        if (Trusted is { } trusted)
        {
            return trusted;
        }

        if (Last is { HasNews: true } news && await Write(news.Book, news.ETag) is CommitResult.Done)
        {
            return Last!;
        }

        var document = await store.Read(Keys.PacePartition, Keys.Pace, cancellationToken);
        var found = document is null
            ? new Seen(PaceBook.Empty, null, Now)
            : new(DocumentJson.Read(document.Body, DocumentJson.Default.PaceDocument).ToBook(), document.ETag, Now);
        Last = found;
        return found;
    }

    private async Task<CommitResult> Write(PaceBook book, string? etag)
    {
        var body = DocumentJson.Write(PaceDocument.Of(book), DocumentJson.Default.PaceDocument);
        Write write = etag is null
            ? new Write.Create(Keys.Pace, body, Terms.None)
            : new Write.Replace(Keys.Pace, body, Terms.None, etag);
        var result = await store.Commit(Keys.PacePartition, [write]);
        Last = result is CommitResult.Done done ? new(book, done.ETags[0], Now) : null;
        return result is CommitResult.Busy ? throw result.Away() : result;
    }

    /// <param name="Book">As it was in the store at that time, and the turns that were given out since.</param>
    /// <param name="ETag">Null: it was not there.</param>
    private sealed record Seen(PaceBook Book, string? ETag, DateTimeOffset At, bool HasNews = false);
}
