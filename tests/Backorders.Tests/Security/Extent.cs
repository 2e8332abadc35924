namespace Backorders.Tests.Security;

/// <summary>How much is tried: a share each time, all of it when <c>BACKORDERS_FULL=1</c> asks for it.</summary>
internal static class Extent
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("BACKORDERS_FULL") == "1";

    public static int Of(int always, int full) => IsFull ? full : always;
}
