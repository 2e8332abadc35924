namespace Backorders.Prevention;

/// <summary>
/// What one UTC day asked of a SKU, whether it could be served or not. Figures are units unless they are named lines.
/// </summary>
public sealed record DemandDay(DateOnly Day)
{
    /// <summary>All that was ordered on the day; what was cancelled later is in it.</summary>
    public long Asked { get; init; }

    public int AskedLines { get; init; }

    /// <summary>Of those asked: there at the moment of the order.</summary>
    public long AtOnce { get; init; }

    /// <summary>Of the lines: there whole at the moment of the order.</summary>
    public int LinesAtOnce { get; init; }

    /// <summary>Of those asked: refused, because they would have had to wait.</summary>
    public long Rejected { get; init; }

    /// <summary>Of those asked: had to wait for goods.</summary>
    public long Backordered => Asked - AtOnce - Rejected;

    /// <summary>Of those asked: cancelled within <see cref="Ledger.Line.EarlyDays"/>, so never demand.</summary>
    public long CancelledEarly { get; init; }

    /// <summary>Lines of which nothing was left by such cancels.</summary>
    public int LinesCancelledEarly { get; init; }

    /// <summary>Units, without those cancelled early, of lines so large that they are to be promised, not buffered.
    /// </summary>
    public long BulkUnits { get; init; }

    public int BulkLines { get; init; }

    /// <summary>What an import said of the day; null: nothing.</summary>
    public ImportedDemand? Imported { get; init; }

    /// <summary>The stock when the day was first looked at, early in its night; null: nobody looked.</summary>
    public StockLook? Stock { get; init; }

    /// <summary>The demand of the day. Of a day that both know, the larger of our own figure and the imported one: an
    /// export of another system may hold the same orders again.</summary>
    public long Units => CountsImport ? Imported!.Units : Asked - CancelledEarly;

    /// <summary>The lines behind <see cref="Units"/>.</summary>
    public int Lines => CountsImport ? Imported!.Lines : AskedLines - LinesCancelledEarly;

    /// <summary>The demand that safety stock is for; never below 0.</summary>
    public long UnitsWithoutBulk => Units - BulkUnits;

    private bool CountsImport => Imported is { } imported && imported.Units > Asked - CancelledEarly;

    /// <summary>With the lines of the other counted too; what was imported or looked at stays.</summary>
    public DemandDay Plus(DemandDay other) => this with
    {
        Asked = Asked + other.Asked,
        AskedLines = AskedLines + other.AskedLines,
        AtOnce = AtOnce + other.AtOnce,
        LinesAtOnce = LinesAtOnce + other.LinesAtOnce,
        Rejected = Rejected + other.Rejected,
        CancelledEarly = CancelledEarly + other.CancelledEarly,
        LinesCancelledEarly = LinesCancelledEarly + other.LinesCancelledEarly,
        BulkUnits = BulkUnits + other.BulkUnits,
        BulkLines = BulkLines + other.BulkLines,
    };
}

/// <summary>A day's demand as another system counted it.</summary>
/// <param name="Units">0 or more; 0 says that the day was open and nobody asked.</param>
/// <param name="Lines">Order lines behind the units.</param>
public sealed record ImportedDemand(int Units, int Lines);

/// <summary>A SKU's stock at one moment, in units.</summary>
/// <param name="OnHand">In the building, allocated or free.</param>
/// <param name="Available">Free for the next order.</param>
/// <param name="Waiting">Needed by customers who wait.</param>
/// <param name="OnOrder">To come with announced shipments.</param>
public sealed record StockLook(long OnHand, long Available, long Waiting, long OnOrder)
{
    public static StockLook At(Ledger.Pool head) => new(
        head.OnHand, head.Available, head.Waiting, head.Inbound.Sum(inbound => inbound.Open));
}
