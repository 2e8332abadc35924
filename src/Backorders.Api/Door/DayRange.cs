namespace Backorders.Api.Door;

/// <summary>The dates and times that a request may name: from 2000-01-01 to five years from today.</summary>
/// <param name="today">The business's UTC day.</param>
internal sealed class DayRange(DateOnly today)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    private readonly DateOnly latest = today.AddYears(5);

    /// <summary>Reads <c>yyyy-MM-dd</c>; the answer says what it must be, or null.</summary>
    public string? ReadDay(string text, out DateOnly day)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out day))
            return "must be a date such as 2026-12-05";
        return Outside(day);
    }

    /// <summary>Reads an RFC 3339 time with any offset as UTC; the answer says what it must be, or null.</summary>
    public string? ReadTime(string text, out DateTimeOffset time)
    {
        if (!Rfc3339.TryRead(text, out time))
            return "must be a time such as 2026-11-22T10:00:00Z";
        return Outside(DateOnly.FromDateTime(time.UtcDateTime));
    }

    private string? Outside(DateOnly day) =>
        day < Earliest || day > latest ? $"must be from {Earliest:yyyy-MM-dd} to {latest:yyyy-MM-dd}" : null;
}
