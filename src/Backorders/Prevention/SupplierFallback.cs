namespace Backorders.Prevention;

/// <summary>When to stop waiting for a supplier, and whom to ask for what it will not cover.</summary>
public static class SupplierFallback
{
    /// <summary>Working days that a supplier has to confirm.</summary>
    public const int WorkingDaysToConfirm = 2;

    /// <summary>
    /// Looks at a line in this order: cancelled, unconfirmed after 2 working days, confirmed for later than it is
    /// needed, overdue beyond P95, short. The next supplier is asked for the uncovered quantity only.
    /// </summary>
    /// <param name="line">The purchase order line as all news of it say.</param>
    /// <param name="today">The day of the decision.</param>
    /// <param name="lateDaysP95">Days that 19 of 20 of the supplier's receipts are not later than.</param>
    /// <param name="offers">Who sells the SKU; the line's own supplier is left out.</param>
    /// <param name="demandPerDay">d: units a day; for the cost of a surplus.</param>
    /// <param name="carryingRatePerYear">i: share of the price a year; for the cost of a surplus.</param>
    /// <param name="coveredElsewhere">Units of this line that another order already replaces.</param>
    /// <param name="holidays">Days besides Saturday and Sunday that are no working days.</param>
    /// <returns>With <see cref="FallbackCause.None"/> nothing is to be done.</returns>
    public static FallbackDecision Of(
        PurchaseLine line, DateOnly today, int lateDaysP95, IReadOnlyList<SupplierOffer> offers, double demandPerDay,
        double carryingRatePerYear = 0.25, long coveredElsewhere = 0, IReadOnlySet<DateOnly>? holidays = null)
    {
        Check(line, offers, coveredElsewhere);
        Sensible.From(-OpenDays.LongestSpanDays, lateDaysP95, OpenDays.LongestSpanDays, "The P95 lateness in days");
        var (cause, missing, why) = Cause(line, today, Math.Max(0, lateDaysP95), holidays);
        var uncovered = Math.Max(0, missing - coveredElsewhere);
        if (cause == FallbackCause.None || uncovered == 0)
        {
            return new(FallbackCause.None, 0, null,
                cause == FallbackCause.None ? why : $"{why}; another order already covers what is missing");
        }

        var next = SupplierChoice.Of(
            [.. offers.Where(offer => !string.Equals(offer.Supplier, line.Supplier, StringComparison.Ordinal))],
            uncovered, today, line.NeededBy, demandPerDay, carryingRatePerYear);
        return new(cause, uncovered, next, $"{why}: {uncovered} of {line.Ordered} uncovered. {next.Reason}");
    }

    private static (FallbackCause Cause, long Missing, string Why) Cause(
        PurchaseLine line, DateOnly today, int lateDaysP95, IReadOnlySet<DateOnly>? holidays)
    {
        var open = Math.Max(0, line.Ordered - line.Received);
        if (open == 0)
        {
            return (FallbackCause.None, 0, $"{line.Supplier} has delivered all of it");
        }

        if (line.Cancelled)
        {
            return (FallbackCause.Cancelled, open, $"{line.Supplier} will not deliver: cancelled");
        }

        var waited = OpenDays.WorkingDays(line.Placed, today, holidays);
        if (line.Confirmed is null && !line.Closed && waited >= WorkingDaysToConfirm)
        {
            return (FallbackCause.Unconfirmed, open,
                $"{line.Supplier} has not confirmed in {waited} working days, {WorkingDaysToConfirm} are usual");
        }

        if (line.ConfirmedFor > line.NeededBy && !line.Closed)
        {
            var late = line.ConfirmedFor.Value.DayNumber - line.NeededBy.DayNumber;
            return (FallbackCause.ConfirmedTooLate, open,
                $"{line.Supplier} confirmed for {line.ConfirmedFor:yyyy-MM-dd}, {late} days after it is needed");
        }

        if (today.DayNumber - line.ConfirmedFor?.DayNumber > lateDaysP95 && !line.Closed)
        {
            var over = today.DayNumber - line.ConfirmedFor!.Value.DayNumber;
            return (FallbackCause.Overdue, open,
                $"{line.Supplier} is {over} days over its date; 19 of 20 times it is no more than {lateDaysP95}");
        }

        return Short(line, open);
    }

    private static (FallbackCause Cause, long Missing, string Why) Short(PurchaseLine line, long open)
    {
        var missing = line.Closed ? open
            : line.Confirmed is { } confirmed ? Math.Max(0, line.Ordered - Math.Max(confirmed, line.Received)) : 0;
        var what = line.Closed
            ? $"delivered {line.Received} and closed the line"
            : $"confirmed only {line.Confirmed}";
        return missing == 0
            ? (FallbackCause.None, 0, $"{line.Supplier} is on its way")
            : (FallbackCause.DeliveredShort, missing, $"{line.Supplier} {what}");
    }

    private static void Check(PurchaseLine line, IReadOnlyList<SupplierOffer> offers, long coveredElsewhere)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(offers);
        Sensible.Positive(line.Ordered, "The number of units ordered", nameof(line));
        Sensible.NotNegative(line.Received, "The number of units received", nameof(line));
        Sensible.NotNegative(line.Confirmed ?? 0, "The number of units confirmed", nameof(line));
        Sensible.NotNegative(coveredElsewhere, "The number of units covered elsewhere");
    }
}

/// <summary>A line of a purchase order as all news of it say.</summary>
/// <param name="Supplier">Who was asked.</param>
/// <param name="Ordered">Units.</param>
/// <param name="Placed">The day it was sent.</param>
/// <param name="NeededBy">The day by which the units must be here.</param>
/// <param name="Confirmed">Units that the supplier confirmed; null: no answer yet.</param>
/// <param name="ConfirmedFor">The day it confirmed; null: none yet.</param>
/// <param name="Received">Units that came.</param>
/// <param name="Cancelled">The supplier (or the shop) has cancelled what is open.</param>
/// <param name="Closed">The supplier says that nothing more comes.</param>
public sealed record PurchaseLine(
    string Supplier, long Ordered, DateOnly Placed, DateOnly NeededBy, long? Confirmed = null,
    DateOnly? ConfirmedFor = null, long Received = 0, bool Cancelled = false, bool Closed = false);

/// <summary>Why a supplier is not waited for.</summary>
public enum FallbackCause
{
    /// <summary>It is waited for.</summary>
    None,

    /// <summary>What is open was cancelled.</summary>
    Cancelled,

    /// <summary>No confirmation after 2 working days.</summary>
    Unconfirmed,

    /// <summary>Confirmed for later than it is needed.</summary>
    ConfirmedTooLate,

    /// <summary>Overdue beyond the supplier's P95 lateness.</summary>
    Overdue,

    /// <summary>Confirmed or delivered less than was ordered.</summary>
    DeliveredShort,
}

/// <summary>What to do about a line.</summary>
/// <param name="Cause">Why; None: wait.</param>
/// <param name="Uncovered">Units to order elsewhere.</param>
/// <param name="Next">Whom to ask; null: nothing to order.</param>
/// <param name="Reason">A sentence to be stored with the proposal.</param>
public sealed record FallbackDecision(FallbackCause Cause, long Uncovered, SupplierAdvice? Next, string Reason);
