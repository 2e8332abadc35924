using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Backorders.Tests.Api;

/// <summary>
/// As much of JSON Schema as the document uses. Stricter in one thing: members that the schema does not name are
/// errors, so that the document cannot fall behind the code.
/// </summary>
internal sealed class JsonSchema(JsonNode document)
{
    /// <summary>What is wrong with a value, each with its path; empty: it fits.</summary>
    public IReadOnlyList<string> Errors(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema.AsObject(), value, "$", errors);
        return errors;
    }

    public JsonNode Named(string name) => document["components"]!["schemas"]![name]!;

    private void Check(JsonObject schema, JsonNode? value, string path, List<string> errors)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            Check(Named(reference.Split('/')[^1]).AsObject(), value, path, errors);
            return;
        }

        if (schema["oneOf"] is JsonArray options && options.Count(option => Errors(option!, value).Count == 0) != 1)
            errors.Add($"{path} fits not exactly one of {options.Count}");
        if (schema["type"] is { } type && !Types(type).Any(allowed => Is(value, allowed)))
            errors.Add($"{path} is {TypeOf(value)}, not {type.ToJsonString()}");
        else if (value is JsonObject members)
            CheckMembers(schema, members, path, errors);
        else if (value is JsonArray items)
            CheckItems(schema, items, path, errors);
        else if (value is not null)
            CheckValue(schema, value, path, errors);
    }

    private void CheckMembers(JsonObject schema, JsonObject value, string path, List<string> errors)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
        {
            if (!value.ContainsKey((string)name!))
                errors.Add($"{path}.{name} is missing");
        }

        foreach (var (name, member) in value)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is { } known)
                Check(known.AsObject(), member, $"{path}.{name}", errors);
            else if (schema.ContainsKey("properties"))
                errors.Add($"{path}.{name} is not in the document");
        }
    }

    private void CheckItems(JsonObject schema, JsonArray value, string path, List<string> errors)
    {
        if (value.Count < ((int?)schema["minItems"] ?? 0) || value.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
            errors.Add($"{path} has {value.Count} items");
        for (var i = 0; i < value.Count && schema["items"] is { } item; i++)
            Check(item.AsObject(), value[i], $"{path}[{i}]", errors);
    }

    private static void CheckValue(JsonObject schema, JsonNode value, string path, List<string> errors)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            errors.Add($"{path} is none of {words.ToJsonString()}");
        if (Is(value, "number"))
        {
            var number = value.Deserialize<decimal>();
            if (number < ((decimal?)schema["minimum"] ?? number) || number > ((decimal?)schema["maximum"] ?? number))
                errors.Add($"{path} is {number}");
        }

        if (TypeOf(value) == "string" && (string?)schema["pattern"] is { } pattern
            && !Regex.IsMatch(value.Deserialize<string>()!, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            errors.Add($"{path} does not match {pattern}");
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!];

    /// <summary>A whole number is a number too.</summary>
    private static bool Is(JsonNode? value, string type) =>
        TypeOf(value) == type || (type == "number" && TypeOf(value) == "integer");

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };
}
