using System.Diagnostics;
using Backorders.Pipeline.Ports;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backorders.Api.Door;

/// <summary>Where everything that went wrong becomes a problem, and where requests end that no route wants.</summary>
internal static class Edge
{
    /// <summary>nginx's number for a caller that did not wait for its answer; nobody reads it but the log.</summary>
    private const int CallerGone = 499;

    /// <summary>A broken world as an answer; only what nobody expected is logged as an error.</summary>
    public static IResult Translate(Exception broken, HttpContext http, ILogger log)
    {
        switch (broken)
        {
            case OperationCanceledException or ConnectionResetException
                when http.RequestAborted.IsCancellationRequested:
                return new Bare(CallerGone);
            case UnavailableException away:
                Log.Away(log, http.Request.Method, away.Message);
                return Problems.Unavailable(away.RetryAfter);
            case ForeignCursorException:
                return Problems.Malformed($"after {QueryValues.NoCursor}.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.TooLarge();
            case BadHttpRequestException:
                return Problems.Malformed("The request did not arrive as HTTP has it. Send it again, whole.");
            default:
                var traceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
                Log.Failed(log, traceId, broken);
                return Problems.Internal(traceId);
        }
    }

    /// <summary>The outermost middleware of the server: exceptions, unknown addresses and wrong methods.</summary>
    public static async Task Guard(HttpContext http, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(http);
        }
        catch (Exception broken) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            Entrance.MarkAsData(http.Response);
            await Translate(broken, http, log).ExecuteAsync(http);
            return;
        }

        if (Stray(http.Response) is { } problem)
        {
            Entrance.MarkAsData(http.Response);
            await problem.ExecuteAsync(http);
        }
    }

    /// <summary>The problem for an answer that has only a status; null: it is an answer.</summary>
    private static Problem? Stray(HttpResponse response) =>
        response.HasStarted || response.ContentType is not null || response.ContentLength > 0 ? null
        : response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound(),
            StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed(),
            _ => null,
        };
}
