using System.Diagnostics;
using System.Text;
using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;

namespace Backorders.Benchmarks.Workloads;

/// <summary>A shop of 4,000 SKUs with a year of days: from the wish for its plan to the plan.</summary>
internal static class MakeThePlan
{
    private const int Skus = 4_000;
    private const int Days = 365;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        using var folder = new DataFolder();
        await Fill(run, folder, cancellationToken);
        using var server = await ServerProcess.Start(run.Published, folder.Path, cancellationToken);
        var wish = new RequestBook().MakePlan();
        var cpu = server.Use.Cpu;
        var start = Stopwatch.GetTimestamp();
        Callers.Once(server.Address, wish, expected: 202);
        long peak = 0;
        using (var connection = new Connection(server.Address))
        {
            while (connection.Send(wish[0]) is { Status: not 200 } answer)
            {
                Expect.Status(answer, 202);
                if (Stopwatch.GetElapsedTime(start) > Patience)
                    throw new WrongAnswerException("there is no plan after ten minutes");
                peak = Math.Max(peak, server.Use.ResidentBytes);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var used = server.Use;
        await server.Stop(cancellationToken);
        return
        [
            new Figure("plan made", "s", elapsed.TotalSeconds, new Target.AtMost(60)),
            new Figure("server CPU", "s", (used.Cpu - cpu).TotalSeconds),
            new Figure("resident memory", "MB", Math.Max(peak, used.ResidentBytes) / Megabyte, new Target.AtMost(500)),
        ];
    }

    /// <summary>Few SKUs sell each day, most now and then: as in a real shop's long tail.</summary>
    private static async Task Fill(Run run, DataFolder folder, CancellationToken cancellationToken)
    {
        var random = new Random(run.Seed);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var stock = new StringBuilder("sku,onHand,leadTimeDays,handlingDays,name\n");
        var demand = new StringBuilder("sku,date,units,lines\n");
        for (var sku = 0; sku < Skus; sku++)
        {
            stock.Append($"S{sku:D4},{random.Next(60)},{7 + (sku % 14)},1,Article {sku}\n");
            var chance = 0.05 + (0.9 / (1 + (sku / 100)));
            for (var day = Days; day >= 1; day--)
            {
                var units = random.NextDouble() < chance ? 1 + random.Next(1 + (int)(20 * chance)) : 0;
                if (units > 0 || day == Days)
                    demand.Append($"S{sku:D4},{today.AddDays(-day):yyyy-MM-dd},{units},{Math.Min(units, 3)}\n");
            }
        }

        await Import("import-stock", stock);
        await Import("import-demand", demand);

        async Task Import(string command, StringBuilder table)
        {
            var file = Path.Combine(folder.Path, $"{command}.csv");
            await File.WriteAllTextAsync(file, table.ToString(), cancellationToken);
            await ServerProcess.Run(
                run.Published, folder.Path, [command, file, "--shop", Requests.Shop, "--data", folder.Path],
                cancellationToken);
        }
    }
}
