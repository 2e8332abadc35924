namespace Backorders.Simulation.Naive;

/// <param name="LateDays">Of its date, those for a supplier's usual lateness.</param>
internal sealed record NaiveEta(DateOnly? Date, string Basis, string? Reference, int LateDays = 0);

internal sealed class NaiveLine
{
    public required int Quantity { get; init; }

    public required DateOnly PlacedOn { get; init; }

    public bool Rejected { get; set; }

    public int Allocated { get; set; }

    public int Missing { get; set; }

    public int Shipped { get; set; }

    public int Cancelled { get; set; }

    public NaiveLine Copy() => (NaiveLine)MemberwiseClone();
}

internal sealed class NaiveShipment(string id)
{
    public string Id { get; } = id;

    public bool Announced { get; set; }

    public DateOnly? Day { get; set; }

    /// <summary>So many days after the supplier's day it is counted on; said anew with every new day.</summary>
    public int LateDays { get; set; }

    public DateOnly? Assumed { get; set; }

    public bool Silent { get; set; }

    public long Expected { get; set; }

    public long Arrived { get; set; }

    public long Receipted { get; set; }

    public bool Ended { get; set; }

    public long Version { get; set; }

    public long Counted => Math.Max(Arrived, Receipted);

    public bool IsOpen => Announced && !Ended && Day is not null && Expected > Counted;

    public DateOnly ComesOn => Assumed ?? Day!.Value.AddDays(LateDays);

    public NaiveShipment Copy() => (NaiveShipment)MemberwiseClone();
}
