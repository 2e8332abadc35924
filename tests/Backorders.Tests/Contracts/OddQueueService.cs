using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Contracts;

/// <summary>A queue service on this machine that answers as the test likes.</summary>
internal sealed class OddQueueService : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private OddQueueService(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(http =>
        {
            Interlocked.Increment(ref calls);
            return answer(http);
        });
    }

    public int Calls => calls;

    public string ConnectionString => $"AccountName=odd;AccountKey=AAAA;QueueEndpoint={app.Urls.Single()}/odd";

    public static async Task<OddQueueService> Start(RequestDelegate answer)
    {
        var service = new OddQueueService(answer);
        await service.app.StartAsync(Some.Stop);
        return service;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
