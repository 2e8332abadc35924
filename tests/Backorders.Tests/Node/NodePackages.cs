using System.ComponentModel;
using System.Diagnostics;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Node;

/// <summary>
/// What the tests run on Node.js: the packages of <c>tests/package.json</c> in the versions of its lock file, installed
/// by npm when they are absent or older than that.
/// </summary>
internal static class NodePackages
{
    private const string WhatIsMissing =
        "Some tests talk to Azurite and to an SMTP server, which run on Node.js: install Node.js 20 or later with npm.";

    /// <summary>A download of some hundred packages; another run of the tests may be at it.</summary>
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private static readonly Lazy<Task<string>> Once = new(Install);

    /// <summary>The folder in which the packages can be found, once they are there.</summary>
    public static Task<string> Ready() => Once.Value;

    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(WhatIsMissing, missing);
        }
    }

    private static async Task<string> Install()
    {
        var folder = Path.Combine(Repository.Root.FullName, "tests");
        await using var mine = await OneAtATime(folder);
        if (!AreInstalled(folder))
        {
            await Npm(folder);
        }

        return folder;
    }

    /// <summary>npm writes its own copy of the lock file when it has installed everything else.</summary>
    private static bool AreInstalled(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc;
    }

    /// <summary>Two runs of the tests in one clone must not install into the same folder.</summary>
    private static async Task<FileStream> OneAtATime(string folder)
    {
        var path = Path.Combine(folder, "Backorders.Tests", "obj", "npm.lock");
        FileStream? file = null;
        await Patience.Until(InstallLimit, () => Task.FromResult(TryOpen(path, out file)), () => $"{path} is taken.");
        return file!;
    }

    private static bool TryOpen(string path, out FileStream? file)
    {
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            file = null;
            return false;
        }
    }

    private static async Task Npm(string folder)
    {
        using var npm = Start(new("npm", ["ci", "--loglevel=error"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync())
            .WaitAsync(InstallLimit, TimeProvider.System);
        await npm.WaitForExitAsync(CancellationToken.None);
        Assert.True(npm.ExitCode == 0, $"npm ci in {folder} ended with {npm.ExitCode}:\n{string.Concat(said)}");
    }
}
