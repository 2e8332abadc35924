using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>What is asked of a setting wherever it stands; names are told as environment variables.</summary>
internal static class SettingChecks
{
    public static BadSettingException Bad(this IConfigurationSection setting, string whatToDo) =>
        new(setting.Path.Replace(":", "__"), whatToDo);

    public static void MayOnlyHave(this IConfigurationSection section, params IReadOnlyList<string> names)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw section.Bad($"has no value of its own, it holds {string.Join(", ", names)}.");
        }

        var stranger = section.GetChildren()
            .FirstOrDefault(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (stranger is not null)
        {
            throw stranger.Bad($"is no setting: {section.Key} has {string.Join(", ", names)}.");
        }
    }

    /// <summary>The number, or null when it is not set.</summary>
    public static int? WholeNumber(this IConfigurationSection setting, int from, int to, string hint = "")
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return null;
        }

        return int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to
            ? number
            : throw setting.Bad($"must be a whole number from {from} to {to}, not '{setting.Value}'{hint}.");
    }

    /// <summary>The first that says anything; the last one is the default.</summary>
    public static string First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        throw new ArgumentException("the last one is the default", nameof(values));
    }

    /// <summary>The bytes, or null when the text is no base64.</summary>
    public static byte[]? FromBase64(this string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
