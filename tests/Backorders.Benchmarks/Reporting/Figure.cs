namespace Backorders.Benchmarks.Reporting;

/// <summary>What a figure should be.</summary>
internal abstract record Target
{
    private Target()
    {
    }

    public abstract bool Holds(double value);

    /// <param name="Stretch">What is aimed at beyond it; null: nothing.</param>
    public sealed record AtLeast(double Value, double? Stretch = null) : Target
    {
        public override bool Holds(double value) => value >= Value;

        public override string ToString() =>
            $">= {Value:#,0.##}" + (Stretch is null ? "" : $" (stretch {Stretch:#,0})");
    }

    public sealed record AtMost(double Value) : Target
    {
        public override bool Holds(double value) => value <= Value;

        public override string ToString() => $"<= {Value:#,0.##}";
    }

    /// <summary>In every single run.</summary>
    public sealed record Exactly(double Value) : Target
    {
        public override bool Holds(double value) => value == Value;

        public override string ToString() => $"{Value:#,0.##}";
    }
}

/// <summary>One measured figure of one run.</summary>
internal sealed record Figure(string Name, string Unit, double Value, Target? Target = null)
{
    public static Figure PerOrder(string name, long count, int orders) => new(name, "/order", (double)count / orders);
}

/// <summary>A figure over all runs of its workload.</summary>
/// <param name="Passes">Whether its target holds; null: it has none.</param>
internal sealed record Result(
    string Workload, string Name, string Unit, double Median, IReadOnlyList<double> Runs, string? Target, bool? Passes)
{
    /// <summary>The figures of several runs of a workload, which all measured the same.</summary>
    public static IEnumerable<Result> Over(string workload, IReadOnlyList<IReadOnlyList<Figure>> runs) =>
        runs[0].Select((figure, at) =>
        {
            double[] values = [.. runs.Select(run => run[at].Value)];
            var median = MedianOf(values);
            return new Result(
                workload, figure.Name, figure.Unit, median, values, figure.Target?.ToString(),
                figure.Target switch
                {
                    null => null,
                    Target.Exactly exactly => values.All(exactly.Holds),
                    var target => target.Holds(median),
                });
        });

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
