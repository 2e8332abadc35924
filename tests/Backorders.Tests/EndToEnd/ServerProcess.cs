using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Backorders.Tests.EndToEnd;

/// <summary>
/// The real server as a process of its own, with its data in one folder: started, killed, stopped and started again
/// as an operator would. Two may share a folder. It is the build that lies beside the tests.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly StringBuilder output = new();
    private Process? process;

    /// <summary>No file of the process grows beyond so much; null: as far as the disk goes.</summary>
    private readonly int? mostFileKilobytes;

    private ServerProcess(string dataFolder, IReadOnlyDictionary<string, string> settings, int? mostFileKilobytes)
    {
        this.mostFileKilobytes = mostFileKilobytes;
        DataFolder = dataFolder;
        this.settings = settings;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    /// <summary>The same after every restart.</summary>
    public Uri Address { get; }

    public string DataFolder { get; }

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <param name="settings">Environment variables; none: the Development defaults with the shop <c>demo</c>.</param>
    public static async Task<ServerProcess> Start(
        TempFolder folder, IReadOnlyDictionary<string, string>? settings = null, int? mostFileKilobytes = null)
    {
        var server = new ServerProcess(
            folder.Path, settings ?? new Dictionary<string, string>(), mostFileKilobytes);
        try
        {
            await server.StartAgain();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on the same folder and address, and waits until it says that it is well.</summary>
    public async Task StartAgain()
    {
        var start = new ProcessStartInfo(mostFileKilobytes is null ? "dotnet" : "bash")
        {
            UseShellExecute = false,
            WorkingDirectory = DataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (string[])[
            .. Limits(), ServerDll(), "--urls", Address.ToString(), "--data", DataFolder])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        if (mostFileKilobytes is not null)
        {
            // The runtime's own machine code would otherwise count as a file.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilWell();
    }

    /// <summary>Lets it and its callers work for a while: where that cuts them off is chance, by intention.</summary>
    public Task WorkFor(TimeSpan time) =>
        Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: the process has no chance to put anything in order.</summary>
    public async Task Kill()
    {
        Running.Kill();
        await Running.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as Ctrl-C or an orchestrator would; answers the exit code.</summary>
    public async Task<int> Stop()
    {
        using var signal = Process.Start("kill", ["-TERM", Running.Id.ToString()]);
        await signal.WaitForExitAsync(CancellationToken.None);
        await Running.WaitForExitAsync(CancellationToken.None).WaitAsync(StopLimit, TimeProvider.System);
        return Running.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await Kill();
        }

        process?.Dispose();
    }

    private Process Running => process ?? throw new InvalidOperationException("The server was never started.");

    /// <summary>Words for a shell that limits itself and then becomes the server, under the same process id.</summary>
    private string[] Limits() => mostFileKilobytes is { } most
        ? ["-c", $"trap '' XFSZ; ulimit -f {most}; exec dotnet \"$@\"", "server"]
        : [];

    private static string ServerDll()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Backorders.Server.dll");
        Assert.True(File.Exists(path), $"The built server is not beside the tests: {path}");
        return path;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilWell()
    {
        using var http = new HttpClient { BaseAddress = Address };
        await Patience.Until(StartLimit, async () =>
        {
            Assert.False(Running.HasExited, $"The server ended at its start:\n{Output}");
            try
            {
                using var answer = await http.GetAsync("/healthz", TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // Not listening yet.
            }
        }, () => $"The server was not well in time:\n{Output}");
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
