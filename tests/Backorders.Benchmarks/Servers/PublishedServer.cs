using System.Diagnostics;

namespace Backorders.Benchmarks.Servers;

/// <summary>A Release build of the server, as it would be installed.</summary>
internal sealed class PublishedServer : IDisposable
{
    private const string Solution = "Backorders.Functions.sln";
    private readonly DirectoryInfo? made;

    private PublishedServer(string program, DirectoryInfo? made)
    {
        Program = program;
        this.made = made;
    }

    /// <summary>The .dll or the binary.</summary>
    public string Program { get; }

    /// <summary>The given one, or one published into a temporary folder that lives as long as this.</summary>
    public static async Task<PublishedServer> Find(FileInfo? given, CancellationToken cancellationToken)
    {
        if (given is not null)
            return new PublishedServer(given.FullName, null);
        var folder = Directory.CreateTempSubdirectory("backorders-published-");
        var project = Path.Combine(Root(), "src", "Backorders.Server");
        using var publish = Process.Start(
            "dotnet", ["publish", project, "-c", "Release", "-v", "quiet", "-o", folder.FullName]);
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
            throw new InvalidOperationException("The server does not publish; see above.");
        var binary = Path.Combine(folder.FullName, "Backorders.Server" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return new PublishedServer(binary, folder);
    }

    public ProcessStartInfo StartInfo() => Program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
        ? new ProcessStartInfo("dotnet", [Program])
        : new ProcessStartInfo(Program);

    public void Dispose() => made?.Delete(recursive: true);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no {Solution} above; name a published server with --server.");
    }
}
