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

    public static byte[] Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length == Bytes
            ? key
            : throw new BadSettingException(
                path, $"must hold {Bytes} bytes: bring it back from a backup, or delete it and lose the links sent.");
    }

    /// <summary>Written aside and then given its name, which only the first of several succeeds in.</summary>
    private static void Create(string path)
    {
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
