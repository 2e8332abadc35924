using System.Net.Sockets;
using Backorders.Server.Settings;

namespace Backorders.Server.Checks;

/// <summary>
/// Whether something listens where a service should be. The clients of the services try again for so long that "no
/// answer" is all that is left of the reason.
/// </summary>
internal static class Reach
{
    /// <summary>Null: something listens there, or a proxy stands between and only the service's client can tell.
    /// </summary>
    public static Task<Trouble?> Of(Access service, CancellationToken cancellationToken) =>
        HttpClient.DefaultProxy.IsBypassed(service.Endpoint)
            ? Of(service.Endpoint.DnsSafeHost, service.Endpoint.Port, service.Setting, cancellationToken)
            : Task.FromResult<Trouble?>(null);

    public static async Task<Trouble?> Of(string host, int port, string setting, CancellationToken cancellationToken)
    {
        using var caller = new TcpClient();
        try
        {
            await caller.ConnectAsync(host, port, cancellationToken);
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new($"There is no host {host}.", $"Correct {setting}, or the name service of this machine.");
        }
        catch (SocketException e)
        {
            return new(
                $"Nobody answers at {host}:{port} ({e.SocketErrorCode}).",
                $"Start it, open the way to it, or correct {setting}.");
        }
    }
}
