using System.Net;

namespace Backorders.Tests.Cosmos;

/// <summary>The fake as what carries the SDK's HTTP: no port, no certificate.</summary>
internal sealed class CosmosFakeHandler(CosmosFake fake) : HttpMessageHandler
{
    /// <summary>Nothing listens there.</summary>
    public const string ConnectionString = "AccountEndpoint=https://cosmos.fake/;AccountKey=a2V5;";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = await fake.Answer(new(
            request.Method.Method, uri.GetLeftPart(UriPartial.Authority) + "/", uri.AbsolutePath, headers, body));
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body),
            RequestMessage = request,
        };
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }
}
