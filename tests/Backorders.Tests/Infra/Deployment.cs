using System.Text.Json;

namespace Backorders.Tests.Infra;

/// <summary>
/// What one environment deploys, as the compiler foretells it: every name, loop and condition worked out. What only
/// Azure knows (an endpoint, the id of an identity) stands there as an expression in brackets.
/// </summary>
internal sealed record Deployment(JsonElement Snapshot)
{
    public IReadOnlyList<JsonElement> Resources { get; } =
        [.. Snapshot.GetProperty("predictedResources").EnumerateArray()];

    /// <summary>The settings of the function app by name.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Properties(All("Microsoft.Web/sites/config").Single(config => LastName(config) == "appsettings"))
            .EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);

    public IEnumerable<JsonElement> All(string type) =>
        Resources.Where(resource => resource.GetProperty("type").GetString() == type);

    /// <summary>The properties of the one resource of that type.</summary>
    public JsonElement Only(string type) => Properties(Assert.Single(All(type)));

    /// <summary>The last part of each name: of <c>account/default/orders</c> the <c>orders</c>.</summary>
    public IEnumerable<string> NamesOf(string type) => All(type).Select(LastName);

    public static JsonElement Properties(JsonElement resource) => resource.GetProperty("properties");

    public static string LastName(JsonElement resource) => resource.GetProperty("name").GetString()!.Split('/')[^1];
}
