using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Backorders.Tests.Node;

/// <summary>A server on Node.js that listens on a free port of the loopback and says where.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>Should the tests be killed, their end of its input closes, and it ends too.</summary>
    private const string EndsWithUs = "--require=./end-with-the-tests.cjs";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process) => this.process = process;

    /// <summary>Where it listens, as it said itself.</summary>
    public Uri Address { get; private set; } = null!;

    /// <param name="script">Below <c>tests/</c>.</param>
    /// <param name="listens">Finds the line that says where it listens; its group <c>address</c> is the URI.</param>
    public static async Task<NodeProcess> Start(
        string script, IReadOnlyList<string> arguments, Regex listens, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("node", [EndsWithUs, script, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = await NodePackages.Ready(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(NodePackages.Start(start));
        node.process.OutputDataReceived += (_, line) => node.Keep(line.Data, listens);
        node.process.ErrorDataReceived += (_, line) => node.Keep(line.Data, listens);
        node.process.BeginOutputReadLine();
        node.process.BeginErrorReadLine();
        try
        {
            node.Address = await node.address.Task.WaitAsync(StartLimit, TimeProvider.System);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: it has no chance to put anything in order.</summary>
    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Keep(string? line, Regex listens)
    {
        lock (output)
        {
            output.AppendLine(line);
            if (line is null)
            {
                address.TrySetException(new InvalidOperationException($"The server ended at its start:\n{output}"));
            }
            else if (listens.Match(line) is { Success: true } found)
            {
                address.TrySetResult(new Uri(found.Groups["address"].Value));
            }
        }
    }
}
