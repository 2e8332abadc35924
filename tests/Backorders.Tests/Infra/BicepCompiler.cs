using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Backorders.Tests.Infra;

/// <summary>The Bicep compiler from its NuGet package: nothing to install, no network once it is restored.</summary>
internal static class BicepCompiler
{
    /// <summary>A template takes a second or two; a busy machine gets its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it in the folder; answers all that it had to say, which is nothing when all is well.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error; the message is what it said.</exception>
    public static async Task<string> Run(
        string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(Executable(), words)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var bicep = Process.Start(start) ?? throw new InvalidOperationException("bicep did not start.");
        var said = await Task.WhenAll(bicep.StandardOutput.ReadToEndAsync(), bicep.StandardError.ReadToEndAsync())
            .WaitAsync(Limit, TimeProvider.System);
        await bicep.WaitForExitAsync(CancellationToken.None);
        var all = string.Concat(said).Trim();
        return bicep.ExitCode == 0 ? all : throw new InvalidOperationException($"bicep {words[0]}: {all}");
    }

    private static string Executable()
    {
        var path = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepCompiler").Value!;
        var here = $"{RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}";
        return OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64
            ? File.Exists(path) ? path : throw new InvalidOperationException($"The Bicep compiler is not at {path}.")
            : throw new InvalidOperationException(
                $"The templates in infra/ are checked on 64-bit Linux alone, this is {here}: the Bicep compiler that "
                + "the tests bring along runs nowhere else. The devcontainer is such a machine.");
    }
}
