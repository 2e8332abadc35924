using System.Globalization;
using System.Text.Json.Nodes;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Bugs;

internal sealed class MailBeforeCommit : Bug
{
    public override string Name => "a mail goes out before it is kept";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes)
    {
        foreach (var mail in writes.Where(write => write.Id.StartsWith("notice:", StringComparison.Ordinal))
            .Select(write => JsonNode.Parse(write.Body.Span)!)
            .Where(notice => notice["state"]?.GetValue<int>() == 1).Select(notice => notice["mail"]!))
        {
            string Text(string name) => mail[name]?.GetValue<string>() ?? "";
            var words = new MailTried(
                Text("id"), partition.Key, Text("kind"), Text("toAddress"), Text("subject"), Text("text"), "");
            world.Watch.Checker.Mails.Tried(words, "nobody");
        }

        return writes;
    }
}

internal sealed class RepeatWithNewId : Bug
{
    private readonly Dictionary<string, int> tries = [];

    public override string Name => "a mail that is tried again has a new id";

    public override Mail OnSend(Mail mail, World world)
    {
        var before = tries.GetValueOrDefault(mail.Id);
        tries[mail.Id] = before + 1;
        return before == 0 ? mail : mail with { Id = $"{mail.Id}-{before}" };
    }
}

internal sealed class RepeatInOtherWords : Bug
{
    public override string Name => "a mail is worded at each try";

    public override Mail OnSend(Mail mail, World world) => mail with { CreatedAt = world.Loop.Now };
}

internal sealed class NoLookUp : Bug
{
    public override string Name => "an unclear mail is sent again without asking what became of it";

    public override bool NeverLooksUp => true;
}

internal sealed class UnclearMailTakenAsSent : Bug
{
    public override string Name => "an unclear mail is taken as sent";

    public override SendOutcome OnUnclear(SendOutcome unclear) => new SendOutcome.Accepted();
}

internal sealed class PauseHeldAgainstTheMail : Bug
{
    public override string Name => "a pause of the provider counts against the mail that met it";

    public override SendOutcome.NotSent OnPause(SendOutcome.NotSent pause) => pause with { Everybody = false };
}

internal sealed class TriedForEver : Bug
{
    public override string Name => "a mail that is never taken is tried for ever";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "notice:", (notice, _) => notice.Remove("notNowTries"));
}

internal sealed class InManyHands : Bug
{
    public override string Name => "a mail is tried again while another process sends it";

    public override bool TakesInHand => false;
}

internal sealed class WrongRecipient : Bug
{
    private string? last;

    public override string Name => "a mail goes to the customer before";

    public override Mail OnSend(Mail mail, World world)
    {
        var to = last ?? mail.ToAddress;
        last = mail.ToAddress;
        return mail with { ToAddress = to };
    }
}

internal sealed class ToldNotKept : Bug
{
    public override string Name => "what a mail told is not kept with it";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        writes.Count < 2 || world.Store.Model.Find(partition, "order") is not { } stored
            ? writes
            : Rewrite(writes, "order", (order, _) =>
            {
                if (JsonNode.Parse(stored.Body.Span)!["told"] is { } told)
                {
                    order["told"] = told.DeepClone();
                }
            });
}

internal sealed class NoticeOpenedAgain : Bug
{
    public override string Name => "a notice that was sent waits again";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "notice:", (notice, _) =>
        {
            if (notice["state"]?.GetValue<int>() == 2)
            {
                notice["state"] = 0;
            }
        });
}

internal sealed class PoisonDropped : Bug
{
    public override string Name => "what cannot be worked is dropped";

    public override bool DropsPoison => true;
}

internal sealed class NewsByArrival : Bug
{
    public override string Name => "the last news counts, not the newest";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "news:", (news, write) =>
        {
            if (write is Write.Create)
            {
                news["timestamp"] = world.Loop.Now.ToString("O", CultureInfo.InvariantCulture);
            }
        });
}
