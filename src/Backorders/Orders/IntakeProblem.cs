namespace Backorders.Orders;

/// <summary>An order that came by queue and was refused.</summary>
/// <param name="Id">The hash of its message: the same message again is the same problem.</param>
/// <param name="CameAt">When it was first refused.</param>
/// <param name="OrderNumber">Null: it could not be read.</param>
public sealed record IntakeProblem(string Id, DateTimeOffset CameAt, string? OrderNumber, Refusal Refusal);

/// <summary>A "no" in the words in which the caller of an API would have read it.</summary>
/// <param name="Name">As in the contract's table of problems.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Errors">What is wrong with each member, by its path; null: nothing by member.</param>
public sealed record Refusal(
    string Name, string Title, int Status, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);

/// <param name="Next">An unsigned cursor; null: no more.</param>
public sealed record IntakeProblemPage(IReadOnlyList<IntakeProblem> Problems, string? Next);
