using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>
/// The OpenAPI 3.1 document, made when it is first asked for, by services of its own: starting up neither waits for it
/// nor loads what makes it.
/// </summary>
public sealed class DescribedApi(IHostEnvironment host)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> json = new(() => Write(host));

    /// <summary>UTF-8 JSON.</summary>
    public Task<byte[]> Json() => json.Value;

    private static async Task<byte[]> Write(IHostEnvironment host)
    {
        await using var services = Services(host);
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }

    private static ServiceProvider Services(IHostEnvironment host) => new ServiceCollection()
        .AddSingleton(host)
        .AddLogging()
        .AddRouting()
        .AddOpenApi(Name, options =>
        {
            options.ShouldInclude = _ => false;
            options.AddDocumentTransformer(new ApiDocument());
        })
        .BuildServiceProvider();
}
