using System.Globalization;
using System.Net;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>What the service's answers, and its silence, mean to the pipeline.</summary>
internal static class Answers
{
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    /// <summary>The container itself is gone, not a document in it.</summary>
    private const string NoContainer = "1003";

    /// <summary>When the service does not say when to come again.</summary>
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    /// <summary>A batch is all done or not at all; the operation at fault tells why.</summary>
    public static CommitResult Of(TransactionalBatchResponse answer, IReadOnlyList<Write> writes, Func<int, string> etag)
    {
        var status = answer.StatusCode;
        if (answer.IsSuccessStatusCode)
        {
            return new CommitResult.Done([.. Enumerable.Range(0, writes.Count).Select(etag)]);
        }
        return status switch
        {
            HttpStatusCode.Conflict => new CommitResult.Exists(AtFault()),
            HttpStatusCode.PreconditionFailed => new CommitResult.Stale(AtFault()),
            HttpStatusCode.NotFound when !IsContainerGone(answer.Headers) => new CommitResult.Stale(AtFault()),
            _ => Failed(status, answer.RetryAfter) ?? throw Refused(status, answer.ErrorMessage),
        };

        string AtFault() => writes[answer.ToList().FindIndex(result => result.StatusCode == status)].Id;
    }

    /// <summary>A commit that ended without an answer; null: something else is wrong.</summary>
    public static CommitResult? Of(Exception failure) => failure switch
    {
        CosmosException refused => Failed(refused.StatusCode, refused.RetryAfter),
        _ => Silence(failure) is { } silence ? new CommitResult.Unclear(silence) : null,
    };

    /// <summary>A read that ended without an answer; null: something else is wrong.</summary>
    public static UnavailableException? Away(Exception failure) => failure switch
    {
        CosmosException refused when IsPassing(refused.StatusCode) => new(
            $"The store answered {(int)refused.StatusCode}.", Wait(refused.RetryAfter), refused),
        _ => Silence(failure) is { } silence ? new UnavailableException(silence, ASecond) : null,
    };

    /// <summary>Whether all that was asked for is there; anything but yes and no is thrown.</summary>
    public static bool IsFound(HttpStatusCode status, Headers headers, string? message)
    {
        if (status == HttpStatusCode.NotFound && !IsContainerGone(headers))
        {
            return false;
        }
        ThrowUnlessGood(status, headers, message);
        return true;
    }

    public static void ThrowUnlessGood(HttpStatusCode status, Headers headers, string? message)
    {
        if (IsPassing(status))
        {
            throw new UnavailableException($"The store answered {(int)status}.", Wait(RetryAfter(headers)));
        }
        if ((int)status is < 200 or >= 300)
        {
            throw Refused(status, message);
        }
    }

    /// <summary>Null: it is no failure that passes.</summary>
    private static CommitResult? Failed(HttpStatusCode status, TimeSpan? retryAfter) =>
        IsBusy(status) ? new CommitResult.Busy(Wait(retryAfter))
        : IsUnclear(status) ? new CommitResult.Unclear($"The store answered {(int)status}.")
        : null;

    /// <summary>Nothing was written: no room, no time, or two at once.</summary>
    private static bool IsBusy(HttpStatusCode status) => status
        is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Gone or RetryWith;

    /// <summary>It may have been written.</summary>
    private static bool IsUnclear(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.GatewayTimeout;

    private static bool IsPassing(HttpStatusCode status) => IsBusy(status) || IsUnclear(status);

    /// <summary>Null: an answer came. The SDK's own words are the whole trace of the request, when they do not fail.
    /// </summary>
    private static string? Silence(Exception failure) => failure switch
    {
        OperationCanceledException => "The store did not answer in time.",
        HttpRequestException or IOException => "The connection to the store broke.",
        _ => null,
    };

    private static bool IsContainerGone(Headers headers) => headers["x-ms-substatus"] == NoContainer;

    private static TimeSpan Wait(TimeSpan? retryAfter) =>
        retryAfter is { } wait && wait > TimeSpan.Zero ? wait : ASecond;

    private static TimeSpan? RetryAfter(Headers headers) =>
        double.TryParse(headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static InvalidOperationException Refused(HttpStatusCode status, string? message) =>
        new($"Cosmos DB refuses this with {(int)status}: {message}");
}
