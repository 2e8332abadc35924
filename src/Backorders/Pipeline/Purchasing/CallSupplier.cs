using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>One try to tell a supplier by its webhook, signed as Standard Webhooks 1.0 says.</summary>
public sealed class CallSupplier(WebhookTransport transport, WebhookOptions options, Clocks clocks)
{
    /// <summary>How long a supplier may take to answer: what the specification recommends at most is 30 s.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long a try may be under way in one process before another begins the next.</summary>
    internal static readonly TimeSpan InHand = 2 * Patience;

    /// <param name="id">The <c>webhook-id</c>: the same at every try.</param>
    /// <param name="body">Frozen: the same at every try.</param>
    internal async Task<TryOutcome> Try(
        Supplier supplier, string id, string body, CancellationToken cancellationToken)
    {
        if (supplier.WebhookUrl is not { } url)
        {
            return new TryOutcome.Again("The supplier's settings have no WebhookUrl any more.");
        }

        if (SupplierAddress.Refuses(url, options) is { } wrong)
        {
            return new TryOutcome.Again($"The supplier's WebhookUrl {wrong}.");
        }

        using var request = Request(url, supplier, id, Encoding.UTF8.GetBytes(body));
        using var patience = new CancellationTokenSource(Patience, clocks.Machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // The headers are all that is read: the answer's body, however long, is left where it is.
            using var answer = await transport.Http.SendAsync(request, either.Token);
            return OutcomeOf(answer, clocks.Now);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TryOutcome.Again($"It did not answer within {Patience.TotalSeconds} s.");
        }
        catch (HttpRequestException broken)
        {
            return new TryOutcome.Again(broken.InnerException is ForbiddenAddressException
                ? "Its host leads to an address that is not public."
                : $"It could not be reached: {broken.HttpRequestError}.");
        }
        catch (IOException)
        {
            return new TryOutcome.Again("The connection broke.");
        }
    }

    private HttpRequestMessage Request(Uri url, Supplier supplier, string id, byte[] body)
    {
        var timestamp = clocks.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Backorders", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);

        // With every secret: the supplier may verify by the old or the new one while they change.
        request.Headers.Add("webhook-signature", string.Join(' ', supplier.Secrets.Select(
            secret => WebhookSignature.Sign(id, timestamp, body, secret.Span))));
        return request;
    }

    private static TryOutcome OutcomeOf(HttpResponseMessage answer, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new TryOutcome.Taken(),
            (int)HttpStatusCode.Gone => new TryOutcome.Stop("It answered 410: it wants no more."),
            _ => new TryOutcome.Again($"It answered {status}.", RetryAfter(answer, now)),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => null,
        };
}
