using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Models;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Bugs;

/// <summary>
/// A way to break the design, planted between the product and its world. This one is none: everything passes.
/// </summary>
internal class Bug
{
    /// <summary>As the product spells it: a plus sign is a plus sign.</summary>
    private static readonly JsonSerializerOptions Spelling = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is wrong, as a reviewer would say it.</summary>
    public virtual string Name => "none";

    public virtual bool DropsPoison => false;

    /// <summary>An order's message is deleted when it is received.</summary>
    public virtual bool DeletesFirst => false;

    public virtual bool NeverLooksUp => false;

    /// <summary>Whether nobody else sends a mail that is on its way to a mail server.</summary>
    public virtual bool TakesInHand => true;

    public virtual HttpAsk OnAsk(HttpAsk ask) => ask;

    /// <summary>What is done beside what was asked; null: nothing.</summary>
    public virtual HttpAsk? Beside(HttpAsk ask) => null;

    public virtual Document? OnRead(World world, Partition partition, string id, Document? read) => read;

    /// <summary>The batch as it reaches the store.</summary>
    public virtual IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        writes;

    /// <summary>The answer as it reaches the product.</summary>
    public virtual CommitResult OnResult(IReadOnlyList<Write> writes, CommitResult result) => result;

    /// <returns>Null: what the store lists.</returns>
    public virtual IReadOnlyList<Listed>? OnList(ModelStore store, ListQuery query) => null;

    public virtual IReadOnlyList<Listed> OnDue(Container container, IReadOnlyList<Listed> due) => due;

    public virtual Mail OnSend(Mail mail, World world) => mail;

    public virtual SendOutcome OnUnclear(SendOutcome unclear) => unclear;

    /// <summary>What is said to a mail while nobody's mails are taken.</summary>
    public virtual SendOutcome.NotSent OnPause(SendOutcome.NotSent pause) => pause;

    /// <summary>The same writes with other JSON in those whose id begins so.</summary>
    protected static IReadOnlyList<Write> Rewrite(
        IReadOnlyList<Write> writes, string prefix, Action<JsonObject, Write> change) => writes.Select(write =>
    {
        if (!write.Id.StartsWith(prefix, StringComparison.Ordinal))
        {
            return write;
        }

        var json = JsonNode.Parse(write.Body.Span)!.AsObject();
        change(json, write);
        return write with { Body = JsonSerializer.SerializeToUtf8Bytes(json, Spelling) };
    }).ToList();
}
