using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Backorders.Benchmarks.Driving;

/// <summary>An answer; its body lives in the connection's buffer until the next request.</summary>
internal readonly ref struct Answer(int status, ReadOnlySpan<byte> body)
{
    public int Status { get; } = status;

    public ReadOnlySpan<byte> Body { get; } = body;

    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";
}

/// <summary>
/// One kept HTTP/1.1 connection on a blocking socket: a send, a receive and a little parsing per request, so that
/// the driver takes as little as it can of the cores that it shares with the server.
/// Throws <see cref="IOException"/> or <see cref="SocketException"/> when the server goes away.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int FirstBuffer = 16 * 1024;
    private const int LargestAnswer = 16 * 1024 * 1024;
    private const int PatienceMilliseconds = 60_000;

    private readonly Socket socket;
    private byte[] buffer = new byte[FirstBuffer];
    private int filled;

    public Connection(IPEndPoint server)
    {
        socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = PatienceMilliseconds,
        };
        try
        {
            socket.Connect(server);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one whole request and waits for its whole answer.</summary>
    public Answer Send(ReadOnlySpan<byte> request)
    {
        while (!request.IsEmpty)
            request = request[socket.Send(request)..];
        filled = 0;
        var bodyAt = Receive("\r\n\r\n"u8, 0) + 4;
        var head = buffer.AsSpan(0, bodyAt);
        var status = Number(head[9..12]);
        if (Header(head, "content-length: "u8) is { Length: > 0 } length)
        {
            var size = Number(length);
            while (filled < bodyAt + size)
                Fill();
            return new Answer(status, buffer.AsSpan(bodyAt, size));
        }

        var chunked = !Header(head, "transfer-encoding: "u8).IsEmpty;
        return new Answer(status, chunked ? buffer.AsSpan(bodyAt, JoinChunks(bodyAt)) : []);
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Moves the chunks' content together; returns its length.</summary>
    private int JoinChunks(int bodyAt)
    {
        var length = 0;
        for (var at = bodyAt; ;)
        {
            var lineEnd = Receive("\r\n"u8, at);
            if (!Utf8Parser.TryParse(buffer.AsSpan(at, lineEnd - at), out int size, out _, 'x'))
                throw new IOException("A chunk of the answer has no size.");
            at = lineEnd + 2;
            while (filled < at + size + 2)
                Fill();
            if (size == 0)
                return length;
            buffer.AsSpan(at, size).CopyTo(buffer.AsSpan(bodyAt + length));
            length += size;
            at += size + 2;
        }
    }

    /// <summary>Receives until the mark is there; returns where it begins.</summary>
    private int Receive(ReadOnlySpan<byte> mark, int from)
    {
        for (; ; Fill())
        {
            var found = buffer.AsSpan(from, Math.Max(filled - from, 0)).IndexOf(mark);
            if (found >= 0)
                return from + found;
        }
    }

    private void Fill()
    {
        if (filled == buffer.Length && filled < LargestAnswer)
            Array.Resize(ref buffer, buffer.Length * 2);
        var received = socket.Receive(buffer.AsSpan(filled));
        if (received == 0)
            throw new IOException("The server closed the connection.");
        filled += received;
    }

    /// <summary>The header's value; empty when absent. The name in lower case, with ": ".</summary>
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var rest = head; ;)
        {
            var lineEnd = rest.IndexOf("\r\n"u8);
            if (lineEnd <= 0)
                return [];
            var line = rest[..lineEnd];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[name.Length..];
            rest = rest[(lineEnd + 2)..];
        }
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out _)
            ? number
            : throw new IOException("The answer is not HTTP.");
}
