using System.Text.Json.Nodes;
using Backorders.Server.Settings;
using Backorders.Tests.Docs;
using Microsoft.Extensions.Configuration;

namespace Backorders.Tests.Functions;

/// <summary>The files that the host of the Functions head reads, and where they must be.</summary>
public sealed class HostFilesTests
{
    [Fact]
    public void The_hosts_settings_are_those_that_the_code_counts_on()
    {
        var host = Json("host.json");
        Assert.Equal("", (string)host["extensions"]!["http"]!["routePrefix"]!);
        var queues = host["extensions"]!["queues"]!;
        Assert.Equal("none", (string)queues["messageEncoding"]!);
        Assert.Equal(5, (int)queues["maxDequeueCount"]!);
        Assert.Equal((8, 4), ((int)queues["batchSize"]!, (int)queues["newBatchThreshold"]!));
        Assert.Equal("00:00:30", (string)queues["visibilityTimeout"]!);
        Assert.Equal("00:00:02", (string)queues["maxPollingInterval"]!);
        Assert.Equal("OpenTelemetry", (string)host["telemetryMode"]!);
        Assert.True(TimeSpan.Parse((string)host["functionTimeout"]!) <= TimeSpan.FromMinutes(10));
        Assert.Equal("Warning", (string)host["logging"]!["logLevel"]!["default"]!);
    }

    [Fact]
    public void It_comes_to_lie_beside_the_assembly_and_the_settings_of_one_machine_never_leave_it()
    {
        var project = Text("src/Backorders.Functions/Backorders.Functions.csproj");
        Assert.Contains("Include=\"../../host.json\" Link=\"host.json\"", project, StringComparison.Ordinal);
        Assert.Contains(
            "\"local.settings.json\" CopyToOutputDirectory=\"PreserveNewest\" CopyToPublishDirectory=\"Never\"",
            project, StringComparison.Ordinal);
        Assert.Contains("local.settings.json", Text(".gitignore").Split('\n'));
    }

    [Fact]
    public void The_example_for_ones_own_machine_is_one_that_the_head_starts_with()
    {
        var example = Json("src/Backorders.Functions/local.settings.example.json")["Values"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        Assert.Equal("dotnet-isolated", example["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("UseDevelopmentStorage=true", example["AzureWebJobsStorage"]);

        var options = ReadOptions.ForFunctions(new ConfigurationBuilder().AddInMemoryCollection(example).Build());

        Assert.True(options.Development);
        Assert.NotEmpty(options.Shops.All);
    }

    [Fact]
    public void The_solution_shows_the_head_and_builds_without_it()
    {
        var lines = Text("Backorders.Functions.sln").Split('\n');
        var project = Assert.Single(
            lines, line => line.Contains("Backorders.Functions.csproj", StringComparison.Ordinal));
        var id = project.Split('"')[^2];
        var configured = lines.Where(line => line.Contains($"{id}.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(configured);
        Assert.All(configured, line => Assert.Contains(".ActiveCfg =", line, StringComparison.Ordinal));
    }

    private static JsonNode Json(string path) => JsonNode.Parse(Text(path))!;

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root.FullName, path));
}
