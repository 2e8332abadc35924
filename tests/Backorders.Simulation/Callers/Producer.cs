using System.Text;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>Lays a shop's orders into the queue: plain or as base64, twice, changed, wrong, or as garbage.</summary>
internal sealed class Producer(World world, Random random, Trade trade, string shop)
{
    private const int LatestSeconds = 600;

    private int laid;

    public void Lay()
    {
        laid++;
        if (random.Next(8) == 0)
        {
            var body = Coded(Garbage());
            world.Watch.Checker.Intake.LaidGarbage(body);
            Send(body, body);
            return;
        }

        var order = random.Next(6) == 0 ? Wrong() : Good(trade.ForTheQueue());
        world.Watch.Checker.Intake.Laid(order);
        Send(Coded(order.Text), Coded(order.Text));
    }

    private LaidOrder Good(OrderAsk order) => new(
        shop, $"{Named(shop)},\"order\":{Wording.Text(order)}}}", order.Number, order, null);

    /// <summary>What POST would refuse, for as long as it is asked.</summary>
    private LaidOrder Wrong()
    {
        var number = $"BAD-{laid}";
        var order = $$"""{"orderNumber":"{{number}}","customer":{{Customer()}}""";
        return random.Next(4) switch
        {
            0 => Refused($$"""{{order}},"lines":[{"sku":"{{trade.Skus[0]}}","quantity":0}]} """, number, "validation"),
            1 => Refused($"{order},\"customer\":{Customer()},\"lines\":[]}}", null, "malformed"),
            2 => Refused(order, null, "malformed"),
            _ => new(shop, $"{Named(shop)},\"from\":\"{number}\"}}", null, null, "validation"),
        };
    }

    private LaidOrder Refused(string order, string? number, string problem) =>
        new(shop, $"{Named(shop)},\"order\":{order}}}", number, null, problem);

    /// <summary>It says nothing of a shop that is here, and may name its customers all the same.</summary>
    private string Garbage() => random.Next(3) switch
    {
        0 => $"an order of canary-{shop}-{laid}",
        1 => $"{Named($"nobody-{shop}")},\"order\":{Customer()}}}",
        _ => $"{{\"order\":{Customer()}}}",
    };

    private static string Named(string shop) => $"{{\"shop\":\"{shop}\"";

    private string Customer() =>
        $$"""{"name":"canary-{{shop}}-laid-{{laid}}","email":"canary-{{shop}}-laid-{{laid}}@{{shop}}.example"}""";

    private string Coded(string text) =>
        random.Next(2) == 0 ? text : Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>A queue delivers at least once, and so does whoever fills it.</summary>
    private void Send(string body, string again)
    {
        world.Journal.Note($"{shop} lays {body}");
        world.Queue.Send(QueueNames.Intake, body, TimeSpan.Zero);
        if (random.Next(4) == 0)
        {
            world.Queue.Send(QueueNames.Intake, again, TimeSpan.FromSeconds(random.Next(LatestSeconds)));
        }
    }
}
