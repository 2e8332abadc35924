namespace Backorders.Benchmarks;

/// <summary>What to measure, and how often.</summary>
/// <param name="Only">Names of workloads, in the order in which they run.</param>
/// <param name="Orders">Orders of one run of a workload.</param>
/// <param name="Runs">Runs of each workload, each with a server and a data folder of its own.</param>
internal sealed record Plan(IReadOnlyList<string> Only, int Orders, int Runs, int Seed)
{
    /// <summary>Fewer would measure the first compilation of the server's code and little else.</summary>
    public const int LeastOrders = 100;

    /// <summary>What the figures of the issue are measured with.</summary>
    public const int Callers = 32;
}

/// <summary>The server did what it must not: the figures around it are worth nothing.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
