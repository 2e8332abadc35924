using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Adapters;
using Backorders.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Functions;

/// <summary>What the triggers are built from.</summary>
public static class FunctionsHost
{
    /// <summary>All that both heads share, and what leads a function to it; nothing is opened yet.</summary>
    public static IServiceCollection AddFunctions(this IServiceCollection services, BackordersOptions options) =>
        services
            .AddBackorders(options, new Clocks(TimeProvider.System, TimeProvider.System))
            .AddSingleton<HttpDoor>();

    /// <summary>
    /// A neighbour that is away does not take us away with it: the host gives a worker up that ends again and again.
    /// Callers are told 503, and messages come again.
    /// </summary>
    /// <exception cref="BadSettingException">A person has to change a setting.</exception>
    public static async Task OpenWhatAnswers(this IServiceProvider services, BackordersOptions options)
    {
        try
        {
            await services.OpenAdapters(options, CancellationToken.None);
        }
        catch (UnavailableException away)
        {
            await Console.Error.WriteLineAsync(away.Message);
        }
    }
}
