using Backorders.Functions;
using Backorders.Server.Adapters;
using Backorders.Server.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    var settings = new ConfigurationBuilder().AddSettings().Build();
    var options = ReadOptions.ForFunctions(settings);
    builder.Services.AddFunctions(options);
    builder.Services.AddTelemetry(settings)?.UseFunctionsWorkerDefaults();
    using var host = builder.Build();
    await host.Services.OpenWhatAnswers(options);
    await host.RunAsync();
    return 0;
}
catch (BadSettingException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
