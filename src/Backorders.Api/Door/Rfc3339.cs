namespace Backorders.Api.Door;

/// <summary>
/// Times as RFC 3339 section 5.6 writes them: <c>2026-11-22T10:00:00Z</c>, <c>2026-11-22T11:00:00.25+01:00</c>.
/// </summary>
internal static class Rfc3339
{
    private const int SecondsEnd = 19;
    private const int OffsetLength = 6;
    private const int TickDigits = 7;

    /// <summary>What providers send (nanoseconds); digits beyond a tick (100 ns) are dropped.</summary>
    private const int MaxFractionDigits = 9;

    /// <summary>False for anything else, leap seconds included; the time is in UTC.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length <= SecondsEnd || text[10] is not ('T' or 't'))
            return false;
        if (!DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out var day)
            || !TimeOnly.TryParseExact(text[11..SecondsEnd], "HH:mm:ss", out var clock)
            || !TryFraction(text[SecondsEnd..], out var ticks, out var zone)
            || !TryOffset(zone, out var offset))
            return false;

        var utc = day.ToDateTime(clock, DateTimeKind.Utc).Ticks + ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        time = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks, out ReadOnlySpan<char> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
            return true;
        var digits = 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        rest = text[digits..];
        for (var i = 0; i < TickDigits; i++)
            ticks = ticks * 10 + (i + 1 < digits ? text[i + 1] - '0' : 0);
        return digits is > 1 and <= MaxFractionDigits + 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> zone, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone is "Z" or "z")
            return true;
        if (zone.Length != OffsetLength || zone[0] is not ('+' or '-')
            || !TimeOnly.TryParseExact(zone[1..], "HH:mm", out var clock))
            return false;
        offset = zone[0] == '-' ? -clock.ToTimeSpan() : clock.ToTimeSpan();
        return true;
    }
}
