namespace Backorders.Server.Replay.Planning;

/// <summary>The replay of a plan, side by side. All of it follows from the books and the seed.</summary>
/// <param name="TradingDays">Days with an invoice.</param>
/// <param name="Rows">Invoice lines read.</param>
/// <param name="MeasuredFrom">The first day that counts.</param>
/// <param name="LeadTradingDays">From order to arrival when a supplier keeps its word.</param>
/// <param name="Coverage">How far the plan's reorder points held.</param>
/// <param name="Shops">When lines wait, by rule of thumb, with the plan.</param>
/// <param name="Violations">A sentence each; none when all is as it must be.</param>
internal sealed record PlanReplaySummary(
    int Seed, DateOnly From, DateOnly To, int TradingDays, int Rows, int Skus, DateOnly MeasuredFrom,
    int LeadTradingDays, CoverageFigures Coverage, IReadOnlyList<ShopFigures> Shops, IReadOnlyList<string> Violations);
