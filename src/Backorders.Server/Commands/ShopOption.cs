using Backorders.Server.Hosting;
using Backorders.Server.Settings;

namespace Backorders.Server.Commands;

/// <summary><c>--shop</c>: one of the shops that the settings name.</summary>
internal static class ShopOption
{
    public static Shop Find(string named, ServerOptions options)
    {
        var shops = options.Backorders.Shops;
        return shops.Find(new(named)) ?? throw new BadSettingException(
            "--shop", $"names '{named}', which is none of {string.Join(", ", shops.All.Select(s => s.Id))}.");
    }
}
