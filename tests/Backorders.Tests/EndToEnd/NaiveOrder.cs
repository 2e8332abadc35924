namespace Backorders.Tests.EndToEnd;

/// <summary>An order as a webshop sends it.</summary>
internal sealed record OrderSpec(
    string Number, bool ShipComplete, IReadOnlyList<(string Sku, int Quantity, bool Deny)> Lines)
{
    /// <summary>The members of the contract, under the customer of this order.</summary>
    public object Body => new
    {
        orderNumber = Number,
        customer = new { name = "Customer of " + Number, email = Email },
        shipComplete = ShipComplete,
        lines = Lines.Select(line => line.Deny
            ? (object)new { sku = line.Sku, quantity = line.Quantity, backorder = "deny" }
            : new { sku = line.Sku, quantity = line.Quantity }),
    };

    public string Email => Number + "@example.com";

    public string Content => $"{ShipComplete} {string.Join(", ", Lines)}";
}

/// <summary>An order of the plainest shop, and what its customer has been told.</summary>
internal sealed class NaiveOrder(OrderSpec spec, IReadOnlyList<NaiveLine> lines)
{
    private readonly Dictionary<int, (bool Waits, DateOnly? Date)> told = [];
    private bool everWaited;
    private bool receivedIsDue;
    private bool cancelledIsDue;

    public OrderSpec Spec { get; } = spec;

    public IReadOnlyList<NaiveLine> Lines { get; } = lines;

    /// <summary>The kinds of the mails that were due, in their order.</summary>
    public List<string> Mails { get; } = [];

    public IEnumerable<NaiveLine> Live => Lines.Where(line => line.Live > 0);

    public DateOnly? Promised(NaiveLine line) => told.GetValueOrDefault(line.Number).Date;

    public string Status =>
        new[] { "backordered", "allocated", "shipped", "cancelled" }
            .FirstOrDefault(status => Lines.Any(line => string.Equals(line.Status, status, StringComparison.Ordinal)))
        ?? "rejected";

    /// <summary>The answer to the order is the first thing that is told.</summary>
    public void Answered(Func<NaiveLine, NaiveEta?> eta)
    {
        everWaited = receivedIsDue = Live.Any(line => line.Waiting > 0);
        TellAll(eta);
    }

    public void Cancelled() => cancelledIsDue = true;

    /// <summary>Everything is quiet: at most one mail for what has changed since the last one.</summary>
    public void ComeToRest(Func<NaiveLine, NaiveEta?> eta)
    {
        var waits = Live.Any(line => line.Waiting > 0);
        everWaited |= waits;
        if (DueKind(waits, eta) is { } kind)
        {
            Mails.Add(kind);
            TellAll(eta);
        }

        receivedIsDue = cancelledIsDue = false;
    }

    private string? DueKind(bool waits, Func<NaiveLine, NaiveEta?> eta) =>
        cancelledIsDue && everWaited ? "cancelled"
        : waits && receivedIsDue ? "received"
        : waits && Live.Any(line => line.Waiting > 0 && !KnowsDate(line, eta(line)?.Date)) ? "changed"
        : !waits && Live.Any(line => told.GetValueOrDefault(line.Number).Waits) ? "ready"
        : null;

    private bool KnowsDate(NaiveLine line, DateOnly? date) =>
        told.TryGetValue(line.Number, out var known) && known.Waits && known.Date == date;

    private void TellAll(Func<NaiveLine, NaiveEta?> eta)
    {
        foreach (var line in Lines)
        {
            told[line.Number] = (line.Waiting > 0, eta(line)?.Date);
        }
    }
}
