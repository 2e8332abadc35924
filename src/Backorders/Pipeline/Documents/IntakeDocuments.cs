using Backorders.Orders;

namespace Backorders.Pipeline.Documents;

/// <summary>Which problems of a shop's queued orders are kept, <c>kept</c> in its own partition.</summary>
/// <param name="Count">How many there ever were: the next one's number.</param>
/// <param name="Messages">The hashes of the messages whose problems are kept, oldest first.</param>
internal sealed record IntakeKeptDocument(int Schema, long Count, IReadOnlyList<string>? Messages)
    : StoredDocument(Schema);

/// <summary>An order that came by queue and was refused, <c>problem:{n}</c>; the oldest one makes room.</summary>
/// <param name="Number">Counts up; the place in the list.</param>
/// <param name="Message">The hash of the message.</param>
internal sealed record IntakeProblemDocument(
    int Schema, long Number, string Message, DateTimeOffset CameAt, string? OrderNumber, string Name, string Title,
    int Status, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors) : StoredDocument(Schema)
{
    public static IntakeProblemDocument Of(
        long number, string message, DateTimeOffset cameAt, OrderNumber? order, Refusal refusal) => new(
        DocumentJson.Schema, number, message, cameAt, order?.Value, refusal.Name, refusal.Title, refusal.Status,
        refusal.Detail, refusal.Errors);

    public IntakeProblem ToProblem() =>
        new(Message, CameAt, OrderNumber, new(Name, Title, Status, Detail, Errors));
}
