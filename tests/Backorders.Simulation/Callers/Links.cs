using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Backorders.Notices;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>What becomes of the links in a shop's mails: opened by scanners, pressed, passed on, forged.</summary>
internal sealed partial class Links(World world, Random random, string shop)
{
    private static readonly string[] Choices = ["keep", "cancel"];

    /// <summary>Those that came last are opened most.</summary>
    private const int Youngest = 5;

    /// <returns>Null: no mail with a link has come.</returns>
    public LinkAsk? Next(IEnumerable<OrderAsk> orders)
    {
        var found = orders
            .Select(order => (Order: order, Mails: world.Watch.Checker.Mails.Delivered($"{shop}|{order.Number}")))
            .SelectMany(of => of.Mails.Select(mail => (of.Order, Address: Address().Match(mail.Text))))
            .Where(of => of.Address.Success).TakeLast(Youngest).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        var (order, address) = found[random.Next(found.Count)];
        var token = address.Groups["token"].Value;
        var link = CustomerLink.Open(token, World.LinkKey, DateTimeOffset.MinValue)!;
        var choice = random.Next(3) == 0 ? Choices[random.Next(Choices.Length)] : null;
        return random.Next(8) switch
        {
            0 => new(shop, order.Number, OneBitOff(token), link.Notice, choice, "changed"),
            1 => new(shop, order.Number, Expired(link), link.Notice, choice, "expired"),
            2 => Moved(order.Number, token, link.Notice, choice),
            _ => new(shop, order.Number, token, link.Notice, choice, null),
        };
    }

    /// <summary>Pressed twice, or both ways at once.</summary>
    public LinkAsk AtOnce(LinkAsk link) => link.Choice is null || random.Next(2) == 0
        ? link
        : link with { Choice = Choices[random.Next(Choices.Length)] };

    private string OneBitOff(string token)
    {
        var bytes = Base64Url.DecodeFromChars(token);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Base64Url.EncodeToString(bytes);
    }

    private string Expired(CustomerLink link) =>
        (link with { Expires = world.Loop.Now.AddMinutes(-random.Next(15, 10_000)) }).Token(World.LinkKey);

    /// <summary>The same number is an order of the other shop too.</summary>
    private LinkAsk Moved(string number, string token, int notice, string? choice)
    {
        var other = World.ShopNames.Single(name => name != shop);
        var bytes = Base64Url.DecodeFromChars(token);
        Encoding.ASCII.GetBytes(other).CopyTo(bytes.AsSpan(Encoding.ASCII.GetString(bytes)
            .IndexOf($"{shop}\n", StringComparison.Ordinal)));
        return new(other, number, Base64Url.EncodeToString(bytes), notice, choice, "of another shop");
    }

    [GeneratedRegex(@"https://\S+/o/(?<token>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
