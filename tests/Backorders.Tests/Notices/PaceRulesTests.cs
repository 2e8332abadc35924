using Backorders.Notices;
using CsCheck;

namespace Backorders.Tests.Notices;

public class PaceRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly ShopId[] Shops = [new("a"), new("b"), new("c"), new("d")];

    /// <summary>Who asks, how long after the one before, and how long its mail then takes to get out.</summary>
    private static readonly Gen<Ask[]> Asks = Gen.Select(
        Gen.Int[0, 3], Gen.Frequency((5, Gen.Int[0, 900]), (3, Gen.Int[0, 9_000]), (1, Gen.Int[0, 2_000_000])),
        Gen.Int[0, 5_000], (shop, gap, delay) => new Ask(shop, gap, delay)).Array[1, 150];

    private sealed record Ask(int Shop, int GapMilliseconds, int DelayMilliseconds);

    [Fact]
    public void No_minute_and_no_hour_ever_sees_more_mails_than_the_provider_takes() => Gen.Select(
        Gen.Int[0, 12], Gen.Int[0, 40], Gen.Int[1, 4], Asks).Sample((perMinute, perHour, shops, asks) =>
    {
        var rules = new PaceRules(new(perMinute, perHour), Shops.Take(shops));
        var sent = Play(rules, asks).Where(ask => ask.Granted)
            .Select(ask => ask.At + TimeSpan.FromMilliseconds(ask.Ask.DelayMilliseconds)).Order().ToList();
        AssertNever(sent, TimeSpan.FromMinutes(1), perMinute);
        AssertNever(sent, TimeSpan.FromHours(1), perHour);
    }, iter: 3_000);

    [Fact]
    public void A_shop_gets_its_share_whatever_the_others_do() => Gen.Select(
        Gen.Int[0, 24], Gen.Int[0, 60], Gen.Int[1, 4], Asks).Sample((perMinute, perHour, shops, asks) =>
    {
        var rules = new PaceRules(new(perMinute, perHour), Shops.Take(shops));
        var played = Play(rules, asks.Where(ask => ask.Shop < shops));
        foreach (var refused in played.Where(ask => !ask.Granted))
        {
            Assert.True(
                Reached(played, refused, TimeSpan.FromMinutes(1), perMinute / 2 / shops, perMinute) ||
                Reached(played, refused, TimeSpan.FromHours(1), perHour / 2 / shops, perHour));
        }
    }, iter: 3_000);

    [Theory]
    [InlineData(30, 100, 16, "16 shops are too many for 30 mails a minute")]
    [InlineData(30, 100, 51, "51 shops are too many for 100 mails an hour")]
    [InlineData(0, 3, 2, "2 shops are too many for 3 mails an hour")]
    [InlineData(30, 100, 15, null)]
    [InlineData(0, 0, 1_000, null)]
    [InlineData(1, 1, 1, null)]
    public void Shops_without_a_share_of_their_own_do_not_go_unnoticed(
        int perMinute, int perHour, int shops, string? sentence)
    {
        var said = new MailPaceLimits(perMinute, perHour).Unshared(shops);

        Assert.Equal(sentence is null, said is null);
        Assert.StartsWith(sentence ?? "", said ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_has_a_share_of_goes_to_whoever_comes_first()
    {
        var rules = new PaceRules(new(0, 100), Shops.Take(2));
        var asks = Enumerable.Repeat(new Ask(0, 0, 0), 100).Concat(Enumerable.Repeat(new Ask(1, 0, 0), 100));
        var granted = Play(rules, asks).Where(ask => ask.Granted).ToLookup(ask => ask.Ask.Shop);
        Assert.Equal((75, 25), (granted[0].Count(), granted[1].Count()));
    }

    [Fact]
    public void One_shop_alone_has_all_of_both_limits()
    {
        var rules = new PaceRules(new(30, 100), [Shops[0]]);
        var granted = Play(rules, Enumerable.Range(0, 7_200).Select(_ => new Ask(0, 1_000, 0)))
            .Where(ask => ask.Granted).ToList();
        Assert.Equal(30, granted.Count(ask => ask.At - Start <= TimeSpan.FromMinutes(1)));
        Assert.Equal(100, granted.Count(ask => ask.At - Start <= TimeSpan.FromHours(1)));
        Assert.InRange(granted.Count, 199, 200);
    }

    [Fact]
    public void A_busy_sender_remembers_little_and_counts_never_too_few()
    {
        var rules = new PaceRules(new(100, 3_000), Shops);
        var (book, now, granted) = (PaceBook.Empty, Start, new List<DateTimeOffset>());
        for (var ask = 0; ask < 7_200; ask++)
        {
            var shop = Shops[ask % 4];
            if (!rules.MustWait(book, shop, called: true, now))
            {
                book = rules.Take(book, shop, now);
                granted.Add(now);
            }

            now += TimeSpan.FromMilliseconds(700);
        }

        Assert.InRange(book.Slots.Length, 200, 4 * (65 + 61));
        AssertNever(granted, TimeSpan.FromHours(1), 3_000);
        Assert.InRange(granted.Count, 3_600, 7_200);
    }

    [Fact]
    public void A_pause_is_everybodys_and_a_shorter_one_does_not_end_it()
    {
        var rules = new PaceRules(new(0, 0), Shops);
        var book = PaceBook.Empty with { PausedUntil = Start.AddHours(1) };
        Assert.True(rules.MustWait(book, Shops[0], called: true, Start));
        Assert.Equal(Start.AddHours(1), rules.FreeAt(book, Shops[3], Start));
        Assert.False(rules.MustWait(book, Shops[0], called: true, Start.AddHours(1)));
    }

    [Fact]
    public void A_slot_that_was_given_back_is_free()
    {
        var rules = new PaceRules(new(1, 0), [Shops[0]]);
        var book = rules.Take(PaceBook.Empty, Shops[0], Start);
        Assert.True(rules.MustWait(book, Shops[0], called: true, Start));
        Assert.False(rules.MustWait(PaceRules.GiveBack(book, Shops[0]), Shops[0], called: true, Start));
    }

    [Fact]
    public void A_newcomer_goes_behind_those_who_wait()
    {
        var rules = new PaceRules(new(30, 100), Shops.Take(2));
        var book = rules.Queue(PaceBook.Empty, Shops[0], Start);
        Assert.True(rules.MustWait(book, Shops[0], called: false, Start));
        Assert.False(rules.MustWait(book, Shops[0], called: true, Start));
        Assert.False(rules.MustWait(book, Shops[1], called: false, Start));
    }

    [Fact]
    public void Turns_are_as_far_apart_as_slots_shared_out_evenly_are()
    {
        var rules = new PaceRules(new(30, 100), Shops.Take(2));
        var (book, turns) = (PaceBook.Empty, new List<DateTimeOffset>());
        for (var mail = 0; mail < 10_000; mail++)
        {
            book = rules.Queue(book, Shops[0], Start);
            turns.Add(book.LastTurn(Shops[0])!.Value);
        }

        Assert.Equal(turns.Order(), turns);
        Assert.Equal(10_000, turns.Distinct().Count());
        Assert.Equal(TimeSpan.FromSeconds(72.1), turns[1] - turns[0]);
        Assert.True(turns[^1] - Start <= TimeSpan.FromDays(365));
    }

    [Fact]
    public void As_many_are_called_as_find_a_slot_before_the_next_call()
    {
        var rules = new PaceRules(new(2, 0), [Shops[0]]);
        var book = rules.Take(PaceBook.Empty, Shops[0], Start);
        var calls = rules.Call(book, Enumerable.Repeat(Shops[0], 5), Start.AddSeconds(30), TimeSpan.FromMinutes(1));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(35), null, null, null], calls);
    }

    private static List<Answer> Play(PaceRules rules, IEnumerable<Ask> asks)
    {
        var (book, now, answers) = (PaceBook.Empty, Start, new List<Answer>());
        foreach (var ask in asks)
        {
            now += TimeSpan.FromMilliseconds(ask.GapMilliseconds);
            var shop = Shops[ask.Shop];
            var granted = !rules.MustWait(book, shop, called: true, now);
            answers.Add(new(ask, now, granted));
            book = granted ? rules.Take(book, shop, now) : book;
        }

        return answers;
    }

    private static void AssertNever(List<DateTimeOffset> sent, TimeSpan window, int limit)
    {
        for (var first = 0; limit > 0 && first + limit < sent.Count; first++)
        {
            Assert.True(sent[first + limit] - sent[first] >= window);
        }
    }

    /// <summary>Whether the shop had its share, or everybody the limit, in the window before; rounding is against us.
    /// </summary>
    private static bool Reached(List<Answer> played, Answer refused, TimeSpan window, int share, int limit)
    {
        var from = refused.At - window - PaceRules.Margin - TimeSpan.FromSeconds(1);
        var before = played.TakeWhile(ask => ask != refused).Where(ask => ask.Granted && ask.At > from).ToList();
        return limit > 0
            && (before.Count(ask => ask.Ask.Shop == refused.Ask.Shop) >= share)
            && (share > 0 || before.Count > 0);
    }

    private sealed record Answer(Ask Ask, DateTimeOffset At, bool Granted)
    {
        public bool Equals(Answer? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => At.GetHashCode();
    }
}
