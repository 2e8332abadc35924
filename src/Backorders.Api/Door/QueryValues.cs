using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Door;

/// <summary>
/// The values after the question mark. Each method reads one, returns it when it is allowed, and otherwise notes what
/// it must be. An empty value counts as absent; unknown names are ignored.
/// </summary>
internal readonly struct QueryValues(Call call, Errors errors)
{
    public const string NoCursor = "must be a cursor that this list gave as next";

    public int Number(string name, int min, int max, int absent) =>
        Text(name) is null ? absent : Number(name, min, max);

    /// <summary>A number that must be there.</summary>
    public int Number(string name, int min, int max)
    {
        if (int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
            return value;
        errors.Add(name, Numbers.OutOf(min, max));
        return min;
    }

    public bool Flag(string name) => Text(name, Texts.OneOf("true", "false")) == "true";

    /// <summary>Null when it is absent or not allowed.</summary>
    public string? Text(string name, TextRule rule)
    {
        if (Text(name) is not { } text)
            return null;
        if (rule(text) is not { } wrong)
            return text;
        errors.Add(name, wrong);
        return null;
    }

    /// <summary>Null when it is absent or not allowed.</summary>
    public DateOnly? Day(string name, DayRange range)
    {
        DateOnly day = default;
        return Text(name, text => range.ReadDay(text, out day)) is null ? null : day;
    }

    /// <summary>Notes what a value must be beside the others.</summary>
    public void Refuse(string name, string wrong) => errors.Add(name, wrong);

    /// <summary>The pipeline's own cursor inside the signed one; null when it is absent or not of this list.</summary>
    public string? Cursor(string name)
    {
        if (Text(name) is not { } cursor)
            return null;
        if (call.OpenCursor(cursor) is { } payload)
            return payload;
        errors.Add(name, NoCursor);
        return null;
    }

    private string? Text(string name)
    {
        var values = call.Http.Request.Query[name];
        if (values.Count > 1)
            errors.Add(name, "must be given once");
        return values.Count == 1 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
    }
}
