using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Door;

/// <summary>A "no" as RFC 9457 <c>application/problem+json</c>; <see cref="Problems"/> makes them.</summary>
/// <param name="Type"><c>https://backorders.dev/problems/{name}</c>.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="Errors">What is wrong with each member, by its path.</param>
/// <param name="Lines">The order lines that say no, from 1.</param>
/// <param name="OnHand">Units that are there, where fewer than asked for.</param>
/// <param name="TraceId">Finds the request in the log.</param>
/// <param name="Dependencies">What is well and what is not.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<int>? Lines = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    long? OnHand = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? TraceId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, DependencyView>? Dependencies = null) : IResult
{
    /// <summary>The <c>WWW-Authenticate</c> header; null: none.</summary>
    [JsonIgnore]
    public string? Challenge { get; init; }

    /// <summary>The <c>Retry-After</c> header; null: none.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>As in the contract's table.</summary>
    [JsonIgnore]
    public string Name => Type[Problems.TypeBase.Length..];

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        if (Challenge is { } challenge)
            headers.WWWAuthenticate = challenge;
        if (RetryAfter is { } wait)
            headers.RetryAfter = Seconds(wait);
        return Json.Write(httpContext.Response, Status, "application/problem+json", this, Json.Shapes.Problem);
    }

    /// <summary>A time as <c>Retry-After</c> has it.</summary>
    internal static string Seconds(TimeSpan wait) => ((long)Math.Max(1, Math.Ceiling(wait.TotalSeconds))).ToString();
}
