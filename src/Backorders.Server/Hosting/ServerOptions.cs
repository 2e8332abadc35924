using Backorders.Server.Settings;

namespace Backorders.Server.Hosting;

/// <summary>All that a server is told before it starts, read and checked.</summary>
/// <param name="Urls">Where it listens: <c>http://host:port</c>; port 0 on an IP address takes a free one.</param>
public sealed record ServerOptions(IReadOnlyList<string> Urls, BackordersOptions Backorders)
{
    public const string DefaultUrl = "http://localhost:7071";
}
