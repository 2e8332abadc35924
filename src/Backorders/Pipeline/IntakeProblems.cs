using System.Globalization;
using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>
/// What was wrong with orders that came by queue, for the shop to read: nobody waited for an answer. The newest are
/// kept, each message's once, and never the message itself, which names a customer.
/// </summary>
public sealed class IntakeProblems(IStore store, Turns turns, Clocks clocks, ILogger<IntakeProblems> log)
{
    /// <summary>Problems of a shop; the next one takes the place of the oldest, so that no producer fills the store.
    /// </summary>
    public const int MostKept = 1_000;

    /// <summary>Lost races in a row before the message comes back.</summary>
    private const int MaxTries = 20;

    /// <param name="message">The whole message: its hash makes a repeat recognisable.</param>
    /// <param name="order">Null: it could not be read.</param>
    public async Task Keep(
        ShopId shop, string message, OrderNumber? order, Refusal refusal, CancellationToken cancellationToken)
    {
        var id = Content.Hash(message);
        using var turn = await turns.Take(Keys.IntakeOf(shop).Key, cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await WritesFor(shop, id, order, refusal, cancellationToken) is not { } writes)
            {
                return;
            }

            switch (await store.Commit(Keys.IntakeOf(shop), writes))
            {
                case CommitResult.Done:
                    log.IntakeRefused(shop, id, refusal.Name);
                    return;
                case CommitResult.Exists or CommitResult.Stale or CommitResult.Unclear:
                    break;
                case var failed:
                    throw failed.Away();
            }
        }

        throw UnavailableException.Contended($"The intake of {shop}");
    }

    /// <summary>Newest first.</summary>
    public async Task<IntakeProblemPage> List(
        ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        long? upTo = after is null ? null : long.Parse(after, CultureInfo.InvariantCulture) - 1;
        var found = await store.ByPlace(
            new(Keys.IntakeOf(shop), null, upTo, limit, Descending: true), cancellationToken);
        var problems = found
            .Select(document => DocumentJson.Read(document.Body, DocumentJson.Default.IntakeProblemDocument))
            .ToList();
        var next = problems.Count == limit ? problems[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return new(problems.Select(problem => problem.ToProblem()).ToList(), next);
    }

    /// <summary>The problem and the list of what is kept, in one batch; null: it is kept already.</summary>
    private async Task<IReadOnlyList<Write>?> WritesFor(
        ShopId shop, string id, OrderNumber? order, Refusal refusal, CancellationToken cancellationToken)
    {
        var partition = Keys.IntakeOf(shop);
        var head = await store.Read(partition, Keys.IntakeKept, cancellationToken);
        var kept = head is null
            ? new IntakeKeptDocument(DocumentJson.Schema, 0, [])
            : DocumentJson.Read(head.Body, DocumentJson.Default.IntakeKeptDocument);
        var messages = kept.Messages ?? [];
        if (messages.Contains(id, StringComparer.Ordinal))
        {
            return null;
        }

        var slot = Keys.IntakeProblem(kept.Count % MostKept);
        var oldest = kept.Count < MostKept ? null : await store.Read(partition, slot, cancellationToken);
        var after = kept with
        {
            Count = kept.Count + 1,
            Messages = [.. messages.TakeLast(MostKept - 1), id],
        };
        return
        [
            Written(
                Keys.IntakeKept, DocumentJson.Write(after, DocumentJson.Default.IntakeKeptDocument), Terms.None, head),
            Written(
                slot,
                DocumentJson.Write(
                    IntakeProblemDocument.Of(kept.Count, id, clocks.Now, order, refusal),
                    DocumentJson.Default.IntakeProblemDocument),
                new(Place: kept.Count), oldest),
        ];
    }

    private static Write Written(string id, byte[] body, Terms terms, Document? before) =>
        before is null ? new Write.Create(id, body, terms) : new Write.Replace(id, body, terms, before.ETag);
}
