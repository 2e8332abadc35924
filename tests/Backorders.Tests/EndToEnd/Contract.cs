using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backorders.Tests.EndToEnd;

/// <summary>Compares answers with what the contract shows, word for word.</summary>
internal static class Contract
{
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public static string InDays(int days) => Today.AddDays(days).ToString("yyyy-MM-dd");

    /// <summary>Every member that the contract shows is there with its value; the contract may be extended.</summary>
    public static void Shows(string expected, JsonNode? got)
    {
        var wanted = JsonNode.Parse(expected);
        Assert.True(Holds(wanted, got), $"expected {wanted!.ToJsonString()}\ngot      {got?.ToJsonString()}");
    }

    /// <summary>An order of one customer over some lines, as the contract shows it.</summary>
    public static object Order(string number, params object[] lines) => new
    {
        orderNumber = number,
        customer = new { name = "Ada Byron", email = "ada@example.com", locale = "en" },
        lines,
    };

    public static object Line(string sku, int quantity) => new { sku, quantity };

    private static bool Holds(JsonNode? wanted, JsonNode? got) => wanted switch
    {
        null => got is null,
        JsonObject members => got is JsonObject there
            && members.All(member => there.ContainsKey(member.Key) && Holds(member.Value, there[member.Key])),
        JsonArray items => got is JsonArray there && items.Count == there.Count
            && items.Zip(there).All(pair => Holds(pair.First, pair.Second)),
        _ => got is JsonValue && got.GetValueKind() == wanted.GetValueKind() && Same(wanted, got),
    };

    private static bool Same(JsonNode wanted, JsonNode got) => wanted.GetValueKind() == JsonValueKind.Number
        ? wanted.GetValue<decimal>() == got.GetValue<decimal>()
        : JsonNode.DeepEquals(wanted, got);
}
