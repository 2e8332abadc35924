namespace Backorders.Server.Settings;

/// <summary>All that a server is told before it starts, read and checked.</summary>
/// <param name="Urls">Where it listens: <c>http://host:port</c>; port 0 on an IP address takes a free one.</param>
/// <param name="DataFolder">Full path; orders, stock, queues, mails and the signing key live in it.</param>
/// <param name="Development">Shows the mails at <c>/dev/mail</c>; has a demo shop when no shops are set.</param>
/// <param name="RequestsPerKeyPerSecond">Null: no limit.</param>
/// <param name="SigningKey">For cursors and links, 32 bytes or more; null: the one kept in the data folder.</param>
public sealed record ServerOptions(
    IReadOnlyList<string> Urls, string DataFolder, bool Development, ShopDirectory Shops, int? RequestsPerKeyPerSecond,
    ReadOnlyMemory<byte>? SigningKey)
{
    public const string DefaultUrl = "http://localhost:7071";

    public const string DefaultDataFolder = ".backorders";
}
