using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backorders.Notices;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Bugs;

internal sealed class GetThatActs : Bug
{
    public override string Name => "a GET of an order cancels it";

    public override HttpAsk OnAsk(HttpAsk ask) => ask.Route == "GetOrder"
        ? ask with { Route = "CancelOrder", Body = Encoding.UTF8.GetBytes("{}") }
        : ask;
}

internal sealed class LinkThatActsWhenOpened : Bug
{
    public override string Name => "a GET of a customer's link cancels";

    public override HttpAsk? Beside(HttpAsk ask) => ask.Route == "CustomerPage"
        ? ask with { Route = "CustomerChoice", Body = Encoding.UTF8.GetBytes("choice=cancel") }
        : null;
}

internal sealed class LinkOfAnyShop : Bug
{
    private const int MacBytes = 32;

    public override string Name => "a link of another shop works";

    public override HttpAsk OnAsk(HttpAsk ask) => ask.Route is "CustomerPage" or "CustomerChoice"
        ? ask with { Place = new Dictionary<string, string> { ["token"] = SignedAgain(ask.Place["token"]) } }
        : ask;

    private static string SignedAgain(string token)
    {
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token).AsSpan(MacBytes)).Split('\n');
        if (CustomerLink.Open(token, World.LinkKey, DateTimeOffset.MinValue) is not null
            || parts is not [var shop, var number, var notice, var bits, var expires]
            || !World.ShopNames.Contains(shop)
            || !int.TryParse(notice, NumberStyles.None, CultureInfo.InvariantCulture, out var mail)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || !long.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var lines))
        {
            return token;
        }

        return new CustomerLink(
            new(new(shop), new(number)), mail,
            [.. Enumerable.Range(1, 62).Where(line => (lines >> line & 1) == 1)],
            DateTimeOffset.FromUnixTimeSeconds(end))
            .Token(World.LinkKey);
    }
}

internal sealed class AnySignatureWillDo : Bug
{
    public override string Name => "a webhook counts whatever its signature is";

    public override HttpAsk OnAsk(HttpAsk ask)
    {
        if (ask.Route != "ReceiveShipmentNews")
        {
            return ask;
        }

        var (id, at) = (ask.Headers["webhook-id"], ask.Headers["webhook-timestamp"]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. ask.Body];
        var secret = World.SecretOf(ask.Place["shop"], ask.Place["supplier"]);
        var headers = new Dictionary<string, string>(ask.Headers)
        {
            ["webhook-signature"] = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)),
        };
        return ask with { Headers = headers };
    }
}

internal sealed class ContentForgotten : Bug
{
    public override string Name => "an order does not remember what it was asked with";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        partition.Container == Container.Orders
            ? Rewrite(writes, "order", (order, _) => order["content"] = "")
            : writes;
}

internal sealed class KeyIgnored : Bug
{
    public override string Name => "the Idempotency-Key of a cancel is ignored";

    public override HttpAsk OnAsk(HttpAsk ask) => ask.Route != "CancelOrder" ? ask : ask with
    {
        Headers = ask.Headers.Where(header => header.Key != "Idempotency-Key").ToDictionary(),
    };
}

internal sealed class QueuedOrderDeletedFirst : Bug
{
    public override string Name => "an order by queue is deleted there before it is taken";

    public override bool DeletesFirst => true;
}

internal sealed class ProblemKeptAgain : Bug
{
    public override string Name => "an order by queue that is refused is a problem at each try";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "kept", (kept, _) => kept.Remove("messages"));
}

internal sealed class KeyOfAnotherShop : Bug
{
    public override string Name => "every key opens the first shop";

    public override HttpAsk OnAsk(HttpAsk ask) => !ask.Headers.ContainsKey("Authorization") ? ask : ask with
    {
        Headers = new Dictionary<string, string>(ask.Headers)
        {
            ["Authorization"] = $"Bearer {World.KeyOf(World.ShopNames[0])}",
        },
    };
}
