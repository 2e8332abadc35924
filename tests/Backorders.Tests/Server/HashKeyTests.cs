using Backorders.Server.Commands;

namespace Backorders.Tests.Server;

public sealed class HashKeyTests
{
    private const string HashOfDemoKey = "sha256:c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c";

    [Theory]
    [InlineData("demo-key", "")]
    [InlineData("-", "demo-key\n")]
    [InlineData("-", "demo-key")]
    public void The_hash_of_a_key_is_printed_as_the_settings_want_it(string key, string input)
    {
        var (exitCode, output, _) = Run(key, input);

        Assert.Equal((0, HashOfDemoKey), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("two words", "")]
    [InlineData("schlüssel", "")]
    public void A_key_that_no_header_could_carry_is_refused(string key, string input)
    {
        var (exitCode, output, error) = Run(key, input);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("A key travels in a header: use printable ASCII", error, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Run(string key, string input)
    {
        using StringWriter output = new(), error = new();
        using var reader = new StringReader(input);
        return (HashKey.Run(key, reader, output, error), output.ToString(), error.ToString());
    }
}
