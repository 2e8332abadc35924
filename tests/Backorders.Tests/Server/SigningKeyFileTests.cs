using Backorders.Server.Settings;

namespace Backorders.Tests.Server;

public sealed class SigningKeyFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-key-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Servers_that_start_together_end_with_one_key()
    {
        var stop = TestContext.Current.CancellationToken;

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => Task.Run(() => Convert.ToHexString(SigningKeyFile.Open(folder.FullName)), stop)));

        Assert.Single(keys.Distinct());
        Assert.Equal([SigningKeyFile.Name], folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void Only_its_owner_may_read_the_key()
    {
        SigningKeyFile.Open(folder.FullName);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder.FullName, SigningKeyFile.Name)));
        }
    }

    [Fact]
    public void A_damaged_key_is_named_and_never_replaced()
    {
        var path = Path.Combine(folder.FullName, SigningKeyFile.Name);
        File.WriteAllBytes(path, [1, 2, 3]);

        var refusal = Assert.Throws<BadSettingException>(() => SigningKeyFile.Open(folder.FullName));

        Assert.StartsWith($"{path} must hold 32 bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }
}
