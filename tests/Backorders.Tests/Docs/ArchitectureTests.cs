using System.Text.RegularExpressions;

namespace Backorders.Tests.Docs;

/// <summary>What docs/architecture.md says about the code is true.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly DirectoryInfo Root = Repository.Root;

    [Fact]
    public void Every_invariant_names_tests_that_exist()
    {
        var tests = typeof(ArchitectureTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => method.Name).Append(type.Name))
            .ToHashSet(StringComparer.Ordinal);
        var invariants = Text("docs/architecture.md").Split('\n').Where(line => Invariant().IsMatch(line)).ToList();

        Assert.NotEmpty(invariants);
        Assert.All(invariants, invariant =>
        {
            var named = Test().Matches(invariant).Select(match => match.Value).ToList();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(tests));
        });
    }

    [Theory]
    [InlineData("Ledger")]
    [InlineData("Orders")]
    [InlineData("Supply")]
    [InlineData("Notices")]
    [InlineData("Prevention")]
    public void A_room_that_decides_waits_for_nothing_and_knows_no_clock(string room)
    {
        foreach (var file in Root.GetDirectories($"src/Backorders/{room}").Single().GetFiles("*.cs"))
        {
            var code = File.ReadAllText(file.FullName);
            Assert.False(Impure().IsMatch(code), $"{file.Name}: {Impure().Match(code).Value}");
        }
    }

    [Theory]
    [InlineData("src/Backorders", "Azure|Sqlite|SQLite|AspNetCore|Backorders\\.(Api|Embedded|Server)")]
    [InlineData("src/Backorders.Api", "Sqlite|Backorders\\.(Embedded|Server)")]
    [InlineData("src/Backorders.Functions", "Sqlite|Backorders\\.(Azure|Embedded|Server\\.Hosting)")]
    [InlineData("src/Backorders.Azure", "Sqlite|AspNetCore|Backorders\\.(Api|Embedded|Server)")]
    [InlineData("src/Backorders.Embedded", "AspNetCore|Backorders\\.(Api|Server)")]
    [InlineData("src/Backorders.Server/Settings", "CommandLine|AspNetCore|Spectre|Server\\.(Hosting|Commands)")]
    [InlineData("src/Backorders.Server/Adapters", "CommandLine|AspNetCore|Spectre|Server\\.(Hosting|Commands)")]
    public void A_room_refers_to_nothing_that_it_may_not_know(string project, string forbidden)
    {
        foreach (var file in CodeIn(project))
        {
            Assert.DoesNotMatch($@"(?m)^using [\w.]*({forbidden})", File.ReadAllText(file.FullName));
        }
    }

    [Fact]
    public void Every_file_and_every_line_can_be_taken_in_at_a_glance()
    {
        const int longestLine = 120;
        const int longestFile = 280;
        Assert.All(new[] { "src", "tests" }.SelectMany(CodeIn), file =>
        {
            var lines = File.ReadAllLines(file.FullName);
            Assert.InRange(lines.Length, 0, longestFile);
            Assert.DoesNotContain(lines, line => line.Length > longestLine);
        });
    }

    [Fact]
    public void What_is_bound_to_Azure_stays_under_1500_lines()
    {
        const int limit = 1_500;
        var lines = CodeIn("src/Backorders.Azure").Sum(file => File.ReadAllLines(file.FullName).Length);
        Assert.InRange(lines, 1, limit - 1);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/deploy.md")]
    public void No_link_of_the_documents_leads_nowhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root.FullName, document))!;

        Assert.All(
            Link().Matches(Text(document)).Select(link => link.Groups["to"].Value),
            to => Assert.True(Path.Exists(Path.Combine(folder, to)), to));
    }

    private static IEnumerable<FileInfo> CodeIn(string folder) =>
        Root.GetDirectories(folder).Single().GetFiles("*.cs", SearchOption.AllDirectories)
            .Where(file => !file.FullName.Contains("/obj/", StringComparison.Ordinal));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    [GeneratedRegex(@"^\| \d+ \|", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invariant();

    [GeneratedRegex(@"(?<=`)\w+_\w+(?=`)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(
        @"\basync\b|\bawait\b|TimeProvider|Backorders\.Pipeline|\bIStore\b|\bIWorkQueue\b", RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Impure();

    [GeneratedRegex(
        @"\]\((?<to>(?!https?:)[^)#]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
