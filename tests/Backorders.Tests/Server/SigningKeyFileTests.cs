using Backorders.Server.Settings;

namespace Backorders.Tests.Server;

public sealed class SigningKeyFileTests : IDisposable
{
    private const int Servers = 8;
    private const int Times = 50;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-key-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Servers_that_start_together_end_with_one_key()
    {
        for (var time = 0; time < Times; time++)
        {
            var data = folder.CreateSubdirectory($"{time}");
            using var together = new Barrier(Servers);

            var keys = await Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return Convert.ToHexString(SigningKeyFile.Open(data.FullName));
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Single(keys.Distinct());
            Assert.Equal([SigningKeyFile.Name], data.GetFiles().Select(file => file.Name));
        }
    }

    [Fact]
    public void A_key_whose_making_was_cut_short_is_made()
    {
        var path = Path.Combine(folder.FullName, SigningKeyFile.Name);
        File.WriteAllBytes(path, []);

        Assert.Equal(32, SigningKeyFile.Open(folder.FullName).Length);
        Assert.Equal(File.ReadAllBytes(path), SigningKeyFile.Open(folder.FullName));
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
