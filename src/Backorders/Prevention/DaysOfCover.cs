namespace Backorders.Prevention;

/// <summary>How long what is there lasts.</summary>
public static class DaysOfCover
{
    /// <summary>Units / units a day; infinite without demand, 0 where nothing is there.</summary>
    /// <param name="units">Units that may be sold; below 0 where more wait than there are.</param>
    /// <param name="demandPerDay">Units a day.</param>
    public static double Of(double units, double demandPerDay)
    {
        Sensible.Number(units, "The number of units");
        Sensible.NotNegative(demandPerDay, "The demand a day");
        return units <= 0 ? 0 : demandPerDay == 0 ? double.PositiveInfinity : units / demandPerDay;
    }

    /// <summary>
    /// Days until a known demand has used it up, the last day in part; infinite if it outlasts all of them.
    /// </summary>
    /// <param name="units">Units that may be sold.</param>
    /// <param name="demandByDay">Units of each day from today on.</param>
    public static double Of(double units, IReadOnlyList<double> demandByDay)
    {
        Sensible.Number(units, "The number of units");
        Sensible.EachNotNegative(demandByDay, "Demand of a day");
        Sensible.NotEmpty(demandByDay, "day of demand");
        var left = Math.Max(0, units);
        for (var day = 0; day < demandByDay.Count; day++)
        {
            if (demandByDay[day] > left || (left == 0 && demandByDay[day] == 0))
            {
                return left == 0 ? day : day + (left / demandByDay[day]);
            }

            left -= demandByDay[day];
        }

        return left > 0 ? double.PositiveInfinity : demandByDay.Count;
    }
}

/// <summary>How soon an item runs out, counting only what comes in time to help.</summary>
public static class Urgency
{
    /// <summary>Days that are walked to find the day it runs out; later is no urgency.</summary>
    public const int MostDays = 730;

    /// <summary>
    /// Available = on hand − allocated − backorders; inbound counts only if due inside the lead time: what comes later
    /// a new order would beat or equal. Urgent when the cover is shorter than lead time + P80 lateness.
    /// </summary>
    /// <param name="onHand">Units in the warehouse, allocated ones included.</param>
    /// <param name="backorders">Units that customers wait for.</param>
    /// <param name="allocated">Units on hand that belong to customers already.</param>
    /// <param name="inbound">What is on its way.</param>
    /// <param name="demandPerDay">d: units a day.</param>
    /// <param name="leadTimeDays">L: days from order to receipt.</param>
    /// <param name="lateDaysP80">Days that four of five receipts are not later than.</param>
    public static UrgencyFacts Of(
        double onHand, double backorders, double allocated, IReadOnlyList<InboundUnits> inbound, double demandPerDay,
        double leadTimeDays, double lateDaysP80 = 0)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        Sensible.NotNegative(leadTimeDays, "The lead time in days");
        Sensible.Number(lateDaysP80, "The P80 lateness in days");
        Sensible.EachNotNegative(inbound.Select(item => item.Units), "An inbound quantity", nameof(inbound));
        var available = InventoryPosition.Of(onHand, 0, backorders, allocated);
        var counted = inbound.Where(item => item.DueInDays <= leadTimeDays).ToList();
        var inTime = counted.Sum(item => item.Units);
        var later = inbound.Sum(item => item.Units) - inTime;
        var cover = DaysOfCover.Of(available + inTime, demandPerDay);
        var limit = leadTimeDays + lateDaysP80;
        var there = available < 0
            ? $"{inTime:0.##} due within {leadTimeDays:0.#} days, less {-available:0.##} that customers wait for,"
            : $"{available:0.##} available and {inTime:0.##} due within {leadTimeDays:0.#} days";
        var reason = $"{there} last {Lasting(cover)}, a new order takes {limit:0.#}"
            + (later > 0 ? $"; {later:0.##} due later do not count" : "");
        return new(available, inTime, later, cover, RunsOut(available, counted, demandPerDay), cover < limit, reason);
    }

    private static string Lasting(double cover) => double.IsInfinity(cover) ? "without end"
        : cover > MostDays ? $"more than {MostDays} days"
        : $"{cover:0.#} days";

    private static int? RunsOut(double available, List<InboundUnits> inbound, double demandPerDay)
    {
        var stock = available;
        for (var day = 0; day < MostDays; day++)
        {
            stock += inbound.Where(item => Math.Max(0, item.DueInDays) == day).Sum(item => item.Units) - demandPerDay;
            if (stock < -1e-9)
            {
                return day;
            }
        }

        return null;
    }
}

/// <summary>Units on their way.</summary>
/// <param name="DueInDays">Days from today; below 0: overdue, expected any day.</param>
/// <param name="Units">How many.</param>
public sealed record InboundUnits(int DueInDays, double Units);

/// <summary>How soon an item runs out.</summary>
/// <param name="Available">Units that may be sold; below 0: so many customers' units are missing.</param>
/// <param name="InboundInTime">Units due inside the lead time.</param>
/// <param name="InboundLater">Units due later, not counted.</param>
/// <param name="CoverDays">Days that available and inbound in time last; infinite without demand.</param>
/// <param name="RunsOutInDays">The first day (today is 0) that asks for more than there is; null: not within
/// <see cref="Urgency.MostDays"/> days.</param>
/// <param name="Urgent">The cover is shorter than a new order takes, lateness included.</param>
/// <param name="Reason">A sentence for the buyer.</param>
public sealed record UrgencyFacts(
    double Available, double InboundInTime, double InboundLater, double CoverDays, int? RunsOutInDays, bool Urgent,
    string Reason);
