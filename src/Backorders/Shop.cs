namespace Backorders;

/// <summary>A webshop as it is configured.</summary>
/// <param name="ReplyTo">Where its customers' answers go; null: nowhere.</param>
public sealed record Shop(
    ShopId Id, string Name, string? ReplyTo, IReadOnlyList<ApiKey> Keys,
    IReadOnlyDictionary<SupplierId, Supplier> Suppliers);

/// <param name="Hash">SHA-256 of the key as it is sent, as lower-case hex.</param>
public sealed record ApiKey(string Hash, Role Role);

public enum Role
{
    Shop,
    Operator,
}

/// <param name="Secrets">The decoded Standard Webhooks secrets, several while they are rotated.</param>
/// <param name="LeadTimeDays">Days from ordering to arrival where an item says nothing; null: unknown.</param>
public sealed record Supplier(SupplierId Id, IReadOnlyList<ReadOnlyMemory<byte>> Secrets, int? LeadTimeDays)
{
    /// <summary>Takes our orders, signed with its own secrets; null: it has no such address.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The mailbox that takes our orders where there is no webhook; null: none.</summary>
    public string? Email { get; init; }
}

/// <summary>All shops that this installation serves.</summary>
public sealed class ShopDirectory(IEnumerable<Shop> shops)
{
    private readonly Dictionary<ShopId, Shop> byId = shops.ToDictionary(shop => shop.Id);

    public IReadOnlyCollection<Shop> All => byId.Values;

    public Shop? Find(ShopId id) => byId.GetValueOrDefault(id);
}
