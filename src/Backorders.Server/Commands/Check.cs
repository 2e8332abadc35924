using System.CommandLine;
using Backorders.Server.Adapters;
using Backorders.Server.Checks;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;

namespace Backorders.Server.Commands;

/// <summary><c>check</c>: before a start, and when something does not work and nobody knows what.</summary>
internal static class Check
{
    /// <summary>For each look.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly Option<string> Data = Serve.DataOption();

    public static Command Command()
    {
        var check = new Command(
            "check",
            "Connects to everything that the settings name and says what works, what does not, why, and what to do. "
            + "Sends no mail and prints no secret. Ends with 0 when all is well, 1 when something does not work, "
            + "2 when a setting is bad.")
        {
            Data,
        };
        check.SetAction((call, _) => Run(
            ReadOptions.From(new ConfigurationBuilder().AddSettings().Build(), call.GetValue(Data)), Console.Out));
        return check;
    }

    internal static async Task<int> Run(BackordersOptions options, TextWriter output)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddAdapters(options.Adapters, options.DataFolder, ServerHost.MachineClocks)
            .BuildServiceProvider();
        var inspection = new Inspection(options, services, Limit, TimeProvider.System);
        var (looks, troubles) = (0, 0);
        await foreach (var finding in inspection.Run())
        {
            looks++;
            troubles += finding.Trouble is null ? 0 : 1;
            await output.WriteAsync(finding.ToText());
        }

        await output.WriteLineAsync(troubles == 0 ? "All is well." : $"{troubles} of {looks} do not work.");
        return troubles == 0 ? 0 : 1;
    }
}
