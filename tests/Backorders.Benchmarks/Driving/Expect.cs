using System.Text;

namespace Backorders.Benchmarks.Driving;

/// <summary>What an answer must be.</summary>
internal static class Expect
{
    public static ReadOnlySpan<byte> Allocated => "\"status\":\"allocated\""u8;

    public static ReadOnlySpan<byte> Backordered => "\"status\":\"backordered\""u8;

    public static ReadOnlySpan<byte> Rejected => "\"status\":\"rejected\""u8;

    public static void Status(Answer answer, int expected)
    {
        if (answer.Status != expected)
            throw new WrongAnswerException($"expected {expected}, got {answer.ToString()}");
    }

    /// <summary>An order taken, all of whose lines have this status.</summary>
    public static void Taken(Answer answer, ReadOnlySpan<byte> status)
    {
        Status(answer, 201);
        if (answer.Body.IndexOf(status) < 0)
            throw new WrongAnswerException($"expected {Encoding.UTF8.GetString(status)}: {answer.ToString()}");
    }

    public static void Equal(string what, long expected, long actual)
    {
        if (expected != actual)
            throw new WrongAnswerException($"{what}: expected {expected}, got {actual}");
    }
}
