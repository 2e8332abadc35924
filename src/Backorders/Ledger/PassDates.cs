using System.Collections.Immutable;

namespace Backorders.Ledger;

/// <summary>
/// Dates that have passed get one new date, never a day at a time: an overdue shipment is assumed to come a lead time
/// from today, and the lines that no shipment covers start again from today.
/// </summary>
public static class PassDates
{
    /// <summary>Uncovered lines start again at most once in so many days.</summary>
    public const int RestartEveryDays = 7;

    public static Pool On(Pool pool, DateOnly today)
    {
        var late = pool.Inbound.Where(inbound => CanBeAssumed(pool, inbound, today)).ToList();
        var inbounds = late.Aggregate(pool.Inbound, (all, inbound) => Receive.Insert(
            all.Remove(inbound),
            pool.LeadTimeDays is { } days
                ? inbound with { Assumed = today.AddDays(days), Silent = false }
                : inbound with { Silent = true }));
        var assumed = late.Count == 0 ? pool : pool with { Inbound = inbounds };
        return MustRestart(assumed, today) ? assumed with { RestartedOn = today } : assumed;
    }

    /// <summary>The first day on which <see cref="On"/> will have something to do; null: no date can pass.</summary>
    public static DateOnly? Next(Pool pool)
    {
        var days = pool.Inbound
            .Where(inbound => !inbound.Silent || pool.LeadTimeDays is not null)
            .Select(inbound => inbound.LastDayToKeep.AddDays(1))
            .ToImmutableArray();
        if (UncoveredDate(pool) is { } date)
        {
            var earliest = pool.RestartedOn?.AddDays(RestartEveryDays) ?? DateOnly.MinValue;
            days = days.Add(date.AddDays(1) > earliest ? date.AddDays(1) : earliest);
        }

        return days.IsEmpty ? null : days.Min();
    }

    private static bool CanBeAssumed(Pool pool, Inbound inbound, DateOnly today) =>
        today > inbound.LastDayToKeep && (!inbound.Silent || pool.LeadTimeDays is not null);

    private static bool MustRestart(Pool pool, DateOnly today) =>
        UncoveredDate(pool) < today &&
        (pool.RestartedOn is not { } last || last.AddDays(RestartEveryDays) <= today);

    private static DateOnly? UncoveredDate(Pool pool) =>
        EtaPlan.FirstUncovered(pool) is { } position ? EtaPlan.At(pool, position).Date : null;
}
