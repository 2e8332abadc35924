using Backorders.Api.Document;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Notices;
using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Purchasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Backorders.Api;

/// <summary>What a head sets for the API.</summary>
/// <param name="SigningKey">Signs cursors; at least 16 bytes that stay the same over restarts.</param>
/// <param name="RequestsPerKeyPerSecond">What a key may ask a second; null or 0: as much as it likes.</param>
public sealed record ApiSettings(ReadOnlyMemory<byte> SigningKey, int? RequestsPerKeyPerSecond)
{
    /// <summary>What an address may ask of customers' pages a second; null or 0: as much as it likes.</summary>
    public int? PagesPerAddressPerSecond { get; init; }
}

/// <summary>How a head puts the API together: AddPipeline, AddBackordersApi, MapBackorders.</summary>
public static class Composition
{
    private const int MinKeyBytes = 16;

    /// <summary>
    /// The use cases. The head brings IStore, IWorkQueue, IMailer, <see cref="Clocks"/> and
    /// <see cref="ShopDirectory"/>, <see cref="MailPaceLimits"/> for a provider that counts,
    /// <see cref="CustomerLinks"/> for mails with links, <see cref="PlanTime"/> for plans at another hour and
    /// <see cref="WebhookOptions"/> for development.
    /// </summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(MailPaceLimits.None);
        services.TryAddSingleton(CustomerLinks.None);
        services.TryAddSingleton(PlanTime.Default);
        services.TryAddSingleton(WebhookOptions.Strict);
        services.TryAddSingleton(provider => WebhookTransport.Guarded(provider.GetRequiredService<WebhookOptions>()));
        return services.AddUseCases();
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<Traffic>()
        .AddSingleton<Turns>()
        .AddSingleton<PoolReads>()
        .AddSingleton<PoolCommits>()
        .AddSingleton<OrderStore>()
        .AddSingleton<ShipmentStore>()
        .AddSingleton<Wakes>()
        .AddSingleton<Background>()
        .AddSingleton<FinishOrder>()
        .AddSingleton<ChangeOrder>()
        .AddSingleton<ApplyShipmentNews>()
        .AddSingleton<ReconcilePool>()
        .AddSingleton<LookAtOrder>()
        .AddSingleton<MailPace>()
        .AddSingleton<MailsInHand>()
        .AddSingleton<CallNotices>()
        .AddSingleton<CloseNotice>()
        .AddSingleton<NotifyCustomer>()
        .AddSingleton<TakeOrder>()
        .AddSingleton<CancelOrder>()
        .AddSingleton<ShipOrder>()
        .AddSingleton<ChooseByLink>()
        .AddSingleton<ReadOrders>()
        .AddSingleton<ManageStock>()
        .AddSingleton<ReadStock>()
        .AddSingleton<DemandStore>()
        .AddSingleton<CountDemand>()
        .AddSingleton<ImportDemand>()
        .AddSingleton<ReadDemand>()
        .AddSingleton<TakeShipmentNews>()
        .AddSingleton<SupplierItems>()
        .AddSingleton<SupplierFactsStore>()
        .AddSingleton<LearnSuppliers>()
        .AddSingleton<PurchaseOrders>()
        .AddSingleton<ManagePurchases>()
        .AddSingleton<ProposePurchases>()
        .AddSingleton<ReviewPurchases>()
        .AddSingleton<CallSupplier>()
        .AddSingleton<MailPurchaseOrder>()
        .AddSingleton<SendPurchaseOrder>()
        .AddSingleton<PlanStore>()
        .AddSingleton<PlannedSuppliers>()
        .AddSingleton<AnalyseShop>()
        .AddSingleton<PlanShop>()
        .AddSingleton<PublishPlan>()
        .AddSingleton<PlanReplenishment>()
        .AddSingleton<ReadReplenishment>()
        .AddSingleton<ReadReports>()
        .AddSingleton<ReportWork>()
        .AddSingleton<IntakeProblems>()
        .AddSingleton<TakeQueuedOrder>()
        .AddSingleton<QueuedOrderTaker>(provider => provider.GetRequiredService<TakeQueuedOrder>().Run)
        .AddSingleton<QueueHandlers>()
        .AddSingleton<KeepPoison>()
        .AddSingleton<KeptPoison>()
        .AddSingleton<TriggeredWork>()
        .AddSingleton<Sweep>();

    /// <exception cref="ArgumentException">The signing key is too short.</exception>
    public static IServiceCollection AddBackordersApi(this IServiceCollection services, ApiSettings settings)
    {
        if (settings.SigningKey.Length < MinKeyBytes)
            throw new ArgumentException($"The signing key needs at least {MinKeyBytes} bytes.", nameof(settings));
        return services
            .AddSingleton<DescribedApi>()
            .AddSingleton(settings)
            .AddSingleton(new SignedCursor(settings.SigningKey))
            .AddSingleton<KeyRing>()
            .AddSingleton<Visitors>()
            .AddSingleton<Entrance>();
    }

    /// <summary>Maps every route of <see cref="Routes"/>, and answers what no route wants.</summary>
    public static WebApplication MapBackorders(this WebApplication app)
    {
        var entrance = app.Services.GetRequiredService<Entrance>();
        var log = app.Services.GetRequiredService<ILogger<Entrance>>();
        app.Use(next => http => Edge.Guard(http, next, log));
        foreach (var route in Routes.All)
        {
            app.MapMethods(route.Template, [route.Method], (RequestDelegate)(http => Serve(entrance, route, http)))
                .WithDisplayName(route.Name);
        }

        app.Map($"{ReferencePage.Address}/{{**rest}}", new ReferencePage(app.Services).Show);
        return app;
    }

    private static async Task Serve(Entrance entrance, ApiRoute route, HttpContext http) =>
        await (await entrance.Answer(route, http)).ExecuteAsync(http);
}
