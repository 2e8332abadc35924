namespace Backorders.Tests.EndToEnd;

/// <summary>
/// Where a server is at home, and others beside it: a folder and settings that say where its data is. Nothing of it is
/// shared with other tests.
/// </summary>
internal sealed class Premises : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly IReadOnlyList<IAsyncDisposable> services;

    public Premises(IReadOnlyDictionary<string, string> settings, params IReadOnlyList<IAsyncDisposable> services) =>
        (this.settings, this.services) = (settings, services);

    /// <summary>The defaults: everything in the folder.</summary>
    public static Task<Premises> Embedded() => Task.FromResult(new Premises(new Dictionary<string, string>()));

    public Task<ServerProcess> Start() => ServerProcess.Start(folder, settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }

        folder.Dispose();
    }
}
