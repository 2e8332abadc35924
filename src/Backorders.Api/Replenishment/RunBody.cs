using Backorders.Api.Door;

namespace Backorders.Api.Replenishment;

/// <summary>Reads a wish for today's plan.</summary>
internal static class RunBody
{
    /// <returns>Whether it is made anew although it is done.</returns>
    public static bool Read(Members body, Errors errors) => body.Flag("again");
}
