using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Purchasing;

namespace Backorders.Server.Settings;

/// <summary>All that either head is told before it starts, read and checked.</summary>
/// <param name="DataFolder">Full path; what is embedded lives in it, and the signing key when none is set.</param>
/// <param name="Development">Shows mails that went to the folder; has a demo shop when no shops are set.</param>
/// <param name="RequestsPerKeyPerSecond">Null: no limit.</param>
/// <param name="SigningKey">For cursors and links, 32 bytes or more; null: the one kept in the data folder.</param>
public sealed record BackordersOptions(
    string DataFolder, bool Development, ShopDirectory Shops, int? RequestsPerKeyPerSecond,
    ReadOnlyMemory<byte>? SigningKey, AdapterOptions Adapters)
{
    public const string DefaultDataFolder = ".backorders";

    /// <summary>Where customers reach <c>/o/{token}</c>; null: mails carry no links.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Customers' pages; null: no limit.</summary>
    public int? PagesPerAddressPerSecond { get; init; }

    /// <summary>What works and is worth a second look all the same: a sentence; null: nothing.</summary>
    public string? Concern => Adapters.Pace?.Unshared(Shops.All.Count);

    /// <summary>Where suppliers' webhooks may lead.</summary>
    public WebhookOptions Webhooks { get; init; } = WebhookOptions.Strict;

    /// <summary>When the shops' plans of a day are made.</summary>
    public PlanTime PlanTime { get; init; } = PlanTime.Default;

    public bool UsesDataFolder => SigningKey is null || Adapters.UsesDataFolder;
}
