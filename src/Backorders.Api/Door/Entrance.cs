using System.Diagnostics;
using System.Threading.RateLimiting;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backorders.Api.Door;

/// <summary>The one way in for both heads: who is it, may they, not too often; then the handler.</summary>
public sealed class Entrance(KeyRing keys, Visitors visitors, Traffic traffic, ILogger<Entrance> log)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Answers a request that was routed to <paramref name="route"/>. Nothing is thrown, and nothing when the answer is
    /// written: a head may take an exception for an empty yes.
    /// </summary>
    public async Task<IResult> Answer(ApiRoute route, HttpContext http)
    {
        traffic.Enter();
        try
        {
            MarkAsData(http.Response);
            var holder = Holder(route.Rule, http.Request.Headers.Authorization);
            var answer = Refusal(route.Rule, holder, http) ?? await route.Handler(new Call(http, route, holder));
            return new SafeAnswer(answer, route, log);
        }
        catch (Exception broken)
        {
            return new SafeAnswer(Edge.Translate(broken, http, log), route, log);
        }
        finally
        {
            traffic.Leave();
        }
    }

    /// <summary>What every answer carries: it is data, it is what it says it is, and nobody keeps it.</summary>
    internal static void MarkAsData(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
    }

    private KeyHolder? Holder(Rule rule, string? authorization) =>
        keys.TryFind(authorization, out var holder)
        || (rule == Rule.Operator && keys.TryFindPassword(authorization, out holder)) ? holder : null;

    private Problem? Refusal(Rule rule, KeyHolder? holder, HttpContext http) => rule switch
    {
        Rule.Anyone or Rule.Supplier => null,
        Rule.Customer => TooOften(visitors.Knock(http.Connection.RemoteIpAddress)),
        Rule.Operator when holder is null => Problems.UnknownOperator(),
        Rule.Operator =>
            TooOften(holder!.Limiter?.AttemptAcquire()) ?? (holder!.IsOperator ? null : Problems.OperatorsOnly()),
        Rule.Reader or Rule.Writer when holder is null => Problems.Unauthorized(),
        Rule.Reader => TooOften(holder!.Limiter?.AttemptAcquire()),
        Rule.Writer => TooOften(holder!.Limiter?.AttemptAcquire()) ?? (holder!.IsShop ? null : Problems.Forbidden()),
        _ => throw new UnreachableException($"No such rule: {rule}."),
    };

    /// <param name="lease">Null: there is no limit.</param>
    private static Problem? TooOften(RateLimitLease? lease)
    {
        using (lease)
        {
            return lease is null or { IsAcquired: true } ? null : Problems.TooManyRequests(
                lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Moment);
        }
    }
}
