namespace Backorders.Prevention;

/// <summary>Numbers as a buyer reads them: no more digits than tell something.</summary>
internal static class Shown
{
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("0.#"),
        >= 1 => value.ToString("0.##"),
        >= 0.01 or 0 => value.ToString("0.###"),
        _ => value.ToString("G2"),
    };

    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <param name="currency">Null: not known.</param>
    public static string Money(double amount, string? currency) =>
        currency is null ? $"{amount:0.00}" : $"{amount:0.00} {currency}";

    public static string Percent(double share) => $"{(share * 100).ToString("0.##")} %";

    public static string Factor(double factor) => factor.ToString("0.0#");
}
