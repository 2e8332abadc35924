namespace Backorders.Prevention;

/// <summary>Tells of an item that becomes a best seller while there is still time to order.</summary>
public static class BestSellerAlert
{
    /// <summary>The short and the long look back, days.</summary>
    public const int ShortDays = 14, LongDays = 56;

    /// <summary>The short rate must exceed the long one by this factor.</summary>
    public const double Growth = 1.5;

    /// <summary>Order lines in the short look back from which a growth is no accident.</summary>
    public const int LeastLines = 10;

    /// <summary>An item that enters class A, or whose 14-day rate is above 1.5 × its 56-day rate on 10 lines or more.
    /// </summary>
    /// <param name="dailyUnits">Units asked on the last days, oldest first, today's last; the last 56 count, a younger
    /// item has fewer.</param>
    /// <param name="linesIn14Days">Order lines of the last 14 days.</param>
    /// <param name="before">Its class in the last run; null: it was not there.</param>
    /// <param name="now">Its class now.</param>
    public static BestSellerFacts Of(
        IReadOnlyList<double> dailyUnits, int linesIn14Days, AbcClass? before = null, AbcClass now = AbcClass.C)
    {
        Sensible.NotEmpty(dailyUnits, "day");
        Sensible.EachNotNegative(dailyUnits, "Demand of a day");
        return Of(
            dailyUnits.TakeLast(ShortDays).Average(), dailyUnits.TakeLast(LongDays).Average(), linesIn14Days, before,
            now);
    }

    /// <summary>The same from the two rates.</summary>
    /// <param name="rate14">Units a day in the last 14 days.</param>
    /// <param name="rate56">Units a day in the last 56 days, the 14 included.</param>
    /// <param name="linesIn14Days">Order lines of the last 14 days.</param>
    /// <param name="before">Its class in the last run; null: it was not there.</param>
    /// <param name="now">Its class now.</param>
    public static BestSellerFacts Of(
        double rate14, double rate56, int linesIn14Days, AbcClass? before = null, AbcClass now = AbcClass.C)
    {
        Sensible.NotNegative(rate14, "The 14-day rate");
        Sensible.NotNegative(rate56, "The 56-day rate");
        Sensible.AtLeast(0, linesIn14Days, "A number of lines");
        var enters = now == AbcClass.A && before != AbcClass.A;
        var grows = rate14 > Growth * rate56 && linesIn14Days >= LeastLines;
        var reasons = new List<string>();
        if (enters)
        {
            reasons.Add(before is { } was ? $"rose from {was} to A" : "new in A");
        }

        if (grows)
        {
            reasons.Add($"{rate14:0.##} a day in 14 days against {rate56:0.##} in 56, on {linesIn14Days} lines");
        }

        return new(enters || grows, enters, grows, rate14, rate56, string.Join("; ", reasons));
    }
}

/// <summary>Whether an item becomes a best seller.</summary>
/// <param name="Alert">Tell the buyer.</param>
/// <param name="EntersA">It was not in class A before.</param>
/// <param name="Grows">Its short rate is far above its long one.</param>
/// <param name="Rate14">Units a day.</param>
/// <param name="Rate56">Units a day.</param>
/// <param name="Reason">Why; empty without alert.</param>
public sealed record BestSellerFacts(
    bool Alert, bool EntersA, bool Grows, double Rate14, double Rate56, string Reason);
