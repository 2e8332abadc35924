using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>
/// Describes every route of <see cref="Routes"/>; a route without a description stops the document with an exception.
/// </summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    public const string KeyScheme = "apiKey";
    public const string PasswordScheme = "operatorPassword";
    public const string SignatureScheme = "webhookSignature";

    private const string Introduction = """
        Takes a webshop's orders and answers for what it sold and does not have: who waits for what, since when, and
        until when. To try it from the browser, open [the reference](/scalar).

        All bodies are JSON (camelCase), all times RFC 3339 UTC, all dates `yyyy-MM-dd`; all days are UTC days. Unknown
        members are ignored. A body is at most 1 MiB.

        Every change carries an id of the caller's: the first decision stands, and a repeat is answered with the current
        state. After a 503, or no answer, send the same again (same number or id) to learn how it ended.

        Every "no" is a problem (RFC 9457, `application/problem+json`); its `detail` says what to do. Customers,
        who come by the links of mails, get pages instead.
        """;

    private static readonly IReadOnlyList<DescribedOperation> Described =
        [.. OrderOperations.All, .. StockOperations.All, .. SupplierItemOperations.All, .. PurchaseOperations.All,
        .. ReplenishmentOperations.All, .. CustomerOperations.All, .. OtherOperations.All];

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Backorders",
            Version = DescribedApi.Name,
            Description = Introduction,
        };
        document.Components = new OpenApiComponents { SecuritySchemes = SecuritySchemes() };
        var schemas = RequestSchemas.All.Concat(AnswerSchemas.All)
            .Concat(SupplierItemSchemas.All).Concat(PurchaseSchemas.All).Concat(ReplenishmentSchemas.All);
        foreach (var (name, schema) in schemas)
            document.AddComponent(name, schema);

        document.Paths = [];
        foreach (var path in Routes.All.GroupBy(route => route.Template, StringComparer.Ordinal))
        {
            var item = new OpenApiPathItem();
            foreach (var route in path)
                item.AddOperation(HttpMethod.Parse(route.Method), Find(route.Name).Build(route, document));
            document.Paths.Add(path.Key, item);
        }

        return Task.CompletedTask;
    }

    private static DescribedOperation Find(string name) =>
        Described.SingleOrDefault(operation => operation.Name == name)
        ?? throw new InvalidOperationException($"The route {name} has no description.");

    private static Dictionary<string, IOpenApiSecurityScheme> SecuritySchemes() => new(StringComparer.Ordinal)
    {
        [KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key; it belongs to one shop. The role `shop` may do everything of its shop, "
                + "the role `operator` every GET.",
        },
        [PasswordScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "An operator's key as the password of any user, for browsers; as a bearer it opens as well.",
        },
        [SignatureScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "webhook-signature",
            Description = "Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over "
                + "`{webhook-id}.{webhook-timestamp}.{body}`, with the secret that shop and supplier share.",
        },
    };
}
