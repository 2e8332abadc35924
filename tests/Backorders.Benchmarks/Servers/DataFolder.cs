using System.Text.RegularExpressions;

namespace Backorders.Benchmarks.Servers;

/// <summary>A data folder of the server's, thrown away afterwards.</summary>
internal sealed partial class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-bench-");

    public string Path => folder.FullName;

    /// <summary>How many mails were written to each address; a mail is a file, an order has its own address.</summary>
    public IReadOnlyDictionary<string, int> MailsByAddress() =>
        Directory.EnumerateFiles(Path, "*.eml", SearchOption.AllDirectories)
            .CountBy(file => Addressee().Match(File.ReadAllText(file)).Value)
            .ToDictionary();

    public void Dispose() => folder.Delete(recursive: true);

    [GeneratedRegex("[A-Z]+-[0-9]+(?=@example[.]com)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addressee();
}
