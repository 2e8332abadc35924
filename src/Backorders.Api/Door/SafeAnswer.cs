using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backorders.Api.Door;

/// <summary>An answer whose writing throws nothing: what breaks becomes a problem, or ends the connection.</summary>
internal sealed class SafeAnswer(IResult answer, ApiRoute route, ILogger log) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            await Shown(answer).ExecuteAsync(httpContext);
        }
        catch (Exception broken)
        {
            var problem = Edge.Translate(broken, httpContext, log);
            if (httpContext.Response.HasStarted || httpContext.RequestAborted.IsCancellationRequested)
            {
                // Half of an answer must not look like a whole one.
                httpContext.Abort();
                return;
            }

            httpContext.Response.Clear();
            Entrance.MarkAsData(httpContext.Response);
            await Shown(problem).ExecuteAsync(httpContext);
        }
    }

    /// <summary>Programs read a "no" as a problem, customers as a page.</summary>
    private IResult Shown(IResult said) =>
        route.Rule == Rule.Customer && said is Problem problem ? Page.Of(problem) : said;
}
