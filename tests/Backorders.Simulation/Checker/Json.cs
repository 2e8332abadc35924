using System.Globalization;
using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>Reads members of JSON that may be missing: what is missing is 0, false, empty or null.</summary>
internal static class Json
{
    public static JsonElement? At(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found)
        && found.ValueKind != JsonValueKind.Null ? found : null;

    public static long Number(this JsonElement of, string name) => of.At(name)?.GetInt64() ?? 0;

    public static int? Int(this JsonElement of, string name) => of.At(name)?.GetInt32();

    public static string? Text(this JsonElement of, string name) => of.At(name)?.GetString();

    public static bool Is(this JsonElement of, string name) => of.At(name)?.GetBoolean() ?? false;

    public static DateOnly? Day(this JsonElement of, string name) =>
        of.Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement of, string name) =>
        of.At(name) is { } array ? [.. array.EnumerateArray()] : [];
}
