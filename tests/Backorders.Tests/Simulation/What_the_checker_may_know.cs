using System.Text.RegularExpressions;

namespace Backorders.Tests.Simulation;

public sealed partial class What_the_checker_may_know
{
    [Theory]
    [InlineData("Checker")]
    [InlineData("Naive")]
    public void Nothing_of_the_product(string folder)
    {
        var files = Repository.Root.GetDirectories($"tests/Backorders.Simulation/{folder}").Single().GetFiles("*.cs");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Product(), File.ReadAllText(file.FullName)));
    }

    [GeneratedRegex(@"Backorders\.(?!Simulation\b)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Product();
}
