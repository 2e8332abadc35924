namespace Backorders.Tests.EndToEnd;

/// <summary>A folder that lasts as long as its test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("backorders-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
