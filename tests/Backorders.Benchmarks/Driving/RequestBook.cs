using System.Buffers;
using System.Text;

namespace Backorders.Benchmarks.Driving;

/// <summary>Requests as bytes, written before the clock starts.</summary>
internal sealed class RequestBook
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly List<int> ends = [];

    public int Count => ends.Count;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : ends[index - 1];
            return bytes.WrittenSpan[start..ends[index]];
        }
    }

    /// <summary>Writes a request down. Header lines without line ends.</summary>
    public void Add(string method, string path, string body, params IReadOnlyList<string> headers)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var header in headers)
            head.Append(header).Append("\r\n");
        if (content.Length > 0)
            head.Append($"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n");
        bytes.Write(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        bytes.Write(content);
        ends.Add(bytes.WrittenCount);
    }
}
