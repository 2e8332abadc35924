using CsCheck;

namespace Backorders.Tests.Ledger;

internal enum Act
{
    Place,
    PlaceOrNothing,
    Receive,
    CancelLine,
    CancelUnits,
    Vanish,
    Ship,
    Announce,
    Delay,
    Arrive,
    Receipt,
    Close,
    StaleNews,
    Settle,
    DaysPass,
    ClockBack,
    Tell,
}

/// <summary>One event of a pool's history; what the figures mean depends on the act, any figures make sense.</summary>
internal sealed record Deed(Act Act, int A, int B)
{
    public static Gen<List<Deed>> History { get; } = Gen.Select(
        Gen.Frequency(
            (24, Gen.Const(Act.Place)), (4, Gen.Const(Act.PlaceOrNothing)), (14, Gen.Const(Act.Receive)),
            (6, Gen.Const(Act.CancelLine)), (6, Gen.Const(Act.CancelUnits)), (8, Gen.Const(Act.Vanish)),
            (8, Gen.Const(Act.Ship)), (9, Gen.Const(Act.Announce)), (5, Gen.Const(Act.Delay)),
            (5, Gen.Const(Act.Arrive)), (4, Gen.Const(Act.Receipt)), (2, Gen.Const(Act.Close)),
            (1, Gen.Const(Act.StaleNews)), (5, Gen.Const(Act.Settle)), (8, Gen.Const(Act.DaysPass)),
            (1, Gen.Const(Act.ClockBack)), (8, Gen.Const(Act.Tell))),
        Gen.Int[0, 999], Gen.Int[1, 15], (act, a, b) => new Deed(act, a, b)).List[30, 60];

    public static string Print(List<Deed> history) =>
        string.Join(", ", history.Select(deed => $"new(Act.{deed.Act}, {deed.A}, {deed.B})"));
}
