namespace Backorders.Simulation.Checker;

/// <summary>Something that must always hold did not.</summary>
/// <param name="invariant">Its number in the list of docs/proof.md.</param>
/// <param name="about">Words by which the history of it is found.</param>
internal sealed class Violation(int invariant, string what, IReadOnlyList<string> about)
    : Exception($"Invariant {invariant} is broken: {what}")
{
    public int Invariant { get; } = invariant;

    public IReadOnlyList<string> About { get; } = about;
}
