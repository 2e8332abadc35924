using System.CommandLine;
using System.Net.Sockets;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Microsoft.AspNetCore.Connections;

namespace Backorders.Server.Commands;

/// <summary>The root command: serves until it is stopped, then drains and ends with 0.</summary>
internal static class Serve
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen, several separated by ; (or the setting ASPNETCORE_URLS); "
            + $"{ServerOptions.DefaultUrl} unless given.",
        HelpName = "urls",
    };

    private static readonly Option<string> Data = DataOption();

    /// <summary>Commands that open the data each have one: it means the same everywhere.</summary>
    public static Option<string> DataOption() => new("--data")
    {
        Description = "The folder that holds all data (or the setting Data); "
            + $"{BackordersOptions.DefaultDataFolder} unless given.",
        HelpName = "folder",
    };

    public static RootCommand Command()
    {
        var serve = new RootCommand(
            "Backorders takes a shop's orders and answers for what it sold and does not have. "
            + "Without a command it serves; shops, keys and suppliers are settings, which README.md lists.")
        {
            Urls, Data,
        };
        serve.SetAction((call, _) => Run(call.GetValue(Urls), call.GetValue(Data)));
        return serve;
    }

    private static async Task<int> Run(string? urls, string? data)
    {
        var options = ReadServerOptions.From(urls, data);
        await using var app = await ServerHost.Build(options, ServerHost.MachineClocks);
        await Start(app, options);
        await Console.Out.WriteAsync(StartText.Of(options.Backorders, app.Urls));
        await app.WaitForShutdownAsync();
        await Console.Out.WriteAsync(StopText.Of(app.Services));
        return 0;
    }

    private static async Task Start(WebApplication app, ServerOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw CannotListen(options, "is taken: stop the program that listens there or choose another address", e);
        }
        catch (SocketException e)
        {
            throw CannotListen(options, $"cannot be listened on ({e.SocketErrorCode}): choose another address", e);
        }
    }

    private static BadSettingException CannotListen(ServerOptions options, string why, Exception e) =>
        new("Urls", $"(--urls) names {string.Join(" and ", options.Urls)}, which {why}.", e);
}
