using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Backorders.Supply;

namespace Backorders.Api.Door;

/// <summary>
/// The members of one JSON object. Each method reads one member, returns it when it is allowed, and otherwise notes
/// under its path what it must be. Text and times that are optional may be null; numbers, flags, lists and objects may
/// be left out, but not null.
/// </summary>
/// <param name="prefix">What stands before a member's name in its path: <c>lines[0].</c>.</param>
internal readonly struct Members(JsonElement element, string prefix, Errors errors)
{
    /// <summary>The members of a list's item; null, and noted, when it is no object.</summary>
    public static Members? Of(JsonElement item, string path, Errors errors)
    {
        if (item.ValueKind == JsonValueKind.Object)
            return new Members(item, $"{path}.", errors);
        errors.Add(path, "must be an object");
        return null;
    }

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public bool IsNull(string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Null;

    public string Path(string name) => prefix + name;

    /// <summary>A caller's id; empty when it is missing or not allowed.</summary>
    public string Id(string name) => Required(name) ? Text(name, Texts.Id) ?? "" : "";

    /// <summary>A member that must be there, checked by its own rule.</summary>
    public string Word(string name, TextRule rule) => Required(name) ? Text(name, rule) ?? "" : "";

    /// <summary>Null when it is absent, null or not allowed.</summary>
    public string? Text(string name, TextRule rule)
    {
        if (!element.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        if (member.ValueKind != JsonValueKind.String)
            errors.Add(Path(name), "must be text");
        else if (Decoded(member) is not { } text)
            errors.Add(Path(name), "must not hold half of a surrogate pair");
        else if (rule(text) is { } wrong)
            errors.Add(Path(name), wrong);
        else
            return text;
        return null;
    }

    public int Number(string name, int min, int max) => Required(name) ? OptionalNumber(name, min, max) ?? min : min;

    /// <summary>Null when it is absent or not allowed.</summary>
    public int? OptionalNumber(string name, int min, int max) =>
        element.TryGetProperty(name, out var member) ? Numbers.Read(member, min, max, Path(name), errors) : null;

    /// <summary>Absent: unchanged; null: cleared.</summary>
    public Change<int?> NumberChange(string name, int min, int max) =>
        !Has(name) ? default : new(true, IsNull(name) ? null : OptionalNumber(name, min, max));

    /// <summary>Absent: unchanged; null: cleared. Written without exponent or quotes.</summary>
    public Change<decimal?> AmountChange(string name, decimal min, decimal max, int decimals) =>
        !element.TryGetProperty(name, out var member) ? default
        : new(true, IsNull(name) ? null : Numbers.Read(member, min, max, decimals, Path(name), errors));

    /// <summary>Absent: unchanged; null: cleared.</summary>
    public Change<string> TextChange(string name, TextRule rule) => new(Has(name), Text(name, rule));

    /// <summary>Absent: unchanged; null: cleared.</summary>
    public Change<DateOnly?> DateChange(string name, DayRange range) => new(Has(name), Date(name, range));

    /// <summary>Absent: unchanged; null: cleared.</summary>
    public Change<bool?> FlagChange(string name) => new(Has(name), Has(name) && !IsNull(name) ? Flag(name) : null);

    /// <summary>Null when it is absent or not allowed. Written without exponent or quotes.</summary>
    public decimal? OptionalAmount(string name, decimal min, decimal max, int decimals) =>
        element.TryGetProperty(name, out var member)
            ? Numbers.Read(member, min, max, decimals, Path(name), errors)
            : null;

    public bool Flag(string name)
    {
        if (!element.TryGetProperty(name, out var member))
            return false;
        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            errors.Add(Path(name), "must be true or false");
        return member.ValueKind == JsonValueKind.True;
    }

    /// <summary>Null when it is absent, null or not allowed.</summary>
    public DateOnly? Date(string name, DayRange range)
    {
        DateOnly day = default;
        return Text(name, text => range.ReadDay(text, out day)) is null ? null : day;
    }

    /// <summary>In UTC; null when it is absent, null or not allowed.</summary>
    public DateTimeOffset? Time(string name, DayRange range)
    {
        DateTimeOffset time = default;
        return Text(name, text => range.ReadTime(text, out time)) is null ? null : time;
    }

    /// <summary>The members of an object that must be there; null when it is missing or no object.</summary>
    public Members? Object(string name) =>
        Required(name) ? Of(element.GetProperty(name), Path(name), errors) : null;

    /// <summary>The items of a list, each read with its path; null when absent or no list of that length.</summary>
    public List<T>? List<T>(string name, int max, Func<JsonElement, string, Errors, T> read)
    {
        if (!element.TryGetProperty(name, out var member))
            return null;
        if (member.ValueKind != JsonValueKind.Array)
        {
            errors.Add(Path(name), "must be a list");
            return null;
        }

        var length = member.GetArrayLength();
        if (length == 0 || length > max)
        {
            errors.Add(Path(name), $"must have 1 to {max} entries");
            return null;
        }

        var items = new List<T>(length);
        foreach (var item in member.EnumerateArray())
            items.Add(read(item, $"{Path(name)}[{items.Count}]", errors));
        return items;
    }

    /// <summary>Whether the member is there; else notes that it must be.</summary>
    public bool Required(string name)
    {
        if (element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null)
            return true;
        errors.Add(Path(name), "is required");
        return false;
    }

    private static string? Decoded(JsonElement member)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half of a surrogate pair ("\ud800"); text cannot hold it.
            return null;
        }
    }
}

internal static class Numbers
{
    /// <summary>A whole number in the range, written without fraction, exponent or quotes. Null: noted.</summary>
    public static int? Read(JsonElement member, int min, int max, string path, Errors errors)
    {
        if (member.ValueKind != JsonValueKind.Number || JsonMarshal.GetRawUtf8Value(member).ContainsAny(".eE"u8))
            errors.Add(path, "must be a whole number");
        else if (!member.TryGetInt32(out var value) || value < min || value > max)
            errors.Add(path, OutOf(min, max));
        else
            return value;
        return null;
    }

    /// <summary>An amount in the range with at most so many decimals, written without exponent or quotes. Null:
    /// noted.</summary>
    public static decimal? Read(
        JsonElement member, decimal min, decimal max, int decimals, string path, Errors errors)
    {
        var wrong = string.Create(
            CultureInfo.InvariantCulture, $"must be a number from {min} to {max} with at most {decimals} decimals");
        if (member.ValueKind == JsonValueKind.Number && Decimals(JsonMarshal.GetRawUtf8Value(member)) <= decimals &&
            member.TryGetDecimal(out var value) && value >= min && value <= max)
            return value;
        errors.Add(path, wrong);
        return null;
    }

    /// <summary>As written; of an exponent, more than anybody allows.</summary>
    private static int Decimals(ReadOnlySpan<byte> number) =>
        number.ContainsAny("eE"u8) ? int.MaxValue
        : number.IndexOf((byte)'.') is >= 0 and var point ? number.Length - point - 1
        : 0;

    public static string OutOf(int min, int max) => $"must be from {min} to {max}";
}
