using System.CommandLine;
using Backorders.Pipeline;
using Backorders.Server.Hosting;

namespace Backorders.Server.Commands;

/// <summary><c>poison</c>: what the queues gave up on, looked at and dealt with, while a server runs or not.</summary>
internal static class Poison
{
    private static readonly Option<string> Shop = new("--shop")
    {
        Description = "Only what this shop has a copy of; all, and what belongs to no shop, unless given.",
        HelpName = "shop",
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "Everything that waits, or all of the shop that --shop names; each once.",
    };

    private static readonly Option<string> Data = Serve.DataOption();

    public static Command Command() => new(
        "poison",
        "Messages that failed five times are kept for a person, and the alert on them lasts until somebody dealt with "
        + "them: see what the log says of them, mend it, and replay them; or drop those that nobody needs.")
    {
        List(), Replay(), Drop(),
    };

    private static Command List()
    {
        var list = new Command(
            "list",
            "Prints what waits, oldest first: its id, and of the message nothing but ids. Ends with 0, whether "
            + "anything waits or not, 1 when the store does not answer, 2 for a bad setting.")
        {
            Shop, Data,
        };
        list.SetAction((call, token) => With(call, (kept, shop) => PoisonDesk.List(kept, shop, Console.Out, token)));
        return list;
    }

    private static Command Replay()
    {
        var id = new Argument<string>("id")
        {
            Description = "As 'poison list' prints it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var replay = new Command(
            "replay",
            "Sends a message to its queue again; a server works it. Doing it twice is harmless. One that fails again "
            + "is kept again. Ends with 0 when all were sent and none waits, 1 when one is left, 2 for a bad setting.")
        {
            id, All, Shop, Data,
        };
        replay.Validators.Add(call =>
        {
            if (call.GetValue(id) is null != call.GetValue(All))
            {
                call.AddError("Give either the id of a message or --all.");
            }
            else if (call.GetValue(Shop) is not null && !call.GetValue(All))
            {
                call.AddError("--shop goes with --all: an id says by itself which message is meant.");
            }
        });
        replay.SetAction((call, token) => With(call, (kept, shop) => call.GetValue(id) is { } one
            ? PoisonDesk.Replay(kept, [one], Console.Out, token)
            : PoisonDesk.ReplayAll(kept, shop, Console.Out, token)));
        return replay;
    }

    private static Command Drop()
    {
        var id = new Argument<string>("id") { Description = "As 'poison list' prints it." };
        var drop = new Command(
            "drop",
            "Lets a message go that nobody needs: nothing is sent, and of an order that came by queue the text is "
            + "forgotten. Ends with 0 when it waits no more, 1 when it is not there or waits still, 2 for a bad "
            + "setting.")
        {
            id, Data,
        };
        drop.SetAction((call, token) => With(
            call, (kept, _) => PoisonDesk.Drop(kept, call.GetRequiredValue(id), Console.Out, token)));
        return drop;
    }

    private static async Task<int> With(ParseResult call, Func<KeptPoison, ShopId?, Task<int>> deed)
    {
        var options = ReadServerOptions.From(urls: null, call.GetValue(Data));
        ShopId? shop = call.GetValue(Shop) is { } named ? ShopOption.Find(named, options).Id : null;
        await using var app = await ServerHost.Build(options, ServerHost.MachineClocks);
        return await deed(app.Services.GetRequiredService<KeptPoison>(), shop);
    }
}
