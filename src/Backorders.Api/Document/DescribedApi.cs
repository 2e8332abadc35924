using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Backorders.Api.Document;

/// <summary>The OpenAPI 3.1 document, made when it is first asked for: starting up does not wait for it.</summary>
public sealed class DescribedApi(IServiceProvider services)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> json = new(() => Write(services));

    /// <summary>UTF-8 JSON.</summary>
    public Task<byte[]> Json() => json.Value;

    private static async Task<byte[]> Write(IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        return stream.ToArray();
    }
}
