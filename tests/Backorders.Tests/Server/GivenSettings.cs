using Backorders.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace Backorders.Tests.Server;

/// <summary>Settings as environment variables write them, with a shop.</summary>
internal static class GivenSettings
{
    public const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <param name="settings">As in <c>Store=cosmos</c>; a later one replaces an earlier, an empty one is none.</param>
    public static IConfiguration Of(params IEnumerable<string> settings)
    {
        var variables = new Dictionary<string, string>
        {
            ["Shops__north__ApiKeys__0__Hash"] = $"sha256:{new string('a', 64)}",
            ["Shops__north__ApiKeys__0__Role"] = "shop",
        };
        foreach (var setting in settings.Where(setting => setting.Length > 0))
        {
            var sign = setting.IndexOf('=', StringComparison.Ordinal);
            variables[setting[..sign]] = setting[(sign + 1)..];
        }

        return new ConfigurationBuilder().Add(new EnvironmentSettings(variables)).Build();
    }
}
