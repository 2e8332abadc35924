using Backorders.Server.Settings;

namespace Backorders.Tests.Server;

/// <summary>The command <c>check</c>: what it says, and what it ends with.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-check-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Whoever_keeps_everything_in_the_data_folder_is_told_that_all_is_well()
    {
        var data = Path.Combine(folder.FullName, "new");

        var (exitCode, text) = await Check(data);

        Assert.Equal(
            $"""
            shops  ok     north: 1 key, no suppliers
            data   ok     {data}
            key    ok     {Path.Combine(data, "signing.key")}
            store  ok     {Path.Combine(data, "backorders.db")}
            queue  ok     {Path.Combine(data, "backorders.db")}
            mail   ok     {Path.Combine(data, "mails")}
            All is well.

            """,
            text);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task What_does_not_work_is_told_with_what_to_do_and_keeps_nothing_else_from_being_looked_at()
    {
        var database = Path.Combine(folder.FullName, "backorders.db");
        await File.WriteAllTextAsync(database, new string('x', 8192), TestContext.Current.CancellationToken);

        var (exitCode, text) = await Check(folder.FullName);

        Assert.Contains($"store  FAILS  {database}", text, StringComparison.Ordinal);
        Assert.Contains($"              {database} is no database that can be opened.", text, StringComparison.Ordinal);
        Assert.Contains("              Correct Data, or mend what it names.", text, StringComparison.Ordinal);
        Assert.Contains("mail   ok     ", text, StringComparison.Ordinal);
        Assert.EndsWith($"2 of 6 do not work.{Environment.NewLine}", text, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    private static async Task<(int ExitCode, string Text)> Check(string data, params string[] settings)
    {
        using var output = new StringWriter();
        var options = ReadOptions.From(GivenSettings.Of(settings), data);
        return (await Backorders.Server.Commands.Check.Run(options, output), output.ToString());
    }
}
