namespace Backorders.Server.Settings;

/// <summary>The folder that holds all data of an installation: it names customers, so it is its owner's only.</summary>
public static class DataFolder
{
    /// <summary>What names it, as a setting and on the command line.</summary>
    public const string Setting = "Data (--data)";

    /// <summary>Makes sure that it is there and can be written to.</summary>
    public static void Prepare(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(
                    folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            using var probe = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None,
                bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadSettingException(
                Setting, $"names {folder}, which cannot be written to: choose a folder of your own.", e);
        }
    }
}
