using System.Globalization;
using System.Net;
using Azure;
using Azure.Identity;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;
using static Backorders.Pipeline.Ports.UnavailableException;

namespace Backorders.Azure.Cosmos;

/// <summary>What the service's answers, and its silence, mean to the pipeline.</summary>
internal static class Answers
{
    private const string SubStatus = "x-ms-substatus";

    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    /// <summary>Not a document is missing, but the container.</summary>
    private const string NoContainer = "1003";

    /// <summary>The replica is behind what this session has seen: it cannot say whether a document is there.</summary>
    private const string IsBehind = "1002";

    /// <summary>A batch is all done or not at all; the operation at fault says why.</summary>
    public static CommitResult Of(TransactionalBatchResponse answer, IReadOnlyList<Write> writes)
    {
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode => new CommitResult.Done([.. answer.Select(one => one.ETag)]),
            HttpStatusCode.Conflict => new CommitResult.Exists(AtFault()),
            HttpStatusCode.PreconditionFailed => new CommitResult.Stale(AtFault()),
            var status => Failed(status, answer.Headers)
                ?? (IsMissing(status, answer.Headers) ? new CommitResult.Stale(AtFault()) : null)
                ?? throw Refused(status, answer.ErrorMessage),
        };

        string AtFault() => writes[answer.ToList().FindIndex(one => one.StatusCode == answer.StatusCode)].Id;
    }

    /// <summary>A commit that ended without an answer; null: something else is wrong.</summary>
    /// <remarks>The SDK's own words are not repeated: they are the whole trace of the request, when they do not fail.
    /// </remarks>
    public static CommitResult? Of(Exception failure) => failure switch
    {
        CosmosException refused => Failed(refused.StatusCode, refused.Headers),
        RequestFailedException or AuthenticationFailedException => new CommitResult.Busy(UntilMended),
        OperationCanceledException => new CommitResult.Unclear("It did not answer in time."),
        HttpRequestException or IOException => new CommitResult.Unclear("The connection to it broke."),
        _ => null,
    };

    /// <summary>A read that ended without an answer; null: something else is wrong.</summary>
    public static UnavailableException? Away(Exception failure) =>
        failure is RequestFailedException or AuthenticationFailedException
            ? new("There is no sign-in for the store.", UntilMended, failure)
            : Away(Of(failure));

    /// <summary>Whether all that was asked for is there; anything but yes and no is thrown.</summary>
    public static bool IsFound(HttpStatusCode status, Headers headers, string? message)
    {
        if (IsMissing(status, headers))
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
            throw (Exception?)Away(Failed(status, headers)) ?? Refused(status, message);
        }
    }

    private static UnavailableException? Away(CommitResult? failed) => failed switch
    {
        CommitResult.Busy busy => busy.Away(),
        CommitResult.Unclear unclear => UnavailableException.Soon($"The store said nothing: {unclear.Reason}"),
        _ => null,
    };

    /// <summary>Null: it does not pass by itself.</summary>
    private static CommitResult? Failed(HttpStatusCode status, Headers headers) => status switch
    {
        // Nothing was written: no room, no time, or two at once.
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Gone or RetryWith =>
            new CommitResult.Busy(RetryAfter(headers)),
        HttpStatusCode.NotFound when headers[SubStatus] == IsBehind => new CommitResult.Busy(RetryAfter(headers)),
        // An identity whose role is gone, or a failover: an outage, not the fault of what was asked.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CommitResult.Busy(UntilMended),
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.GatewayTimeout => new CommitResult.Unclear($"It answered {(int)status}."),
        _ => null,
    };

    private static bool IsMissing(HttpStatusCode status, Headers headers) =>
        status == HttpStatusCode.NotFound && headers[SubStatus] is not (NoContainer or IsBehind);

    private static TimeSpan RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var wait) && wait > 0
            ? TimeSpan.FromMilliseconds(wait)
            : ASecond;

    private static InvalidOperationException Refused(HttpStatusCode status, string? message) =>
        new($"Cosmos DB refuses this with {(int)status}: {message}");
}
