namespace Backorders.Tests.EndToEnd;

/// <summary>Bounded polling: the only way in which these tests wait for what happens in the background.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="Xunit.Sdk.XunitException">It did not come true within the limit.</exception>
    public static async Task Until(TimeSpan limit, Func<Task<bool>> isTrue, Func<string> complaint)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                Assert.Fail(complaint());
            }

            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
