using Backorders.Pipeline;

namespace Backorders.Server.Hosting;

/// <summary>The use cases of the pipeline; each takes the ports that it needs in its constructor.</summary>
internal static class PipelineServices
{
    public static void AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<TakeOrder>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<ShipOrder>();
        services.AddSingleton<ReadOrders>();
        services.AddSingleton<ManageStock>();
        services.AddSingleton<ReadStock>();
        services.AddSingleton<TakeShipmentNews>();
        services.AddSingleton<ReportWork>();
        services.AddSingleton<QueueHandlers>();
        services.AddSingleton<KeepPoison>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<Background>();
    }
}
