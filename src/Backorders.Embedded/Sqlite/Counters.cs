using System.Diagnostics.Metrics;
using Backorders.Pipeline;

namespace Backorders.Embedded.Sqlite;

/// <summary>What the database did in this process; also instruments of the meter <c>Backorders</c>.</summary>
internal sealed class Counters
{
    public const int PageBytes = 4096;

    private static readonly Counter<long> ChangesMeter = Measures.Meter.CreateCounter<long>(
        "backorders.sqlite.commits", description: "Store commits and queue writes that were answered.");

    private static readonly Counter<long> TransactionsMeter = Measures.Meter.CreateCounter<long>(
        "backorders.sqlite.transactions", description: "Transactions that carried them.");

    private static readonly Counter<long> StatementsMeter = Measures.Meter.CreateCounter<long>(
        "backorders.sqlite.statements", description: "Statements of the writer.");

    private static readonly Counter<long> BytesMeter = Measures.Meter.CreateCounter<long>(
        "backorders.sqlite.written", "By", "Bytes that went into the write-ahead log.");

    private static readonly Counter<long> ReadsMeter = Measures.Meter.CreateCounter<long>(
        "backorders.sqlite.reads", description: "Reads and queries.");

    private long commits;
    private long transactions;
    private long statements;
    private long bytes;
    private long reads;

    public long Commits => Interlocked.Read(ref commits);

    public long Transactions => Interlocked.Read(ref transactions);

    public long Statements => Interlocked.Read(ref statements);

    public long Bytes => Interlocked.Read(ref bytes);

    public long Reads => Interlocked.Read(ref reads);

    public void Committed(int count)
    {
        Interlocked.Add(ref commits, count);
        Interlocked.Increment(ref transactions);
        ChangesMeter.Add(count);
        TransactionsMeter.Add(1);
    }

    public void Wrote(long statementCount, long pages)
    {
        Interlocked.Add(ref statements, statementCount);
        Interlocked.Add(ref bytes, pages * PageBytes);
        StatementsMeter.Add(statementCount);
        BytesMeter.Add(pages * PageBytes);
    }

    public void Read()
    {
        Interlocked.Increment(ref reads);
        ReadsMeter.Add(1);
    }
}
