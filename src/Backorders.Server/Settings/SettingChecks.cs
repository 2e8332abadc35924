using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>What is asked of a setting wherever it stands; names are told as environment variables.</summary>
internal static class SettingChecks
{
    public static BadSettingException Bad(this IConfigurationSection setting, string whatToDo) =>
        new(setting.Name(), whatToDo);

    public static string Name(this IConfigurationSection setting) => NameOf(setting.Path);

    public static string NameOf(string path) => path.Replace(":", "__");

    public static void MayOnlyHave(this IConfigurationSection section, params IReadOnlyList<string> names)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw section.Bad($"has no value of its own, it holds {string.Join(", ", names)}.");
        }

        section.MayOnlyHaveBelow(names);
    }

    /// <summary>The same for a section that may have a value of its own as well.</summary>
    public static void MayOnlyHaveBelow(this IConfigurationSection section, IReadOnlyList<string> names)
    {
        var stranger = section.GetChildren()
            .FirstOrDefault(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (stranger is not null)
        {
            throw stranger.Bad($"is no setting: {section.Key} has {string.Join(", ", names)}.");
        }
    }

    /// <summary>One of these words, whatever its case; the first when it is not set.</summary>
    public static string OneOf(this IConfigurationSection setting, params IReadOnlyList<string> words)
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return words[0];
        }

        // The value is not repeated: it may be a secret that belongs to another setting.
        return words.FirstOrDefault(word => word.Equals(setting.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw setting.Bad($"must be {string.Join(", ", words.SkipLast(1))} or {words[^1]}.");
    }

    /// <summary>The address, or null when it is not set.</summary>
    public static string? Mailbox(this IConfigurationSection setting, string example)
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return null;
        }

        return MailAddress.TryCreate(setting.Value, out var mailbox) && mailbox.Address == setting.Value
            ? setting.Value
            : throw setting.Bad($"must be one plain mailbox such as {example}.");
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
