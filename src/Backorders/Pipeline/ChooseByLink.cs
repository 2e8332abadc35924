using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// What a customer sees and does by the link in a mail: looking changes nothing, and a choice made any number of times
/// is one.
/// </summary>
public sealed class ChooseByLink(
    CustomerLinks links, ShopDirectory shops, OrderStore orders, PoolReads reads, FinishOrder finish,
    CancelOrder cancel, Turns turns, Clocks clocks)
{
    /// <summary>Lost races in a row before the customer is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>The order and what can be chosen; null: a link that is not ours, expired, or leads nowhere.</summary>
    public async Task<ChoicePage?> Show(string token, CancellationToken cancellationToken)
    {
        if (Open(token) is not { } link || await finish.Run(link.Order, cancellationToken) is not { } found)
        {
            return null;
        }

        var order = found.Document;
        var lines = await reads.Lines(link.Order, order, cancellationToken);
        return new(
            shops.Find(link.Order.Shop)!.Name, order.Number, order.Customer.Locale,
            lines.Select(line => LineOf(line, OrderReads.State(line))).ToList(), link.Lines, order.Choice?.Choice);
    }

    /// <summary>Does what was chosen, as far as it can be done; <see cref="Show"/> tells what came of it.</summary>
    /// <returns>False: a link that is not ours, expired, or leads nowhere; nothing was done.</returns>
    public async Task<bool> Choose(string token, CustomerChoice choice, CancellationToken cancellationToken)
    {
        if (Open(token) is not { } link)
        {
            return false;
        }

        return choice switch
        {
            CustomerChoice.Keep => await Keep(link, cancellationToken),
            CustomerChoice.Cancel => await cancel.Run(link, cancellationToken) is not OrderOutcome.NotFound,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private CustomerLink? Open(string token) =>
        links.Open(token, clocks.Now) is { } link && shops.Find(link.Order.Shop) is not null ? link : null;

    private async Task<bool> Keep(CustomerLink link, CancellationToken cancellationToken)
    {
        using var turn = await turns.Take(link.Order.ToString(), cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await finish.Run(link.Order, cancellationToken) is not { } found)
            {
                return false;
            }

            var lines = await reads.Lines(link.Order, found.Document, cancellationToken);
            var last = found.Document.Choice?.Notice;
            if (!KeepDecision.SaysMore(lines.Select(ChangeOrder.Found).ToList(), link.Lines, link.Notice, last))
            {
                return true;
            }

            var kept = new StoredChoice(CustomerChoice.Keep, link.Notice, clocks.Now);
            if (await orders.Replace(found, found.Document with { Choice = kept }) is not null)
            {
                return true;
            }
        }

        throw UnavailableException.Contended($"The order {link.Order}");
    }

    private static MailLine LineOf(PlacedLine placed, LineState now) => NoticeMail.LineOf(placed, now, now);
}
