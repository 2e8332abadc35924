using Backorders.Server.Settings;
using Spectre.Console;

namespace Backorders.Server.Commands;

/// <summary>What the commands that take a CSV file have in common.</summary>
internal static class CsvImport
{
    /// <summary>Without a terminal, a line of progress after so many.</summary>
    private const int PerLine = 1_000;

    public static T Read<T>(FileInfo csv, Func<TextReader, T> read)
    {
        try
        {
            using var text = csv.OpenText();
            return read(text);
        }
        catch (InvalidDataException e)
        {
            throw new BadSettingException(csv.Name, $"was not imported: {e.Message}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadSettingException(csv.FullName, "cannot be read: name a CSV file.", e);
        }
    }

    /// <param name="title">What a terminal shows beside the bar.</param>
    /// <param name="what">What is counted, in the plural.</param>
    public static async Task<T> WithProgress<T>(string title, string what, int all, Func<Action, Task<T>> import)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await AnsiConsole.Progress().StartAsync(async progress =>
            {
                var task = progress.AddTask(title, maxValue: Math.Max(all, 1));
                return await import(() => task.Increment(1));
            });
        }

        var done = 0;
        return await import(() =>
        {
            if (++done % PerLine == 0)
            {
                Console.WriteLine($"{done} of {all} {what}");
            }
        });
    }
}
