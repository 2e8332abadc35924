using System.Net;

namespace Backorders.Pipeline.Purchasing;

/// <param name="AllowLoopback">
/// For development and tests alone: a webhook may lead to this machine, and there without TLS.
/// </param>
public sealed record WebhookOptions(bool AllowLoopback)
{
    public static readonly WebhookOptions Strict = new(false);
}

/// <summary>What a supplier's webhook may look like, before its host is resolved.</summary>
public static class SupplierAddress
{
    private const int Longest = 2_000;

    /// <summary>Null: it may be called; else what it must be.</summary>
    public static string? Refuses(Uri url, WebhookOptions options)
    {
        if (!url.IsAbsoluteUri || url.OriginalString.Length > Longest)
        {
            return "must be an absolute address";
        }

        var isHere = options.AllowLoopback && url.IsLoopback;
        if (url.Scheme != Uri.UriSchemeHttps && !(isHere && url.Scheme == Uri.UriSchemeHttp))
        {
            return "must begin with https://";
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return "must hold no user and no fragment";
        }

        return IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) &&
            !PublicAddress.MayConnect(address, options.AllowLoopback)
                ? "must lead to a public address"
                : null;
    }
}
