using System.Security.Cryptography;

namespace Backorders.Server.Settings;

/// <summary>
/// The key that signs cursors and links when none is set: made once, kept in the data folder, for its owner's eyes
/// only. Processes that start on one folder at the same moment end with the same key.
/// </summary>
public static class SigningKeyFile
{
    public const string Name = "signing.key";

    private const int Bytes = 32;

    /// <summary>Another process makes the key in milliseconds, on a busy disk in a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="BadSettingException">There is a file, but no key in it, or it cannot be opened.</exception>
    public static byte[] Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        byte[]? key = null;
        Exception? reason = null;

        // No other process takes a right away for a moment: waiting would not help.
        SpinWait.SpinUntil(
            () => (key = Try(path, out reason)) is not null || reason is UnauthorizedAccessException, Patience);
        if (key is null)
        {
            throw new BadSettingException(
                path, "cannot be opened: see that it is its owner's, and that the owner runs this.", reason);
        }

        return key.Length == Bytes
            ? key
            : throw new BadSettingException(
                path, $"must hold {Bytes} bytes: bring it back from a backup, or delete it and lose the links sent.");
    }

    /// <returns>Null: another has it in hand, or for the reason given.</returns>
    private static byte[]? Try(string path, out Exception? reason)
    {
        reason = null;
        try
        {
            return Read(path) ?? Make(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e;
            return null;
        }
    }

    private static byte[]? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.Length == 0 ? null : Read(file);
    }

    /// <summary>
    /// Whoever has the file to himself and finds it empty writes the key, at once and as a whole. To write it aside and
    /// rename it would not do: of two that find no file, the later one replaces what the first has read.
    /// </summary>
    private static byte[] Make(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        if (file.Length == 0)
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
            file.Position = 0;
        }

        return Read(file);
    }

    private static byte[] Read(FileStream file)
    {
        var key = new byte[Math.Min(file.Length, Bytes + 1)];
        file.ReadExactly(key);
        return key;
    }
}
