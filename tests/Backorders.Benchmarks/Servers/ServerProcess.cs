using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Backorders.Benchmarks.Driving;

namespace Backorders.Benchmarks.Servers;

/// <summary>A server of one's own: the published build, in Production, on a loopback port.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private ServerProcess(Process process, IPEndPoint address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    public IPEndPoint Address { get; }

    /// <summary>What the process took of its cores, and how much memory it holds.</summary>
    public ProcessUse Use => ProcessUse.Read(process.Id);

    /// <summary>Starts the process and comes back at once, before it listens.</summary>
    public static ServerProcess Launch(PublishedServer published, string folder, IPEndPoint address)
    {
        var start = published.StartInfo();
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add($"http://{address}");
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(folder);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        var server = new ServerProcess(
            Process.Start(start) ?? throw new InvalidOperationException("The server did not start."), address);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Starts the process on a free port and comes back when it answers.</summary>
    public static async Task<ServerProcess> Start(
        PublishedServer published, string folder, CancellationToken cancellationToken)
    {
        var server = Launch(published, folder, FreeAddress());
        await server.Listening(cancellationToken);
        return server;
    }

    /// <summary>Runs one of the server's other commands to its end.</summary>
    public static async Task Run(
        PublishedServer published, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = published.StartInfo();
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        using var command = Process.Start(start)
            ?? throw new InvalidOperationException($"{arguments[0]} did not start.");
        var output = await command.StandardOutput.ReadToEndAsync(cancellationToken);
        await command.WaitForExitAsync(cancellationToken);
        if (command.ExitCode != 0)
            throw new WrongAnswerException($"{arguments[0]} ended with {command.ExitCode}: {output}");
    }

    public static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    /// <summary>Comes back as soon as a connection is taken.</summary>
    public async Task Listening(CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var connection = new Connection(Address);
                return;
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
            catch (SocketException away)
            {
                throw new InvalidOperationException($"The server does not listen:\n{LastWords()}", away);
            }
        }
    }

    /// <summary>Asks the process to end, and returns what it counted while it ran; null when it did not say.</summary>
    public async Task<StoreUse?> Stop(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, TimeProvider.System, cancellationToken);
        if (process.ExitCode != 0)
            throw new WrongAnswerException($"the server ended with {process.ExitCode}:\n{LastWords()}");
        return said.Select(StoreUse.Find).LastOrDefault(use => use is not null);
    }

    /// <summary>Ends the process between two instructions, as a power cut would.</summary>
    public async Task Kill(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private static Dictionary<string, string> Settings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["RateLimits__PerKeyPerSecond"] = "0",
        [$"Shops__{Requests.Shop}__Name"] = "The bench",
        [$"Shops__{Requests.Shop}__ApiKeys__0__Hash"] = Hash(Requests.ShopKey),
        [$"Shops__{Requests.Shop}__ApiKeys__0__Role"] = "shop",
        [$"Shops__{Requests.Shop}__ApiKeys__1__Hash"] = Hash(Requests.OperatorKey),
        [$"Shops__{Requests.Shop}__ApiKeys__1__Role"] = "operator",
        [$"Shops__{Requests.Shop}__Suppliers__{Requests.Supplier}__Secrets__0"] = Requests.Secret,
    };

    private static string Hash(string key) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private void Hear(string? line)
    {
        const int remembered = 200;
        if (line is null)
            return;
        said.Enqueue(line);
        if (said.Count > remembered)
            said.TryDequeue(out _);
    }

    private string LastWords() => string.Join('\n', said.TakeLast(20));
}
