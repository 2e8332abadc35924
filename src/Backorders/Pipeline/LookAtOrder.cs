using Backorders.Ledger;
using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Records on an order how its lines in one pool are now, and makes a waiting notice when its customer must be told
/// and none is under way.
/// </summary>
public sealed class LookAtOrder(OrderStore orders, FinishOrder finish, IWorkQueue queue, Clocks clocks)
{
    /// <summary>Lost races in a row before the pool's message comes back.</summary>
    private const int MaxTries = 20;

    /// <param name="head">The head that was read before the lines.</param>
    /// <param name="lines">Lines of this order in the head's pool.</param>
    internal async Task Run(OrderId id, Pool head, IEnumerable<Line> lines, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await finish.Run(id, cancellationToken);
            if (found is null || await Look(found, head, lines))
            {
                return;
            }
        }

        throw UnavailableException.Contended($"The order {id}");
    }

    private async Task<bool> Look(FoundOrder found, Pool head, IEnumerable<Line> lines)
    {
        var order = found.Document;
        var seen = order.Seen.Select(state => state.ToState()).ToArray();
        var changed = false;
        foreach (var line in lines)
        {
            var now = OrderReads.State(new(head, line));
            if (now.Version >= seen[line.Number - 1].Version)
            {
                changed |= !now.Shows(seen[line.Number - 1]);
                seen[line.Number - 1] = now;
            }
        }

        var told = order.Told.Select(state => state.ToState()).ToList();
        var mustTell = NoticeDecision.Decide(told, seen, order.Waited, order.Introduced) is not null;
        if (!changed && !mustTell && !order.NoticeOpen)
        {
            return true;
        }

        var looked = order with
        {
            Seen = seen.Select(StoredLineState.Of).ToList(),
            Status = OrderReads.StatusOf(seen),
            Looks = order.Looks + (order.NoticeOpen ? 1 : 0),
        };
        return mustTell && !order.NoticeOpen
            ? await MakeNotice(found, looked)
            : await orders.Replace(found, looked) is not null;
    }

    private async Task<bool> MakeNotice(FoundOrder found, OrderDocument looked)
    {
        var number = looked.Notices + 1;
        var notice = new NoticeDocument(
            DocumentJson.Schema, found.Id.Number.Value, number, clocks.Now, NoticeState.Waiting);
        if (await orders.Replace(
            found, looked with { Notices = number, NoticeOpen = true }, orders.Notice(found.Id, notice, null)) is null)
        {
            return false;
        }

        var message = Keys.NoticeMessage(found.Id, number);
        var cause = number == 1 ? Tracing.CauseOf(looked.Trace) : Tracing.Current;
        await queue.SendWork(QueueNames.Notices, message, TimeSpan.Zero, clocks, cause, CancellationToken.None);
        return true;
    }
}
