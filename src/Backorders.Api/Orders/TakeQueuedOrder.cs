using Backorders.Api.Door;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Api.Orders;

/// <summary>
/// Takes an order that a producer laid into the queue <c>intake</c>, by the very path of <c>POST /api/orders</c>. What
/// POST would have refused is kept for the shop to list.
/// </summary>
public sealed class TakeQueuedOrder(TakeOrder take, IntakeProblems problems, ShopDirectory shops, Clocks clocks)
{
    /// <exception cref="FormatException">It names no shop of ours; the words tell nothing of what it says.</exception>
    /// <exception cref="UnavailableException">POST would have answered 503.</exception>
    public async Task Run(string text, CancellationToken cancellationToken)
    {
        var message = IntakeMessage.Read(text);
        if (message.Shop is not { } shop || shops.Find(shop) is null)
        {
            throw new FormatException("An order that came by queue names no shop of this installation.");
        }

        var refused = Parse(message, out var order);
        refused ??= Answers.Of(await take.Run(shop, order!, cancellationToken)) as Problem;
        if (refused?.RetryAfter is { } pause)
        {
            throw new UnavailableException(refused.Title, pause);
        }

        if (refused is not null)
        {
            await problems.Keep(shop, message.Body, NumberOf(order), InWords(refused), cancellationToken);
        }
    }

    private Problem? Parse(IntakeMessage message, out OrderRequest? order)
    {
        order = null;
        if (message.IsTooLong)
            return Problems.TooLarge(IntakeMessage.MostBytes);
        if (!message.IsWhole)
            return Problems.Malformed("Send one JSON object with the members shop and order, each of them once.");
        if (message.Order is not { } bytes)
            return Problems.Validation(Missing);
        var days = new DayRange(clocks.Today);
        return JsonBody.Parse(bytes, (body, errors) => OrderBody.Read(body, default, days, errors), out order);
    }

    private static readonly Dictionary<string, IReadOnlyList<string>> Missing =
        new(StringComparer.Ordinal) { ["order"] = ["is required"] };

    /// <summary>An order that is refused may have been read in part.</summary>
    private static OrderNumber? NumberOf(OrderRequest? order) =>
        order is { Number: var number } && Id.IsValid(number.Value) ? number : null;

    private static Refusal InWords(Problem problem) =>
        new(problem.Name, problem.Title, problem.Status, problem.Detail, problem.Errors);
}
