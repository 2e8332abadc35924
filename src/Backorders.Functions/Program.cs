using Backorders.Functions;
using Backorders.Pipeline.Ports;
using Backorders.Server.Adapters;
using Backorders.Server.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    var options = ReadOptions.ForFunctions(builder.Configuration);
    builder.Services.AddFunctions(options);
    builder.Services.AddTelemetry(builder.Configuration)?.UseFunctionsWorkerDefaults();
    using var host = builder.Build();
    await host.Services.OpenAdapters(options, CancellationToken.None);
    await host.RunAsync();
    return 0;
}
catch (Exception e) when (e is BadSettingException or UnavailableException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
