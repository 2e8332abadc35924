using System.Text.Json.Nodes;
using Backorders.Api.Door;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>What the document says about one route, beyond what follows from the route itself.</summary>
/// <param name="Name">The route's.</param>
/// <param name="Tag">Where the reference lists it.</param>
internal sealed record DescribedOperation(string Name, string Tag, string Summary, string Description)
{
    /// <summary>Query values and headers; the address's own follow from the template.</summary>
    public IReadOnlyList<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>The body; null: none.</summary>
    public DescribedBody? Request { get; init; }

    public required IReadOnlyList<DescribedAnswer> Answers { get; init; }

    /// <summary>The problems of this operation alone; those of its rule and of every body are added.</summary>
    public IReadOnlyList<Problem> Refusals { get; init; } = [];

    public OpenApiOperation Build(ApiRoute route, OpenApiDocument document) => new()
    {
        OperationId = Name,
        Summary = Summary,
        Description = Description,
        Tags = new HashSet<OpenApiTagReference> { Tagged(document) },
        Parameters = [.. PathValues(route), .. Parameters],
        RequestBody = Request?.Build(document),
        Responses = Responses(route, document),
        Security = Security(route.Rule, document),
    };

    private OpenApiTagReference Tagged(OpenApiDocument document)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        document.Tags.Add(new OpenApiTag { Name = Tag });
        return new OpenApiTagReference(Tag, document);
    }

    private static IEnumerable<OpenApiParameter> PathValues(ApiRoute route) => route.Template.Split('/')
        .Where(segment => segment.StartsWith('{'))
        .Select(segment => new OpenApiParameter
        {
            Name = segment.Trim('{', '}'),
            In = ParameterLocation.Path,
            Required = true,
            Schema = route.Rule == Rule.Customer ? Schemas.Text("As it was given.") : Schemas.Id("As it was given."),
        });

    private OpenApiResponses Responses(ApiRoute route, OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        foreach (var answer in Answers)
            responses.Add(answer.Status.ToString(), answer.Build(document));
        var problems = Refusals.Concat(Common(route)).Distinct().GroupBy(problem => problem.Status);
        foreach (var status in problems.OrderBy(same => same.Key))
        {
            responses.TryAdd(status.Key.ToString(), route.Rule == Rule.Customer
                ? DescribedProblem.BuildPage([.. status], document)
                : DescribedProblem.Build([.. status], document));
        }

        return responses;
    }

    /// <summary>What any route of this kind may answer.</summary>
    private IEnumerable<Problem> Common(ApiRoute route)
    {
        yield return SampleProblems.Internal;
        yield return SampleProblems.Unavailable;
        if (route.Rule is Rule.Reader or Rule.Writer)
        {
            yield return SampleProblems.Unauthorized;
            yield return SampleProblems.TooManyRequests;
        }

        if (route.Rule == Rule.Writer)
            yield return SampleProblems.Forbidden;
        if (route.Rule == Rule.Operator)
        {
            yield return SampleProblems.UnknownOperator;
            yield return SampleProblems.OperatorsOnly;
            yield return SampleProblems.TooManyRequests;
        }

        if (route.Rule == Rule.Customer)
        {
            yield return SampleProblems.NotFound;
            yield return SampleProblems.TooManyRequests;
        }

        if (Request is null)
            yield break;
        foreach (var problem in route.Rule == Rule.Customer ? SampleProblems.OfAForm : SampleProblems.OfABody)
            yield return problem;
    }

    private static List<OpenApiSecurityRequirement> Security(Rule rule, OpenApiDocument document)
    {
        var needed = new OpenApiSecurityRequirement();
        if (rule is not (Rule.Anyone or Rule.Customer))
        {
            var scheme = rule switch
            {
                Rule.Supplier => ApiDocument.SignatureScheme,
                Rule.Operator => ApiDocument.PasswordScheme,
                _ => ApiDocument.KeyScheme,
            };
            needed.Add(new OpenApiSecuritySchemeReference(scheme, document), []);
        }

        return [needed];
    }
}

/// <summary>A request's body: its schema by name, and an example.</summary>
internal sealed record DescribedBody(string Schema, string Example)
{
    public string MediaType { get; init; } = "application/json";

    public OpenApiRequestBody Build(OpenApiDocument document) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(Schema, document),
                Example = JsonNode.Parse(Example),
            },
        },
    };
}

/// <summary>A yes.</summary>
/// <param name="Schema">By name; null: no body.</param>
internal sealed record DescribedAnswer(int Status, string Description, string? Schema = null, string? Example = null)
{
    /// <summary>Headers of the answer, name and meaning.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Headers { get; init; } = [];

    public string MediaType { get; init; } = "application/json";

    /// <summary>An example of the same as CSV, for who asks for that; null: there is none.</summary>
    public string? Csv { get; init; }

    public OpenApiResponse Build(OpenApiDocument document) => new()
    {
        Description = Description,
        Headers = Headers.Count == 0 ? null : Schemas.Headers(Headers),
        Content = Schema is null ? null : Content(Schema, document),
    };

    private Dictionary<string, OpenApiMediaType> Content(string schema, OpenApiDocument document)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(schema, document),
                Example = Example is null ? null : JsonNode.Parse(Example),
            },
        };
        if (Csv is not null)
        {
            content["text/csv"] = new OpenApiMediaType
            {
                Schema = Schemas.Text("A table: the columns' names, the rows, the total."),
                Example = JsonValue.Create(Csv),
            };
        }

        return content;
    }
}
