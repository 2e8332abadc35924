using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Backorders.Pipeline.Ports;
using Backorders.Server.Settings;

namespace Backorders.Server.Checks;

/// <summary>What an exception means to whoever set things up, and what to do about it.</summary>
internal static class Troubles
{
    /// <summary>SDKs put their diagnostics behind the first sentence.</summary>
    private const int LongestReason = 200;

    /// <param name="setting">What names the thing that was asked.</param>
    public static Trouble Of(Exception failure, string setting, TimeSpan limit) => failure switch
    {
        OperationCanceledException => new(
            $"No answer within {limit.TotalSeconds} s.",
            "See whether it works, and whether it lets this machine in: its firewall, or a proxy between."),
        BadSettingException => new(failure.Message, "Start again when that is done."),
        _ when Within<AuthenticationFailedException>(failure) is not null => new(
            "There is nobody to sign in as.",
            "On a developer's machine: az login. In Azure: give the app an identity, and its client id to "
            + "AZURE_CLIENT_ID."),
        _ when Within<AuthenticationException>(failure) is { } certificate => new(
            FirstLine(certificate), $"Correct {setting}, or let this machine trust the service's certificate."),
        _ when Within<RequestFailedException>(failure) is { Status: 401 or 403 } no => new(
            $"It does not let us in: {no.ErrorCode ?? "no reason given"} ({no.Status}).",
            $"Give our identity its role there, or correct {setting}."),
        UnavailableException => new(failure.Message, $"See whether it works, and correct {setting} if it does."),
        _ => new(FirstLine(failure), $"Correct {setting}, or mend what it names."),
    };

    private static TException? Within<TException>(Exception failure) where TException : Exception
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is TException found)
            {
                return found;
            }
        }

        return null;
    }

    private static string FirstLine(Exception failure)
    {
        var line = failure.Message.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length <= LongestReason ? line.ToString() : $"{line[..LongestReason]}…";
    }
}
