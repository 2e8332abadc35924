using System.Text.Json;
using System.Text.RegularExpressions;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Infra;

/// <summary>infra/main.bicep, compiled once a run, with what each environment's parameters make of it.</summary>
/// <param name="Said">What the compiler and its linter had to say.</param>
/// <param name="Arm">The compiled template, its modules inside.</param>
internal sealed partial record Template(
    string Said, JsonElement Arm, IReadOnlyDictionary<string, Deployment> Environments)
{
    public static readonly IReadOnlyList<string> EnvironmentNames = ["dev", "prod"];

    /// <summary>What the parameter files read from the environment: nothing of it is a secret.</summary>
    private static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        ["BACKORDERS_ALERT_MAIL"] = "on-call@example.com",
        ["BACKORDERS_OPERATOR_ID"] = "11111111-1111-1111-1111-111111111111",
        ["BACKORDERS_KEY_HASH"] = $"sha256:{new string('a', 64)}",
        ["BACKORDERS_OPERATOR_KEY_HASH"] = $"sha256:{new string('b', 64)}",
    };

    private static readonly IReadOnlyList<string> Somewhere =
    [
        "--mode", "overwrite", "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id",
        "00000000-0000-0000-0000-000000000002", "--resource-group", "backorders", "--location", "westeurope",
    ];

    private static readonly Lazy<Task<Template>> Compiled = new(Compile);

    public static DirectoryInfo Folder { get; } = new(Path.Combine(Repository.Root.FullName, "infra"));

    public static Task<Template> Read() => Compiled.Value;

    public static async Task<Deployment> Of(string environment) => (await Read()).Environments[environment];

    /// <summary>Names of the environment variables that a parameter file reads.</summary>
    public static IReadOnlyList<string> VariablesOf(string environment) =>
        [.. VariableRead().Matches(ParameterFile(environment)).Select(read => read.Groups["name"].Value).Distinct()];

    public static string ParameterFile(string environment) =>
        File.ReadAllText(Path.Combine(Folder.FullName, $"{environment}.bicepparam"));

    private static async Task<Template> Compile()
    {
        // The compiler writes beside its sources, so it gets a copy of them.
        using var copy = new TempFolder();
        foreach (var file in Folder.GetFiles("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(Folder.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }

        var said = await BicepCompiler.Run(copy.Path, Variables, "build", "main.bicep");
        var environments = new Dictionary<string, Deployment>();
        foreach (var name in EnvironmentNames)
        {
            said += await BicepCompiler.Run(
                copy.Path, Variables, ["snapshot", $"{name}.bicepparam", .. Somewhere]);
            environments[name] = new Deployment(ReadJson(Path.Combine(copy.Path, $"{name}.snapshot.json")));
        }

        return new(said, ReadJson(Path.Combine(copy.Path, "main.json")), environments);
    }

    private static JsonElement ReadJson(string path) => JsonElement.Parse(File.ReadAllText(path));

    [GeneratedRegex(
        @"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariableRead();
}
