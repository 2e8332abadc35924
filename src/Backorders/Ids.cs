namespace Backorders;

/// <summary>What the caller-chosen ids have in common: 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, case-sensitive.</summary>
public static class Id
{
    public const int MaxLength = 64;

    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } &&
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

public readonly record struct ShopId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct SupplierId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct Sku(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct OrderNumber(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct ShipmentId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct PurchaseId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A stock pool: one SKU of one shop, the unit of consistency.</summary>
public readonly record struct PoolId(ShopId Shop, Sku Sku)
{
    public override string ToString() => $"{Shop}|{Sku}";
}

public readonly record struct OrderId(ShopId Shop, OrderNumber Number)
{
    public override string ToString() => $"{Shop}|{Number}";
}
