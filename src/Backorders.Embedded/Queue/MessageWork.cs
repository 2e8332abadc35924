using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Queue;

/// <summary>A write to the queue: one statement, so it needs no savepoint, and it is never refused.</summary>
internal abstract class MessageWork<TAnswer> : WriteWork<TAnswer>
{
    private TAnswer? answer;

    public override bool NeedsSavepoint => false;

    public override int Bytes => 0;

    public sealed override bool Apply(WriteTurn turn)
    {
        answer = Run(turn);
        return true;
    }

    public sealed override void Succeed() => Answer(answer!);

    public sealed override void Fail(WriteFailure failure) => Throw(failure.ForCaller());

    protected abstract TAnswer Run(WriteTurn turn);
}

internal sealed class SendMessage(string queue, string body, long visibleAt) : MessageWork<MessageHandle>
{
    private static readonly Sql Insert = new(
        "INSERT INTO messages (id, queue, visible, tries, receipt, body) VALUES (?1, ?2, ?3, 0, ?1, ?4)");

    /// <remarks>The sequence never gives a number twice, so an outdated handle never fits a later message.</remarks>
    protected override MessageHandle Run(WriteTurn turn)
    {
        var id = turn.Next();
        turn.Connection.Prepare(Insert).Bind(1, id).Bind(2, queue).Bind(3, visibleAt).Bind(4, body).Run();
        return MessageIds.Handle(queue, id, id);
    }
}

internal sealed class ReceiveMessages(string queue, int max, long now, long leaseEnd)
    : MessageWork<IReadOnlyList<Message>>
{
    private static readonly Sql Lease = new("""
        UPDATE messages SET visible = ?4, tries = tries + 1, receipt = ?5 WHERE id IN
        (SELECT id FROM messages WHERE queue = ?1 AND visible <= ?2 ORDER BY visible LIMIT ?3)
        RETURNING id, tries, body
        """);

    protected override IReadOnlyList<Message> Run(WriteTurn turn)
    {
        var receipt = turn.Next();
        var received = new List<Message>();
        using var rows = turn.Connection.Prepare(Lease)
            .Bind(1, queue).Bind(2, now).Bind(3, max).Bind(4, leaseEnd).Bind(5, receipt).Query();
        while (rows.Next())
        {
            var handle = MessageIds.Handle(queue, rows.Long(0), receipt);
            received.Add(new Message(handle, rows.Text(2), checked((int)rows.Long(1))));
        }
        return received;
    }
}

internal sealed class DeleteMessage((long Id, long Receipt) message) : MessageWork<bool>
{
    private static readonly Sql Delete = new("DELETE FROM messages WHERE id = ?1 AND receipt = ?2");

    protected override bool Run(WriteTurn turn) =>
        turn.Connection.Prepare(Delete).Bind(1, message.Id).Bind(2, message.Receipt).Run() > 0;
}

/// <summary>Gives a leased message another place in time, count or queue; false: it is no longer ours.</summary>
internal sealed class LayBackMessage((long Id, long Receipt) message, string queue, long visibleAt, int tries)
    : MessageWork<bool>
{
    private static readonly Sql Update = new("""
        UPDATE messages SET queue = ?3, visible = ?4, tries = ?5, receipt = ?6 WHERE id = ?1 AND receipt = ?2
        """);

    protected override bool Run(WriteTurn turn) =>
        turn.Connection.Prepare(Update).Bind(1, message.Id).Bind(2, message.Receipt)
            .Bind(3, queue).Bind(4, visibleAt).Bind(5, tries).Bind(6, turn.Next()).Run() > 0;
}
