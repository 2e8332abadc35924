using System.Diagnostics;
using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;

namespace Backorders.Benchmarks.Workloads;

/// <summary>From the start of the process to its first order answered, and the memory it holds then.</summary>
internal static class ColdFirstOrder
{
    private const string Sku = "FIRST";
    private const double Megabyte = 1024 * 1024;

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        using var folder = new DataFolder();
        using (var before = await ServerProcess.Start(run.Published, folder.Path, cancellationToken))
        {
            Callers.Once(before.Address, new RequestBook().Stock(Sku, 1), expected: 201);
            await before.Stop(cancellationToken);
        }

        var order = new RequestBook().Order("WEB-1", Sku);
        var address = ServerProcess.FreeAddress();
        var start = Stopwatch.GetTimestamp();
        using var server = ServerProcess.Launch(run.Published, folder.Path, address);
        await server.Listening(cancellationToken);
        var listening = Stopwatch.GetElapsedTime(start);
        Callers.Once(address, order, expected: 201);
        var answered = Stopwatch.GetElapsedTime(start);
        var use = server.Use;
        await server.Stop(cancellationToken);
        return
        [
            new Figure("first order answered", "s", answered.TotalSeconds, new Target.AtMost(1)),
            new Figure("listening", "s", listening.TotalSeconds),
            new Figure("server CPU", "s", use.Cpu.TotalSeconds),
            new Figure("resident memory", "MB", use.ResidentBytes / Megabyte, new Target.AtMost(150)),
        ];
    }
}
