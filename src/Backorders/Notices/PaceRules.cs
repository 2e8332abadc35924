using System.Collections.Immutable;

namespace Backorders.Notices;

/// <summary>
/// Whose mail may go, and when. Two sliding windows hold the provider's limits. Half of each limit is shared out evenly
/// among the shops, and a shop's share is kept free for it however many mails the others have; the other half goes to
/// whoever comes first. More shops than half a limit has mails: nobody has a share of that window, and a start says so.
/// </summary>
public sealed class PaceRules
{
    /// <summary>
    /// Windows are taken to be this much longer than the provider's: so long may pass between slot and send.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>With more entries than this the older ones are counted by the minute.</summary>
    private const int MostExact = 200;

    /// <summary>Nobody waits for longer; a turn that cannot be before is only a place in the order.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromDays(365);

    /// <summary>Between turns when no limit says how fast it goes: after a pause.</summary>
    private static readonly TimeSpan UnlimitedSpacing = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ImmutableHashSet<ShopId> shops;
    private readonly IReadOnlyList<Window> windows;
    private readonly TimeSpan spacing;

    public PaceRules(MailPaceLimits limits, IEnumerable<ShopId> shops)
    {
        this.shops = [.. shops];
        var count = Math.Max(1, this.shops.Count);
        windows = [.. new[] { (Minute, limits.PerMinute), (Hour, limits.PerHour) }
            .Where(window => window.Item2 > 0)
            .Select(window => new Window(
                window.Item1 + Margin, window.Item2, MailPaceLimits.ShareOf(window.Item2, count)))];
        spacing = windows.Count == 0
            ? UnlimitedSpacing
            : count * windows.Max(window => window.Length / window.Limit);
    }

    public bool HasLimits => windows.Count > 0;

    /// <summary>The first moment from <paramref name="now"/> on at which the shop may take a slot.</summary>
    public DateTimeOffset FreeAt(PaceBook book, ShopId shop, DateTimeOffset now)
    {
        var start = Later(now, book.PausedUntil);
        return windows.Aggregate(start, (free, window) => Later(free, FreeAt(window, book, shop, start)));
    }

    /// <summary>The book with a slot for one mail of the shop, without those that no window counts any more.</summary>
    public PaceBook Take(PaceBook book, ShopId shop, DateTimeOffset now)
    {
        if (!HasLimits)
        {
            return book;
        }

        var longest = windows.Max(window => window.Length);
        var counted = book with { Slots = book.Slots.RemoveAll(slot => slot.At + longest <= now) };
        return With(counted.Slots.Length > MostExact ? Coarser(counted, now - Minute - Margin) : counted, shop, now);
    }

    /// <summary>A slot that no mail used is free again.</summary>
    public static PaceBook GiveBack(PaceBook book, ShopId shop)
    {
        for (var index = book.Slots.Length - 1; index >= 0; index--)
        {
            var slot = book.Slots[index];
            if (slot.Shop == shop)
            {
                return book with
                {
                    Slots = slot.Mails == 1
                        ? book.Slots.RemoveAt(index)
                        : book.Slots.SetItem(index, slot with { Mails = slot.Mails - 1 }),
                };
            }
        }

        return book;
    }

    /// <summary>
    /// The book with one more mail in the shop's line: its turn is when it would be called if the slots were shared out
    /// evenly. Mails are called in the order of their turns, and before them when slots are free.
    /// </summary>
    public PaceBook Queue(PaceBook book, ShopId shop, DateTimeOffset now)
    {
        var turn = Later(Later(now, book.PausedUntil), book.LastTurn(shop) ?? now) + spacing;
        var bounded = turn - now > LongestTurn ? now + LongestTurn : turn;
        return book with { LastTurns = book.LastTurns.SetItem(shop, bounded) };
    }

    /// <summary>Whether a mail of the shop may not go now.</summary>
    /// <param name="called">It has waited in the line; a newcomer goes behind those who do.</param>
    public bool MustWait(PaceBook book, ShopId shop, bool called, DateTimeOffset now) =>
        FreeAt(book, shop, now) > now || (!called && book.LastTurn(shop) > now);

