using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Backorders.Api.Door;

/// <summary>Who comes without a key is counted by address; an IPv6 customer has a whole network of them.</summary>
public sealed class Visitors(ApiSettings settings) : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress>? limiter = settings.PagesPerAddressPerSecond is > 0 and var rate
        ? PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            address => RateLimitPartition.GetTokenBucketLimiter(Network(address), _ => KeyRing.Bucket(rate)))
        : null;

    /// <param name="from">Null: nobody knows; all of those share one count.</param>
    /// <returns>Null: there is no limit.</returns>
    internal RateLimitLease? Knock(IPAddress? from) => limiter?.AttemptAcquire(from ?? IPAddress.None);

    public void Dispose() => limiter?.Dispose();

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
