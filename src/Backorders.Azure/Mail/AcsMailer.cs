using System.Net.Http.Headers;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Azure.Mail;

/// <summary>
/// Hands mails to Azure Communication Services over its REST API. The mail's id is the operation's id, so a repeat is
/// known for one. Nothing is retried here: a retry counts against the quota, and who has the whole picture decides.
/// No customer's name or address is in a reason: of what the service says only the code is told.
/// </summary>
public sealed class AcsMailer(AcsOptions options, TimeProvider machine) : IMailer
{
    private const string Version = "2025-09-01";

    /// <summary>With two slashes: the service's own audience has one at its end.</summary>
    private const string Scope = "https://communication.azure.com//.default";

    /// <summary>An operation that nobody began.</summary>
    private const string NoOperation = "00000000-0000-8000-8000-000000000000";

    private static readonly TimeSpan ConnectAgain = TimeSpan.FromSeconds(30);

    /// <summary>A person has to give us a right or a valid key.</summary>
    private static readonly TimeSpan AskForRightsAgain = TimeSpan.FromMinutes(5);

    /// <summary>Over the quota without a word for how long: the quota of a minute is whole again by then.</summary>
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly HttpPipeline pipeline = Build(options, machine);

    public TimeSpan InHand => 2 * options.Patience;

    public async Task<SendOutcome> Send(Pipeline.Ports.Mail mail, CancellationToken cancellationToken)
    {
        if (!MimeMail.IsMailbox(mail.ToAddress))
        {
            return SendOutcome.Refused.NoMailbox;
        }

        var request = Request(RequestMethod.Post, "emails:send", mail.Id);
        request.Headers.Add("Operation-Id", mail.Id);
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(AcsMail.Body(mail, options.From));
        cancellationToken.ThrowIfCancellationRequested();

        // Without the token: a send that was begun is not abandoned.
        return (await Ask(request, OutcomeOf, CancellationToken.None))!;
    }

    public Task<SendOutcome?> LookUp(Pipeline.Ports.Mail mail, CancellationToken cancellationToken) =>
        LookUp(mail.Id, cancellationToken);

    /// <summary>Asks for an operation that is not there: who says so is reachable and has let us in.</summary>
    public async Task Check(CancellationToken cancellationToken)
    {
        if ((await LookUp(NoOperation, cancellationToken))?.Away() is { } away)
        {
            throw away;
        }
    }

    /// <remarks>The address that the service answered with may hold a double slash: built here.</remarks>
    private Task<SendOutcome?> LookUp(string id, CancellationToken cancellationToken) => Ask(
        Request(RequestMethod.Get, $"emails/operations/{id}", id),
        answer => (answer.Status, Read(answer)?.Status) switch
        {
            // Under way is what a 202 says too: the service has the mail, and another try could only do harm.
            (200, "NotStarted" or "Running" or "Succeeded") => new SendOutcome.Accepted(),
            (200, "Failed" or "Canceled") =>
                new SendOutcome.Refused($"The mail provider took it and then gave up: {CodeOf(answer)}."),
            (404, _) => null,
            (401 or 403 or 429, _) => OutcomeOf(answer),
            // Also a 200 with no state, or one that we do not know: not finished, so it is looked up again.
            _ => new SendOutcome.Unclear(Said(answer)),
        },
        cancellationToken);

    private async Task<SendOutcome?> Ask(
        Request request, Func<Response, SendOutcome?> meaning, CancellationToken cancellationToken)
    {
        try
        {
            return meaning(await pipeline.SendRequestAsync(request, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && OutcomeOf(e) is { } failure)
        {
            return failure;
        }
    }

    /// <summary>Null: a bug of ours.</summary>
    private static SendOutcome? OutcomeOf(Exception failure) => failure switch
    {
        AuthenticationFailedException => new SendOutcome.NotSent(
            AskForRightsAgain, $"There is no token for the mail provider: {failure.GetType().Name}.", Everybody: true),
        RequestFailedException
        {
            InnerException: HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            },
        } => new SendOutcome.NotSent(ConnectAgain, "The mail provider cannot be reached.", Everybody: true),
        RequestFailedException or IOException or OperationCanceledException =>
            new SendOutcome.Unclear($"The mail provider did not answer: {failure.GetType().Name}."),
        _ => null,
    };

    private static HttpPipeline Build(AcsOptions options, TimeProvider machine)
    {
        var client = new PipelineOptions { Retry = { MaxRetries = 0, NetworkTimeout = options.Patience } };
        client.Transport = options.Transport ?? client.Transport;
        return HttpPipelineBuilder.Build(client, options.Account.Identity is { } identity
            ? new BearerTokenAuthenticationPolicy(identity, Scope)
            : new AcsSignature(options.AccessKey, machine));
    }

    private Request Request(RequestMethod method, string path, string id)
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(new($"{options.Endpoint.GetLeftPart(UriPartial.Authority)}/{path}?api-version={Version}"));
        request.ClientRequestId = id;
        return request;
    }

    private SendOutcome OutcomeOf(Response answer) => answer.Status switch
    {
        >= 200 and < 300 => new SendOutcome.Accepted(),
        401 or 403 => new SendOutcome.NotSent(AskForRightsAgain, Said(answer), Everybody: true),
        429 => new SendOutcome.NotSent(PauseOf(answer), Said(answer), Everybody: true),
        400 => new SendOutcome.Refused(Said(answer), OnlyIfFirst: true),
        404 or 413 => new SendOutcome.Refused(Said(answer)),
        _ => new SendOutcome.Unclear(Said(answer)),
    };

    private TimeSpan PauseOf(Response answer)
    {
        answer.Headers.TryGetValue("Retry-After", out var text);
        var pause = RetryConditionHeaderValue.TryParse(text, out var said)
            ? said.Delta ?? said.Date!.Value - machine.GetUtcNow()
            : DefaultPause;
        return TimeSpan.FromTicks(Math.Clamp(pause.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks));
    }

    private static string Said(Response answer) =>
        $"The mail provider {(answer.Status is 401 or 403 ? "does not let us in:" : "said")} "
        + $"{answer.Status} {CodeOf(answer)}.";

    /// <summary>The error's code, in letters and digits: its message may quote an address.</summary>
    private static string CodeOf(Response answer)
    {
        var code = answer.Headers.TryGetValue("x-ms-error-code", out var header) ? header : Read(answer)?.Error?.Code;
        return string.Concat((code ?? "without a code").Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ').Take(64));
    }

    private static AcsAnswer? Read(Response answer)
    {
        try
        {
            return answer.Content.ToObjectFromJson<AcsAnswer>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // A gateway's page, not the service: its status says enough.
            return null;
        }
    }

    private sealed class PipelineOptions : ClientOptions;
}
