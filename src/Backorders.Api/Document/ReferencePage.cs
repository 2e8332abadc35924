using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Backorders.Api.Document;

/// <summary>The page to read and try the API (Scalar), put together when it is first asked for.</summary>
internal sealed class ReferencePage(IServiceProvider services)
{
    public const string Address = "/scalar";

    private readonly Lazy<RequestDelegate> page = new(() => Build(services));

    /// <summary>Answers the page and the scripts beside it; 404 for what is not there.</summary>
    public Task Show(HttpContext http)
    {
        // The page routes by itself, and would take the route that led here for the answer.
        http.SetEndpoint(null);
        return page.Value(http);
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var branch = new ApplicationBuilder(services);
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapScalarApiReference(Address, ShowLocally));
        return branch.Build();
    }

    /// <summary>Nothing of it comes from, or goes to, another machine.</summary>
    private static void ShowLocally(ScalarOptions options) => options
        .WithTitle("Backorders")
        .WithOpenApiRoutePattern("/openapi/{documentName}.json")
        .AddDocument(DescribedApi.Name)
        .AddPreferredSecuritySchemes(ApiDocument.KeyScheme)
        .DisableDefaultFonts()
        .DisableTelemetry()
        .DisableAgent();
}
