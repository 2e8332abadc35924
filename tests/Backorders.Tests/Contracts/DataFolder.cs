using Backorders.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backorders.Tests.Contracts;

/// <summary>A new data folder for a test, deleted after it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-test-");

    public string Path => folder.FullName;

    public EmbeddedOptions Options => new(Path) { Durability = Durability.ProcessCrash };

    public SqliteDatabase Open() => Open(Options);

    public static SqliteDatabase Open(EmbeddedOptions options) => SqliteDatabase.Open(options, NullLogger.Instance);

    public void Dispose() => folder.Delete(recursive: true);
}
