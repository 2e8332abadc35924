using Backorders.Pipeline.Purchasing;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>Reads <c>Shops__{shop}__…</c>: who may call, and who delivers.</summary>
public static class ReadShops
{
    private const int NameLength = 200;
    private const int MostLeadTimeDays = 730;
    private const string SecretPrefix = "whsec_";

    /// <summary>What Standard Webhooks asks of a secret.</summary>
    private const int SecretBytesFrom = 24, SecretBytesTo = 64;

    public static ShopDirectory From(IConfigurationSection section, bool development, WebhookOptions webhooks)
    {
        var shops = section.GetChildren().Select(shop => ReadShop(shop, webhooks)).ToList();
        if (shops.Count == 0)
        {
            return development
                ? DemoShop.Directory
                : throw section.Bad("names no shop: set Shops__{shop}__Name, Shops__{shop}__ApiKeys__0__Hash and "
                    + "Shops__{shop}__ApiKeys__0__Role, or run in Development for a demo shop.");
        }

        RefuseSharedKeys(section, shops);
        return new(shops);
    }

    private static void RefuseSharedKeys(IConfigurationSection section, List<Shop> shops)
    {
        var owners = new Dictionary<string, ShopId>();
        foreach (var (shop, key) in shops.SelectMany(shop => shop.Keys, (shop, key) => (shop, key)))
        {
            if (owners.TryGetValue(key.Hash, out var owner) && owner != shop.Id)
            {
                throw section.GetSection($"{shop.Id}:ApiKeys").Bad(
                    $"holds a key of shop '{owner}' as well: a key belongs to exactly one shop, make a new one.");
            }

            owners[key.Hash] = shop.Id;
        }
    }

    private static Shop ReadShop(IConfigurationSection section, WebhookOptions webhooks)
    {
        RefuseBadId(section, "shop");
        section.MayOnlyHave("Name", "ReplyTo", "ApiKeys", "Suppliers");
        var keys = section.GetSection("ApiKeys").GetChildren().Select(ReadKey).ToList();
        if (keys.Count == 0)
        {
            throw section.GetSection("ApiKeys").Bad(
                $"is missing: set {section.Name()}__ApiKeys__0__Hash (from the command hash-key) and __Role.");
        }

        var suppliers = section.GetSection("Suppliers").GetChildren()
            .Select(supplier => ReadSupplier(supplier, webhooks));
        return new(
            new(section.Key), ReadName(section), section.GetSection("ReplyTo").Mailbox("orders@shop.example"), keys,
            suppliers.ToDictionary(supplier => supplier.Id));
    }

    private static void RefuseBadId(IConfigurationSection section, string what)
    {
        if (!Id.IsValid(section.Key))
        {
            throw section.Bad($"is no {what} id: use 1 to {Id.MaxLength} of A-Z a-z 0-9 . _ -.");
        }
    }

    /// <summary>The name that customers know the shop by; without one, its id.</summary>
    private static string ReadName(IConfigurationSection shop)
    {
        var name = shop.GetSection("Name");
        if (string.IsNullOrWhiteSpace(name.Value))
        {
            return shop.Key;
        }

        return name.Value.Length <= NameLength && !name.Value.Any(char.IsControl)
            ? name.Value
            : throw name.Bad($"must have at most {NameLength} characters, none of them a control character.");
    }

    private static ApiKey ReadKey(IConfigurationSection section)
    {
        section.MayOnlyHave("Hash", "Role");
        var (hash, role) = (section.GetSection("Hash"), section.GetSection("Role"));
        return new(
            KeyHash.Parse(hash.Value)
                ?? throw hash.Bad($"must be {KeyHash.Prefix} and 64 hex digits: the command hash-key prints it."),
            role.Value?.ToLowerInvariant() switch
            {
                "shop" => Role.Shop,
                "operator" => Role.Operator,
                _ => throw role.Bad($"must be shop or operator, not '{role.Value}'."),
            });
    }

    private static Supplier ReadSupplier(IConfigurationSection section, WebhookOptions webhooks)
    {
        RefuseBadId(section, "supplier");
        section.MayOnlyHave("Secrets", "LeadTimeDays", "WebhookUrl", "Email");
        var leadTimeDays = section.GetSection("LeadTimeDays").WholeNumber(0, MostLeadTimeDays);
        var webhookUrl = ReadWebhookUrl(section.GetSection("WebhookUrl"), webhooks);
        var email = section.GetSection("Email").Mailbox("purchasing@supplier.example");
        var secrets = section.GetSection("Secrets").GetChildren().Select(ReadSecret).ToList();
        if (secrets.Count == 0)
        {
            throw section.GetSection("Secrets").Bad(
                $"is missing: set {section.Name()}__Secrets__0 to the {SecretPrefix}… that the supplier signs with.");
        }

        return new(new(section.Key), secrets, leadTimeDays) { WebhookUrl = webhookUrl, Email = email };
    }

    /// <summary>The value is not repeated: an address may hold a token.</summary>
    private static Uri? ReadWebhookUrl(IConfigurationSection setting, WebhookOptions webhooks)
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return null;
        }

        return Uri.TryCreate(setting.Value, UriKind.Absolute, out var url)
            ? SupplierAddress.Refuses(url, webhooks) is { } wrong ? throw setting.Bad($"{wrong}.") : url
            : throw setting.Bad("must be an absolute address such as https://supplier.example/orders.");
    }

    private static ReadOnlyMemory<byte> ReadSecret(IConfigurationSection secret) =>
        secret.Value?.StartsWith(SecretPrefix, StringComparison.Ordinal) == true
        && secret.Value[SecretPrefix.Length..].FromBase64() is { Length: >= SecretBytesFrom and <= SecretBytesTo } bytes
            ? bytes
            : throw secret.Bad(
                $"must be {SecretPrefix} and base64 of {SecretBytesFrom} to {SecretBytesTo} bytes.");
}
