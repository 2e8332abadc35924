using System.Net;
using System.Net.Sockets;

namespace Backorders.Pipeline.Purchasing;

/// <summary>Whose addresses a host has now.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>What carries webhooks to suppliers; a test may put another wire in its place.</summary>
public sealed class WebhookTransport(HttpMessageHandler handler) : IDisposable
{
    /// <summary>Kilobytes of an answer's headers; its body is not read at all.</summary>
    private const int MostHeaderKilobytes = 16;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    /// <summary>A connection is not kept longer than its address was checked for.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(1);

    internal HttpMessageInvoker Http { get; } = new(handler, disposeHandler: true);

    /// <summary>
    /// The guarded wire: the host is resolved when it connects, every address is checked and those that were checked
    /// are connected to, so that no name can lead elsewhere afterwards. Redirects, cookies and proxies are not used.
    /// </summary>
    public static WebhookTransport Guarded(WebhookOptions options, HostResolver? resolve = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        return new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = ConnectionLife,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ConnectCallback = async (context, cancellationToken) => await Connect(
                await Checked(context.DnsEndPoint.Host, resolve, options, cancellationToken),
                context.DnsEndPoint.Port, cancellationToken),
        });
    }

    public void Dispose() => Http.Dispose();

    /// <summary>All of the host's addresses, when every one may be connected to.</summary>
    private static async Task<IPAddress[]> Checked(
        string host, HostResolver resolve, WebhookOptions options, CancellationToken cancellationToken)
    {
        var addresses = await resolve(host, cancellationToken);
        return addresses.Length > 0 &&
            Array.TrueForAll(addresses, address => PublicAddress.MayConnect(address, options.AllowLoopback))
                ? addresses
                : throw new ForbiddenAddressException();
    }

    private static async Task<Stream> Connect(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host of a webhook leads into a network that is not public.</summary>
public sealed class ForbiddenAddressException() : Exception("The host leads to an address that is not public.");
