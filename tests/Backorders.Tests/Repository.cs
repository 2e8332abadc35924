namespace Backorders.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class Repository
{
    public static readonly DirectoryInfo Root = Find();

    private static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Backorders.Functions.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("The tests run from inside the repository.");
    }
}
