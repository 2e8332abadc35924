using System.Text.Json;
using Backorders.Api.Door;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>The problems of one status: one schema, and each of them as an example under its name.</summary>
internal static class DescribedProblem
{
    public static OpenApiResponse Build(IReadOnlyList<Problem> problems, OpenApiDocument document) => new()
    {
        Description = string.Join(" ", problems.Select(problem => $"`{problem.Name}`: {problem.Detail}").Distinct()),
        Headers = Schemas.Headers([.. HeadersOf(problems)]) is { Count: > 0 } headers ? headers : null,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference("Problem", document),
                Examples = Examples(problems),
            },
        },
    };

    /// <summary>The same as a customer reads it.</summary>
    public static OpenApiResponse BuildPage(IReadOnlyList<Problem> problems, OpenApiDocument document)
    {
        var response = Build(problems, document);
        response.Description = $"A page that says so. {response.Description}";
        response.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["text/html"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Page", document) },
        };
        return response;
    }

    private static Dictionary<string, IOpenApiExample> Examples(IReadOnlyList<Problem> problems) =>
        problems.GroupBy(problem => problem.Name, StringComparer.Ordinal).ToDictionary(
            same => same.Key,
            same => (IOpenApiExample)new OpenApiExample
            {
                Summary = same.First().Title,
                Value = JsonSerializer.SerializeToNode(same.First(), Json.Shapes.Problem),
            },
            StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Meaning)> HeadersOf(IReadOnlyList<Problem> problems)
    {
        if (problems.Any(problem => problem.RetryAfter is not null))
            yield return ("Retry-After", "Seconds to wait.");
        if (problems.FirstOrDefault(problem => problem.Challenge is not null) is { } challenging)
            yield return ("WWW-Authenticate", $"`{challenging.Challenge}`.");
    }
}
