using Backorders.Server.Settings;

namespace Backorders.Server.Hosting;

/// <summary>Reads what the server alone is told, its addresses, and the settings of both heads.</summary>
public static class ReadServerOptions
{
    /// <param name="urls">From the command line, before the settings.</param>
    /// <param name="data">From the command line, before the settings.</param>
    public static ServerOptions From(string? urls, string? data) =>
        From(new ConfigurationBuilder().AddSettings().Build(), urls, data);

    public static ServerOptions From(IConfiguration settings, string? urls, string? data)
    {
        var listens = ReadUrls(
            SettingChecks.First(urls, settings["ASPNETCORE_URLS"], settings["Urls"], ServerOptions.DefaultUrl));
        var options = ReadOptions.From(settings, data);
        return new(listens, options.Development && options.PublicUrl is null
            ? options with { PublicUrl = OnThisMachine(listens[0]) }
            : options);
    }

    /// <summary>Where whoever develops opens the links of mails; null: the port is not known yet.</summary>
    private static Uri? OnThisMachine(string listens)
    {
        var url = new Uri(listens.Replace("//*", "//localhost").Replace("//+", "//localhost"));
        return url.Port == 0 ? null
            : url.IsLoopback ? url
            : new UriBuilder(Uri.UriSchemeHttp, "localhost", url.Port).Uri;
    }

    private static string[] ReadUrls(string urls) =>
        [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadUrl)];

    private static string ReadUrl(string url)
    {
        // * and + stand for every address of the machine, which Uri does not know.
        var known = url.Replace("//*", "//any").Replace("//+", "//any");
        if (!Uri.TryCreate(known, UriKind.Absolute, out var address) || address.PathAndQuery != "/")
        {
            throw new BadSettingException(
                "Urls", $"(--urls) must name addresses such as {ServerOptions.DefaultUrl}, not '{url}'.");
        }

        if (address.Scheme != Uri.UriSchemeHttp)
        {
            throw new BadSettingException(
                "Urls", $"(--urls) must begin with http://, not as in '{url}': put a proxy in front for https.");
        }

        // Two sockets, one per protocol, would take two different ports.
        return (address.Host, address.Port) != ("localhost", 0)
            ? url
            : throw new BadSettingException("Urls", "(--urls) must name a port, or http://127.0.0.1:0 for a free one.");
    }
}
