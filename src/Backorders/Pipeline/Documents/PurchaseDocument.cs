using System.Collections.Immutable;
using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>An order at a supplier, <c>purchase</c> alone in its partition.</summary>
internal sealed record PurchaseDocument(
    int Schema, string Id, string Supplier, PurchaseStep Step, DateTimeOffset MadeAt,
    IReadOnlyList<StoredPurchaseLine>? Lines) : StoredDocument(Schema)
{
    /// <summary>The hash of what a caller asked for; null: it is a proposal, and nobody has.</summary>
    public string? Content { get; init; }

    /// <summary>Three letters; null: no price is known.</summary>
    public string? Currency { get; init; }

    /// <summary>Why it was proposed.</summary>
    public string? Reason { get; init; }

    public string? CancelReason { get; init; }

    public IReadOnlyList<StoredDelivery>? Deliveries { get; init; }

    /// <summary>The day by which it must be here; null: nobody said.</summary>
    public DateOnly? NeededBy { get; init; }

    /// <summary>What a proposal adds up from, by cause; kept when it becomes an order.</summary>
    public IReadOnlyList<StoredCause>? Causes { get; init; }

    /// <summary>Proposals that were made because this order does not cover a line.</summary>
    public IReadOnlyList<StoredReplacement>? Replacements { get; init; }

    /// <summary>How telling the supplier goes; null: not by us.</summary>
    public StoredSending? Sending { get; init; }

    public PurchaseOrder ToOrder() => new(
        new(Id), new(Supplier), Step,
        [.. (Lines ?? []).Select(line => new PurchaseLine(new(line.Sku), line.Quantity, line.Price))])
    {
        CancelReason = CancelReason,
        Deliveries = [.. (Deliveries ?? []).Select(delivery => delivery.ToDelivery())],
    };

    public PurchaseDocument With(PurchaseOrder order) => this with
    {
        Step = order.Step,
        Lines = order.Lines.Select(StoredPurchaseLine.Of).ToList(),
        CancelReason = order.CancelReason,
        Deliveries = order.Deliveries.IsEmpty ? null : order.Deliveries.Select(StoredDelivery.Of).ToList(),
    };
}

internal sealed record StoredPurchaseLine(string Sku, int Quantity, decimal? Price)
{
    public static StoredPurchaseLine Of(PurchaseLine line) => new(line.Sku.Value, line.Quantity, line.Price);
}

internal sealed record StoredDelivery(
    string Shipment, long Version, DateOnly? Eta, bool Ended, IReadOnlyList<StoredDeliveredLine>? Lines)
{
    public static StoredDelivery Of(PurchaseDelivery delivery) => new(
        delivery.Shipment.Value, delivery.Version, delivery.Eta, delivery.Ended,
        delivery.Lines.Select(line => new StoredDeliveredLine(line.Sku.Value, line.Expected, line.Arrived)).ToList());

    public PurchaseDelivery ToDelivery() => new(
        new(Shipment), Version, Eta, Ended,
        (Lines ?? []).Select(line => new DeliveredLine(new(line.Sku), line.Expected, line.Arrived)).ToImmutableList());
}

/// <param name="Cause">The plan, or the id of the order that it replaces a part of.</param>
internal sealed record StoredCause(string Cause, int Quantity, string Reason);

/// <param name="Purchase">The proposal, whatever has become of it.</param>
internal sealed record StoredReplacement(string Sku, string Purchase);

internal sealed record StoredDeliveredLine(string Sku, int Expected, int Arrived);

/// <param name="Body">Of the webhook, frozen before the first try; null: it is a mail.</param>
/// <param name="Mail">Frozen likewise; null: it is a webhook.</param>
internal sealed record StoredSending(
    SendingBy By, SendingState State, int Tries, DateTimeOffset Due, string? Problem, DateTimeOffset? EndedAt,
    string? Body, StoredPurchaseMail? Mail)
{
    public PurchaseNews Tells { get; init; }

    public bool TriedBefore { get; init; }

    public static StoredSending Of(PurchaseSending sending, string? body, StoredPurchaseMail? mail) => new(
        sending.By, sending.State, sending.Tries, sending.Due, sending.Problem, sending.EndedAt, body, mail)
    {
        Tells = sending.Tells,
        TriedBefore = sending.TriedBefore,
    };

    public PurchaseSending ToSending() => new(By, State, Tries, Due, Problem, EndedAt)
    {
        Tells = Tells,
        TriedBefore = TriedBefore,
    };

    public StoredSending With(PurchaseSending sending) => Of(sending, Body, Mail);
}

/// <param name="Csv">The order as a table, the mail's attachment; null: there is none.</param>
internal sealed record StoredPurchaseMail(
    string Id, string FromName, string? ReplyTo, string ToAddress, string Subject, string Text, string Html,
    string? Csv, DateTimeOffset CreatedAt);

/// <summary>The one open proposal of a SKU and supplier, <c>proposal:{supplier}</c> beside the head.</summary>
/// <param name="Purchase">Its id; the purchase order says whether it is open still.</param>
internal sealed record ProposalDocument(int Schema, string Purchase, DateOnly PlannedOn) : StoredDocument(Schema);
