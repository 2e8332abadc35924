using CsCheck;

namespace Backorders.Tests.Ledger;

/// <summary>What holds whatever happens to a pool, in 10,000 histories of 30 to 60 events each.</summary>
public sealed class LedgerProperties
{
#if MUTATED
    private const int Histories = 300; // once for every mutant
#else
    private const int Histories = 10_000;
#endif

    [Fact]
    public void The_ledger_answers_like_the_plainest_list_after_every_event() => Holds(new Manner());

    [Fact]
    public void Whatever_a_commit_moved_is_in_the_ranges_that_it_wrote() => Holds(new Manner(TellsAtOnce: true));

    [Fact]
    public void Events_that_share_a_commit_end_as_events_that_come_alone() => Holds(new Manner(Groups: true));

    [Fact]
    public void A_pool_that_has_seen_2_to_the_40_units_goes_on_the_same_when_it_is_written_and_read_back() =>
        Holds(new Manner(Seen: 1L << 40, Rereads: true));

    [Fact]
    public void A_suppliers_usual_lateness_is_in_every_date_from_the_day_on_that_the_supplier_gave_it() =>
        Holds(new Manner(Late: true, TellsAtOnce: true, Rereads: true));

    private static void Holds(Manner manner) => Deed.History.Sample(
        history => PlayedPool.Play(history, manner), iter: Histories, print: Deed.Print);
}
