using Backorders.Pipeline;
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
}
