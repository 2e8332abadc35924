namespace Backorders.Server.Settings;

/// <summary>The shop of a newcomer's first run, in Development only; its credentials are public.</summary>
public static class DemoShop
{
    public const string Key = "demo-key";
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly ShopId Id = new("demo");
    public static readonly SupplierId Supplier = new("acme");

    public static readonly ShopDirectory Directory = new(
    [
        new Shop(
            Id, "Demo Shop", ReplyTo: null,
            [new(KeyHash.Of(Key), Role.Shop), new(KeyHash.Of(Key), Role.Operator)],
            new Dictionary<SupplierId, Supplier>
            {
                [Supplier] = new(Supplier, [Convert.FromBase64String(Secret["whsec_".Length..])], LeadTimeDays: null),
            }),
    ]);
}
