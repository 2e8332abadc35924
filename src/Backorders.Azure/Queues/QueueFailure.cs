using System.Globalization;
using Azure;
using Azure.Identity;
using Azure.Storage.Queues.Models;
using Backorders.Pipeline.Ports;
using static Backorders.Pipeline.Ports.UnavailableException;

namespace Backorders.Azure.Queues;

/// <summary>What a failed call of the queue service means to whoever called.</summary>
internal static class QueueFailure
{
    public static bool QueueIsMissing(RequestFailedException failure) =>
        failure.ErrorCode == QueueErrorCode.QueueNotFound;

    /// <summary>The message was deleted, or received by another: it is not ours any more.</summary>
    public static bool MessageIsNotOurs(UnavailableException away) =>
        away.InnerException is RequestFailedException failure
        && (failure.ErrorCode == QueueErrorCode.MessageNotFound
            || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch);

    /// <summary>A call that got no yes; null: the caller stopped it, or something else is wrong.</summary>
    /// <remarks>The time-out of a call shows as a cancellation that nobody asked for.</remarks>
    public static UnavailableException? Away(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        RequestFailedException no => new(
            $"The queue service says no: {no.ErrorCode ?? "no answer"} ({no.Status}).", RetryAfter(no), no),
        AuthenticationFailedException => new("There is no sign-in for the queue service.", UntilMended, failure),
        OperationCanceledException when !cancellationToken.IsCancellationRequested => new(
            "The queue service did not answer in time.", ASecond, failure),
        _ => null,
    };

    private static TimeSpan RetryAfter(RequestFailedException failure)
    {
        var said = failure.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) == true ? text : null;
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return failure.Status is >= 400 and < 500 and not (408 or 429) ? UntilMended : ASecond;
    }
}
