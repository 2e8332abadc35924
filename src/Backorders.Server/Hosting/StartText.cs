using System.Reflection;
using Backorders.Server.Settings;

namespace Backorders.Server.Hosting;

/// <summary>What a server says when it has begun to listen: where everything is, and what to try first.</summary>
internal static class StartText
{
    private const string Order = """
        {"orderNumber": "WEB-1", "customer": {"email": "ada@example.com"}, "lines": [{"sku": "TV-55", "quantity": 3}]}
        """;

    public static string Version { get; } = typeof(StartText).Assembly.GetName().Version?.ToString(3)
        ?? throw new InvalidOperationException("the build gives every assembly a version");

    /// <param name="urls">Where it really listens, ports known.</param>
    public static string Of(BackordersOptions options, IEnumerable<string> urls)
    {
        var at = urls.Select(url => url.TrimEnd('/')).ToList();
        var demo = options.Shops == DemoShop.Directory;
        return $"""
            Backorders {Version} takes a shop's orders and answers for what it sold and does not have.
              listens  {string.Join(" and ", at)}
              data     {Whereabouts.OfStore(options)}
              queues   {Whereabouts.OfQueue(options)}
              mails    {MailsAt(options, at[0])}
              links    {Whereabouts.OfLinks(options)}
              shops    {ShopsOf(options, demo)}
            Give it two televisions and sell three (the second call may be repeated as often as you like):
            {PutStock(at[0], demo)}
            {PostOrder(at[0], demo)}
            Ctrl-C stops it; nothing is lost.

            """;
    }

    private static string MailsAt(BackordersOptions options, string url) =>
        Whereabouts.OfMail(options)
        + (options is { Development: true, Adapters.Mail: MailChoice.Folder } ? $" ({url}{DevMail.Path})" : "");

    private static string ShopsOf(BackordersOptions options, bool demo) => demo
        ? $"{DemoShop.Id}, to try it: key {DemoShop.Key}, supplier {DemoShop.Supplier}, its secret {DemoShop.Secret}"
        : string.Join(", ", options.Shops.All.Select(shop => shop.Id));

    private static string PutStock(string url, bool demo) =>
        Curl($"-X PUT {url}/api/stock/TV-55", demo, """{"onHand": 2, "countId": "first", "leadTimeDays": 14}""");

    private static string PostOrder(string url, bool demo) => Curl($"{url}/api/orders", demo, Order);

    private static string Curl(string what, bool demo, string body) =>
        $"  curl {what} -H 'Authorization: Bearer {(demo ? DemoShop.Key : "YOUR-KEY")}' "
        + $"-H 'Content-Type: application/json' -d '{body}'";
}
