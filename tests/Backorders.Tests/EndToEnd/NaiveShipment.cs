namespace Backorders.Tests.EndToEnd;

/// <summary>When a piece of news was written; the newest counts, of equal ones the greater webhook id.</summary>
internal sealed record Stamp(DateTimeOffset At, string WebhookId)
{
    public bool IsNewerThan(Stamp? other) =>
        other is null || At > other.At || (At == other.At && string.CompareOrdinal(WebhookId, other.WebhookId) > 0);
}

/// <summary>One piece of a supplier's news, as it is sent.</summary>
internal sealed record News(
    string WebhookId, string Type, DateTimeOffset At, string Shipment, DateOnly? Eta,
    IReadOnlyList<(string Sku, int Quantity)>? Lines)
{
    /// <summary>The member <c>data</c>; what the news does not say is left out.</summary>
    public object Data
    {
        get
        {
            Dictionary<string, object> data = new() { ["shipment"] = Shipment };
            if (Eta is { } eta)
            {
                data["eta"] = eta.ToString("yyyy-MM-dd");
            }

            if (Lines is not null)
            {
                data["lines"] = Lines.Select(line => new { sku = line.Sku, quantity = line.Quantity });
            }

            return data;
        }
    }
}

/// <summary>What is known of one shipment: of each statement the newest, of goods the larger of two counts.</summary>
internal sealed class NaiveShipment
{
    private readonly Dictionary<string, int> arrived = [];
    private readonly Dictionary<string, int> receipted = [];
    private Stamp? dateSaid;
    private Stamp? quantitiesSaid;
    private Stamp? endSaid;
    private Dictionary<string, int> quantities = [];
    private bool ended;

    public DateOnly? Date { get; private set; }

    public int Expected(string sku) => quantities.GetValueOrDefault(sku);

    public int Received(string sku) => Math.Max(arrived.GetValueOrDefault(sku), receipted.GetValueOrDefault(sku));

    public int Open(string sku) => ended ? 0 : Math.Max(0, Expected(sku) - Received(sku));

    public void Receive(string sku, int units) => receipted[sku] = receipted.GetValueOrDefault(sku) + units;

    public void Hear(News news)
    {
        var said = new Stamp(news.At, news.WebhookId);
        if (string.Equals(news.Type, "shipment.arrived", StringComparison.Ordinal))
        {
            foreach (var (sku, total) in news.Lines!)
            {
                arrived[sku] = Math.Max(arrived.GetValueOrDefault(sku), total);
            }

            return;
        }

        if (news.Eta is not null && said.IsNewerThan(dateSaid))
        {
            (Date, dateSaid) = (news.Eta, said);
        }

        if (news.Lines is not null && said.IsNewerThan(quantitiesSaid))
        {
            quantities = news.Lines.ToDictionary(line => line.Sku, line => line.Quantity);
            quantitiesSaid = said;
        }

        if (!string.Equals(news.Type, "shipment.delayed", StringComparison.Ordinal) && said.IsNewerThan(endSaid))
        {
            ended = !string.Equals(news.Type, "shipment.announced", StringComparison.Ordinal);
            endSaid = said;
        }
    }
}
