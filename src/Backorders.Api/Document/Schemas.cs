using System.Globalization;
using System.Text.Json.Nodes;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>The words that schemas are written in.</summary>
internal static class Schemas
{
    public static OpenApiSchema Id(string description) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        MinLength = 1,
        MaxLength = 64,
        Pattern = "^[A-Za-z0-9._-]{1,64}$",
    };

    public static OpenApiSchema Text(string description, int? maxLength = null, string? format = null) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        MaxLength = maxLength,
        Format = format,
    };

    public static OpenApiSchema Word(string description, params string[] words) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. words.Select(word => (JsonNode)word)],
    };

    public static OpenApiSchema Date(string description) => Text(description, format: "date");

    public static OpenApiSchema Time(string description) => Text(description, format: "date-time");

    public static OpenApiSchema Flag(string description) => new()
    {
        Type = JsonSchemaType.Boolean,
        Description = description,
    };

    /// <summary>A whole number; without bounds, 64 bits from 0.</summary>
    public static OpenApiSchema Whole(string description, long min = 0, long? max = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = max is null ? "int64" : "int32",
        Description = description,
        Minimum = min.ToString(),
        Maximum = max?.ToString(),
    };

    /// <summary>An amount that need not be whole; without bounds, from 0.</summary>
    public static OpenApiSchema Amount(string description, decimal min = 0, decimal? max = null) => new()
    {
        Type = JsonSchemaType.Number,
        Description = description,
        Minimum = min.ToString(CultureInfo.InvariantCulture),
        Maximum = max?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A currency's code, as <see cref="Texts.Currency"/> takes them.</summary>
    public static OpenApiSchema Currency(string description = "A currency's code as in ISO 4217.")
    {
        var currency = Text(description, 3);
        currency.Pattern = "^[A-Z]{3}$";
        return currency;
    }

    /// <summary>Any number, below 0 too.</summary>
    public static OpenApiSchema Number(string description) => new()
    {
        Type = JsonSchemaType.Number,
        Description = description,
    };

    public static OpenApiSchema ListOf(
        IOpenApiSchema item, string description, int? min = null, int? max = null) => new()
        {
            Type = JsonSchemaType.Array,
            Description = description,
            Items = item,
            MinItems = min,
            MaxItems = max,
        };

    /// <summary>A map from any name to <paramref name="value"/>.</summary>
    public static OpenApiSchema MapOf(IOpenApiSchema value, string description) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        AdditionalProperties = value,
    };

    public static OpenApiSchemaReference Ref(string name) => new(name);

    /// <summary>The same, or null.</summary>
    public static IOpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema own)
            return new OpenApiSchema { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        own.Type |= JsonSchemaType.Null;
        return own;
    }

    public static OpenApiSchema Either(string description, params IOpenApiSchema[] schemas) => new()
    {
        Description = description,
        OneOf = [.. schemas],
    };

    /// <param name="required">The members that must be, or always are, there; separated by spaces.</param>
    public static OpenApiSchema Object(
        string description, string required, params (string Name, IOpenApiSchema Schema)[] members) => new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Required = required.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            Properties = members.ToDictionary(member => member.Name, member => member.Schema, StringComparer.Ordinal),
        };

    public static Dictionary<string, IOpenApiHeader> Headers(IReadOnlyList<(string Name, string Meaning)> headers) =>
        headers.ToDictionary(
            header => header.Name,
            header => (IOpenApiHeader)new OpenApiHeader { Description = header.Meaning, Schema = Text(header.Meaning) },
            StringComparer.Ordinal);

    public static OpenApiParameter Query(
        string name, IOpenApiSchema schema, string description, bool required = false) => new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
            Required = required,
        };

    /// <summary>How much a page of a list has.</summary>
    /// <param name="what">What the list has, in the plural.</param>
    public static OpenApiParameter Limit(
        int unlessGiven = OrderRoutes.PageSize, string what = "Entries") => Query(
        "limit", Whole($"{what}.", 1, OrderRoutes.MaxPageSize), $"{what} of a page; {unlessGiven} unless given.");

    /// <summary>Where a page of a list begins.</summary>
    public static OpenApiParameter After() =>
        Query("after", Text("A cursor."), "Where to go on: the `next` of the page before.");

    public static OpenApiParameter Header(
        string name, IOpenApiSchema schema, string description, bool required = false) => new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = schema,
            Required = required,
        };
}
