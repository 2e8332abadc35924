using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay;

/// <summary>Waits until the server has nothing more to do: only then may the business clock step.</summary>
internal sealed class Rest(ShopApi shop, TimeProvider machine)
{
    /// <summary>Work that takes longer than this is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ReplayBrokenException">It does not come to rest, or gave work up as poison.</exception>
    public async Task Come(CancellationToken cancellationToken)
    {
        var began = machine.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            var work = await shop.Work(cancellationToken);
            if (work.Poison > 0)
            {
                throw new ReplayBrokenException($"{work.Poison} messages of the server's queues became poison");
            }

            if (work.AtRest)
            {
                return;
            }

            if (machine.GetElapsedTime(began) > Patience)
            {
                throw new ReplayBrokenException($"the server does not come to rest: {work}");
            }

            await Task.Delay(pause, machine, cancellationToken);
        }
    }
}
