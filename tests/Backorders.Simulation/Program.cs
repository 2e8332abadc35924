using System.CommandLine;
using Backorders.Simulation.Seasons;

var seeds = new Option<int>("--seeds") { Description = "how many seeds to play", DefaultValueFactory = _ => 1_000 };
var start = new Option<int>("--start") { Description = "the first of them", DefaultValueFactory = _ => 1 };
var workers = new Option<int>("--workers") { Description = "threads", DefaultValueFactory = _ => 2 };
var seed = new Option<int?>("--seed") { Description = "replays one seed and shows all that happens in it" };
var bug = new Option<string?>("--bug") { Description = "with --seed: a planted bug, by words of docs/proof.md" };
var small = new Option<bool>("--small") { Description = "plays the small world for every call that can fail" };
var pairs = new Option<bool>("--pairs") { Description = "the same for every two calls: hours" };
var sample = new Option<int?>("--sample") { Description = "with --pairs: only so many of them, drawn by chance" };
var full = new Option<bool>("--full") { Description = "looks for the first seed that catches each planted bug" };
var proof = new Option<string?>("--proof")
{
    Description = "the document that the totals, or the table of --full, go to",
};
var command = new RootCommand("Plays the whole pipeline in one thread under a time of its own, in all weathers.")
{
    seeds, start, workers, seed, bug, small, pairs, sample, full, proof,
};
command.SetAction(given =>
    given.GetValue(seed) is { } one ? Screen.Replay(one, given.GetValue(bug), Console.Out)
    : given.GetValue(small) ? Screen.SmallWorld(Console.Out)
    : given.GetValue(pairs) ? Screen.Pairs(
        given.GetValue(sample), given.GetValue(workers), given.GetValue(proof), Console.Out)
    : given.GetValue(full) ? Screen.Bugs(given.GetValue(proof), Console.Out)
    : Screen.Seeds(given.GetValue(start), given.GetValue(seeds), given.GetValue(workers),
        given.GetValue(proof), Console.Out));
return await command.Parse(args).InvokeAsync();
