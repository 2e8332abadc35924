using System.Globalization;
using System.Net;
using Azure;
using Azure.Identity;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>What the service's answers, and its silence, mean to the pipeline.</summary>
internal static class Answers
{
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    /// <summary>Not a document is missing, but the container.</summary>
    private const string NoContainer = "1003";

    /// <summary>The replica is behind what this session has seen: it cannot say whether a document is there.</summary>
    private const string IsBehind = "1002";

    /// <summary>When the service does not say when to come again.</summary>
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    /// <summary>When somebody must mend it first: a missing right, a sign-in that does not answer.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    /// <summary>A batch is all done or not at all; the operation at fault says why.</summary>
    public static CommitResult Of(
        TransactionalBatchResponse answer, IReadOnlyList<Write> writes, Func<int, string> etag)
    {
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode =>
                new CommitResult.Done([.. Enumerable.Range(0, writes.Count).Select(etag)]),
            HttpStatusCode.Conflict => new CommitResult.Exists(AtFault()),
            HttpStatusCode.PreconditionFailed => new CommitResult.Stale(AtFault()),
            HttpStatusCode.NotFound when IsBehindUs(answer.Headers) => new CommitResult.Busy(ASecond),
            HttpStatusCode.NotFound when !IsContainerGone(answer.Headers) => new CommitResult.Stale(AtFault()),
            var status => Failed(status, answer.RetryAfter) ?? throw Refused(status, answer.ErrorMessage),
        };

        string AtFault() => writes[answer.ToList().FindIndex(one => one.StatusCode == answer.StatusCode)].Id;
    }

    /// <summary>A commit that ended without an answer; null: something else is wrong.</summary>
    public static CommitResult? Of(Exception failure) => failure switch
    {
        CosmosException refused => Failed(refused.StatusCode, refused.RetryAfter),
        RequestFailedException or AuthenticationFailedException => new CommitResult.Busy(Later),
        _ => Silence(failure) is { } silence ? new CommitResult.Unclear(silence) : null,
    };

    /// <summary>A read that ended without an answer; null: something else is wrong.</summary>
    public static UnavailableException? Away(Exception failure) => failure switch
    {
        CosmosException refused => Away(refused.StatusCode, refused.RetryAfter),
        RequestFailedException or AuthenticationFailedException =>
            new("There is no sign-in for the store.", Later, failure),
        _ => Silence(failure) is { } silence ? UnavailableException.Soon(silence) : null,
    };

    /// <summary>Whether all that was asked for is there; anything but yes and no is thrown.</summary>
    public static bool IsFound(HttpStatusCode status, Headers headers, string? message)
    {
        if (status == HttpStatusCode.NotFound && IsBehindUs(headers))
        {
            throw UnavailableException.Soon("The store is behind what was read of it before.");
        }
        if (status == HttpStatusCode.NotFound && !IsContainerGone(headers))
        {
            return false;
        }
        ThrowUnlessGood(status, headers, message);
        return true;
    }

    public static void ThrowUnlessGood(HttpStatusCode status, Headers headers, string? message)
    {
        if ((int)status is < 200 or >= 300)
        {
            throw (Exception?)Away(status, RetryAfter(headers)) ?? Refused(status, message);
        }
    }

    private static UnavailableException? Away(HttpStatusCode status, TimeSpan? retryAfter) =>
        Failed(status, retryAfter) switch
        {
            CommitResult.Busy busy => busy.Away(),
            CommitResult.Unclear => UnavailableException.Soon($"The store answered {(int)status}."),
            _ => null,
        };

    /// <summary>Null: it does not pass by itself.</summary>
    private static CommitResult? Failed(HttpStatusCode status, TimeSpan? retryAfter) => status switch
    {
        // Nothing was written: no room, no time, or two at once.
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Gone or RetryWith =>
            new CommitResult.Busy(retryAfter is { } wait && wait > TimeSpan.Zero ? wait : ASecond),
        // An identity whose role is gone, or a failover: an outage, not the fault of what was asked.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CommitResult.Busy(Later),
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.GatewayTimeout => new CommitResult.Unclear($"It answered {(int)status}."),
        _ => null,
    };

    /// <summary>Null: an answer came. The SDK's own words are the whole trace of the request, when they do not fail.
    /// </summary>
    private static string? Silence(Exception failure) => failure switch
    {
        OperationCanceledException => "The store did not answer in time.",
        HttpRequestException or IOException => "The connection to the store broke.",
        _ => null,
    };

    private static bool IsBehindUs(Headers headers) => headers["x-ms-substatus"] == IsBehind;

    private static bool IsContainerGone(Headers headers) => headers["x-ms-substatus"] == NoContainer;

    private static TimeSpan? RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static InvalidOperationException Refused(HttpStatusCode status, string? message) =>
        new($"Cosmos DB refuses this with {(int)status}: {message}");
}
