using System.Globalization;
using Backorders.Simulation.Bugs;
using Backorders.Simulation.SmallWorlds;

namespace Backorders.Simulation.Seasons;

/// <summary>What a person who runs the simulator sees.</summary>
internal static class Screen
{
    private const string Command = "dotnet run --project tests/Backorders.Simulation -- --seed";

    /// <summary>Seeds between two signs of life.</summary>
    private const int ProgressEvery = 100;

    /// <returns>0: everything held.</returns>
    public static int Seeds(int start, int count, int workers, string? proof, TextWriter to)
    {
        var totals = new Totals();
        Season.Play(Enumerable.Range(start, count), workers, outcome =>
        {
            totals.Add(outcome);
            if (outcome.Failure is not null)
            {
                Tell(outcome, to);
            }

            if (totals.Seeds % ProgressEvery == 0)
            {
                to.WriteLine($"{totals.Seeds} of {count} seeds, {totals.Failures.Count} failed");
            }
        });
        to.WriteLine();
        to.WriteLine(totals.Table());
        if (proof is not null)
        {
            Proof.Write(
                proof, "long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Seeds {start:N0} to {start + count - 1:N0}; {totals.Failures.Count} failed.\n"),
                [totals.Table()]);
        }

        to.WriteLine(totals.Failures.Count == 0
            ? "Everything held."
            : $"Failed: {string.Join(' ', totals.Failures.Select(failure => failure.Seed))}");
        return totals.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>One seed with all that happened in it.</summary>
    public static int Replay(int seed, string? bug, TextWriter to)
    {
        var planted = Planted.All.Select(entry => entry.Bug).FirstOrDefault(planted =>
            bug is not null && planted().Name.Contains(bug, StringComparison.Ordinal));
        var outcome = Outcome.Of(seed, planted?.Invoke() ?? new(), whole: true);
        foreach (var line in outcome.History)
        {
            to.WriteLine(line);
        }

        to.WriteLine($"seed {seed}, hash {outcome.Hash}: {outcome.Failure ?? "everything held"}");
        return outcome.Failure is null ? 0 : 1;
    }

    public static int SmallWorld(TextWriter to) => Ends(new Exhaustion(to.WriteLine).Play(Extent.EveryCall), to);

    /// <param name="sample">So many pairs of calls; null: all.</param>
    public static int Pairs(int? sample, int workers, string? proof, TextWriter to)
    {
        var world = new Exhaustion(to.WriteLine);
        var failures = world.Play(Extent.EveryTwoCalls, sample, workers);
        if (proof is not null)
        {
            Proof.Write(
                proof, "pairs",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sample ?? world.Pairs:N0} of the {world.Pairs:N0} pairs were played; {failures.Count} failed."),
                []);
        }

        return Ends(failures, to);
    }

    private static int Ends(IReadOnlyList<string> failures, TextWriter to)
    {
        failures.ToList().ForEach(to.WriteLine);
        to.WriteLine(failures.Count == 0 ? "The end is always as in fair weather." : $"{failures.Count} failed.");
        return failures.Count == 0 ? 0 : 1;
    }

    /// <summary>Each planted bug from the first seed on, until one catches it.</summary>
    public static int Bugs(string? proof, TextWriter to)
    {
        var rows = new List<string>();
        var missed = 0;
        foreach (var (bug, _) in Planted.All)
        {
            var caught = Season.Catch(bug, Planted.MostSeeds);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture, $"| {bug().Name} | {caught?.Seed} | {caught?.Invariant} |"));
            to.WriteLine($"{bug().Name}: {caught?.Seed} {caught?.Failure}");
            missed += caught is null ? 1 : 0;
        }

        if (proof is not null)
        {
            Proof.Write(proof, "planted", "| planted bug | caught by seed | invariant |\n|---|---:|---:|", rows);
        }

        to.WriteLine($"{Planted.All.Count - missed} of {Planted.All.Count} caught within {Planted.MostSeeds} seeds");
        return missed == 0 ? 0 : 1;
    }

    public static void Tell(Outcome outcome, TextWriter to)
    {
        foreach (var line in outcome.History)
        {
            to.WriteLine(line);
        }

        to.WriteLine($"seed {outcome.Seed}: {outcome.Failure}");
        to.WriteLine($"Again: {Command} {outcome.Seed}");
    }
}