    /// <summary>
    /// Which of those who wait can be called now, with a slot free for each within <paramref name="period"/>.
    /// </summary>
    /// <param name="waiting">A shop for each mail, in the order of their turns.</param>
    /// <returns>For each the time until its slot is free; null: not now.</returns>
    public IReadOnlyList<TimeSpan?> Call(
        PaceBook book, IEnumerable<ShopId> waiting, DateTimeOffset now, TimeSpan period)
    {
        var calls = new List<TimeSpan?>();
        var tooLate = new HashSet<ShopId>();
        foreach (var shop in waiting)
        {
            var free = tooLate.Contains(shop) ? DateTimeOffset.MaxValue : FreeAt(book, shop, now);
            if (free - now < period)
            {
                book = With(book, shop, free);
                calls.Add(free - now);
            }
            else
            {
                tooLate.Add(shop);
                calls.Add(null);
            }
        }

        return calls;
    }

    private DateTimeOffset FreeAt(Window window, PaceBook book, ShopId shop, DateTimeOffset start)
    {
        var counted = book.Slots.Where(slot => slot.At + window.Length > start).ToList();
        var (used, total) = (new Dictionary<ShopId, int>(), 0);
        foreach (var slot in counted)
        {
            used[slot.Shop] = used.GetValueOrDefault(slot.Shop) + slot.Mails;
            total += slot.Mails;
        }

        var kept = shops.Sum(
            other => other == shop ? 0 : Math.Max(0, window.Share - used.GetValueOrDefault(other)));
        var free = start;
        foreach (var slot in counted)
        {
            if (window.HasRoom(total, used.GetValueOrDefault(shop), kept))
            {
                break;
            }

            free = slot.At + window.Length;
            total -= slot.Mails;
            var before = used[slot.Shop];
            used[slot.Shop] = before - slot.Mails;
            if (slot.Shop != shop && shops.Contains(slot.Shop))
            {
                kept += Math.Max(0, window.Share - used[slot.Shop]) - Math.Max(0, window.Share - before);
            }
        }

        return free;
    }

    private static PaceBook With(PaceBook book, ShopId shop, DateTimeOffset at)
    {
        var second = UpTo(at, TimeSpan.FromSeconds(1));
        var place = book.Slots.Length;
        while (place > 0 && book.Slots[place - 1].At > second)
        {
            place--;
        }

        return book with
        {
            Slots = place > 0 && book.Slots[place - 1] is var last && last.At == second && last.Shop == shop
                ? book.Slots.SetItem(place - 1, last with { Mails = last.Mails + 1 })
                : book.Slots.Insert(place, new(shop, second, 1)),
        };
    }

    /// <summary>Counts what was taken before that by the minute.</summary>
    private static PaceBook Coarser(PaceBook book, DateTimeOffset before) => book with
    {
        Slots =
        [
            .. book.Slots.Select(slot => slot.At > before ? slot : slot with { At = UpTo(slot.At, Minute) })
                .GroupBy(slot => (slot.At, slot.Shop))
                .Select(same => new Taken(same.Key.Shop, same.Key.At, same.Sum(slot => slot.Mails)))
                .OrderBy(slot => slot.At),
        ],
    };

    private static DateTimeOffset UpTo(DateTimeOffset time, TimeSpan unit) =>
        new(checked((time.UtcTicks + unit.Ticks - 1) / unit.Ticks * unit.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <param name="Share">What is kept free for each shop.</param>
    private sealed record Window(TimeSpan Length, int Limit, int Share)
    {
        /// <param name="total">Mails of all shops in the window.</param>
        /// <param name="mine">Mails of the shop that asks.</param>
        /// <param name="kept">What the other shops have not used of their shares.</param>
        public bool HasRoom(int total, int mine, int kept) =>
            total < Limit && (mine < Share || total + 1 + kept <= Limit);
    }
}
