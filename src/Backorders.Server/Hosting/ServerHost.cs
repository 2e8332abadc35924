using Backorders.Api;
using Backorders.Embedded;
using Backorders.Pipeline;
using Backorders.Server.Adapters;
using Backorders.Server.Settings;

namespace Backorders.Server.Hosting;

/// <summary>Puts one process together: data, pipeline, API, queue workers and timers.</summary>
public static class ServerHost
{
    /// <summary>Every body of the contract; the API answers a longer one with 413.</summary>
    private const long MostBodyBytes = 1024 * 1024;

    /// <summary>Requests, then handlers, then background work: together no longer than this at a stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Outside of a replay both clocks are the machine's.</summary>
    public static readonly Clocks MachineClocks = new(TimeProvider.System, TimeProvider.System);

    /// <summary>Nothing runs before it is started; disposing it closes the data.</summary>
    public static async Task<WebApplication> Build(ServerOptions options, Clocks clocks)
    {
        var development = options.Backorders.Development;
        var builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = development ? Environments.Development : Environments.Production,
        });
        builder.Configuration.AddSettings();
        Listen(builder);
        WriteLogs(builder.Logging, builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration)?.AddRequests();
        AddServices(builder.Services, options.Backorders, clocks);

        var app = builder.Build();
        await app.Services.OpenAdapters(options.Backorders, CancellationToken.None);
        foreach (var url in options.Urls)
        {
            app.Urls.Add(url);
        }

        app.MapBackorders();
        if (development && app.Services.GetService<MailFolder>() is { } mails)
        {
            app.MapDevMail(mails);
        }

        return app;
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
    }

    /// <summary>Warnings and worse, a line each on stderr: stdout is for what a person asked for.</summary>
    private static void WriteLogs(ILoggingBuilder logging, ConfigurationManager settings)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddConfiguration(settings.GetSection("Logging"));

        // What keeps it from starting is thrown, and told by whoever started it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddServices(IServiceCollection services, BackordersOptions options, Clocks clocks)
    {
        services.AddBackorders(options, clocks);

        // Started in this order after the data is open; stopped backwards after the last request was answered.
        services.AddHostedService<QueueWorkers>();
        services.AddHostedService<SweepTimer>();
        services.AddHostedService<PlanTimer>();
    }
}
