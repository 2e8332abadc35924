using Backorders.Api.Door;
using Backorders.Orders;

namespace Backorders.Api.Orders;

/// <param name="Next">The signed cursor of the next page; null: no more.</param>
public sealed record IntakeProblemsView(IReadOnlyList<IntakeProblemView> Problems, string? Next);

/// <param name="Problem">As POST would have answered it.</param>
public sealed record IntakeProblemView(string Id, DateTimeOffset CameAt, string? OrderNumber, Problem Problem)
{
    public static IntakeProblemView Of(IntakeProblem kept) => new(
        kept.Id, kept.CameAt, kept.OrderNumber,
        new(
            Problems.TypeBase + kept.Refusal.Name, kept.Refusal.Title, kept.Refusal.Status, kept.Refusal.Detail,
            kept.Refusal.Errors));
}
