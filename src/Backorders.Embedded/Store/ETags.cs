using System.Globalization;

namespace Backorders.Embedded.Store;

/// <summary>ETags and cursors are numbers of the file's sequence, written as decimals.</summary>
internal static class ETags
{
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null: not one of ours, so no document has it.</summary>
    public static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
