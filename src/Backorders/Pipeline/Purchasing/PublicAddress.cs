using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// Which addresses a supplier's webhook may lead to: those of the public internet alone. What IANA's registries of
/// special addresses name is refused, and what carries such an IPv4 address inside an IPv6 one.
/// </summary>
public static class PublicAddress
{
    /// <summary>IANA IPv4 Special-Purpose Address Registry, and the cloud's own.</summary>
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        // Where Azure's platform answers its machines, metadata included.
        "168.63.129.16/32");

    /// <summary>All that was ever given out as global unicast; the rest of IPv6 is refused unseen.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Inside of it: protocols (Teredo, ORCHID, benchmarks), documentation, 6to4.</summary>
    private static readonly IPNetwork[] NotPublic6 = Networks(
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Where an ISATAP address (RFC 5214) says that the last four bytes are an IPv4 address.</summary>
    private const uint Isatap = 0x0000_5EFE, GlobalIsatap = 0x0200_5EFE;

    /// <param name="allowLoopback">For development and tests: this machine is let through.</param>
    public static bool MayConnect(IPAddress address, bool allowLoopback) =>
        (allowLoopback && IsLoopback(address)) || IsPublic(address);

    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(NotPublic4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => IsPublic(address.MapToIPv4()),
        AddressFamily.InterNetworkV6 => Global6.Contains(address) &&
            !Array.Exists(NotPublic6, network => network.Contains(address)) && !HidesAnotherKind(address),
        _ => false,
    };

    private static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool HidesAnotherKind(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)) is Isatap or GlobalIsatap &&
            !IsPublic(new(bytes.AsSpan(12)));
    }

    private static IPNetwork[] Networks(params IEnumerable<string> networks) => [.. networks.Select(IPNetwork.Parse)];
}
