using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>A shipment as some of its news together say.</summary>
internal sealed record MergedShipment(
    DateOnly? Eta, bool Ended, IReadOnlyDictionary<string, long> AllExpected,
    IReadOnlyDictionary<string, long> AllArrived)
{
    public long Expected(string sku) => AllExpected.GetValueOrDefault(sku);

    public long Arrived(string sku) => AllArrived.GetValueOrDefault(sku);
}

/// <summary>All shipments: what was stored of their news, and what it comes to, version by version.</summary>
internal sealed class ShipmentBook(Books books)
{
    private readonly Dictionary<string, Kept> shipments = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => shipments.Keys;

    public string? Supplier(string name) => shipments.GetValueOrDefault(name)?.Supplier;

    public MergedShipment? Merged(string shop, string id, int version) =>
        shipments.GetValueOrDefault($"{shop}|{id}") is { } kept && version <= kept.Versions.Count && version > 0
            ? kept.Versions[version - 1]
            : null;

    /// <summary>Whether this piece of news is stored, and taken in.</summary>
    public (bool IsStored, bool IsMerged) Find(NewsAsk ask) =>
        shipments.TryGetValue($"{ask.Shop}|{ask.Shipment}", out var kept)
        && kept.News.TryGetValue(Key(ask), out var known) && known.Content == ask.Content
            ? (true, known.IsMerged)
            : (false, false);

    public int Version(string name) => shipments[name].Versions.Count;

    /// <summary>All SKUs that any merged news ever named.</summary>
    public IEnumerable<string> Skus(string name) => shipments[name].Skus;

    public JsonElement Stored(string name) => shipments[name].Stored;

    public void Committed(string name, IReadOnlyList<StoredWrite> writes)
    {
        if (!shipments.TryGetValue(name, out var kept))
        {
            shipments[name] = kept = new();
        }

        foreach (var write in writes.Where(write => write.Id.StartsWith("news:", StringComparison.Ordinal)))
        {
            Hear(name, kept, write);
        }

        if (writes.FirstOrDefault(write => write.Id == "shipment") is { } stored)
        {
            kept.Supplier ??= stored.Body.Text("supplier");
            kept.Stored = stored.Body;
            Compare(name, kept, stored.Body);
        }
    }

    private void Hear(string name, Kept kept, StoredWrite write)
    {
        var shop = name[..name.IndexOf('|', StringComparison.Ordinal)];
        var (supplier, id) = (write.Body.Text("supplier")!, write.Body.Text("webhookId")!);
        var asks = books.History.News(shop, supplier, id);
        var ask = asks.FirstOrDefault(ask => !ask.IsForged && Says(write.Body, ask) && name.EndsWith(
            $"|{ask.Shipment}", StringComparison.Ordinal));
        if (ask is null)
        {
            throw books.Broken(6, $"{name}: {supplier} never said what {id} says", name, id);
        }

        var key = Key(ask);
        var merged = write.Status == "applied";
        books.Hold(
            6, !kept.News.TryGetValue(key, out var before) || !before.IsMerged, $"{name}: {id} is taken in again",
            name, id);
        books.Hold(
            6, kept.News.ContainsKey(key) || asks.All(other => other == ask || !Find(other).IsStored),
            $"{name}: {id} stands for two pieces of news", name, id);
        kept.News[key] = (ask.Content, merged);
        if (merged)
        {
            kept.Merge(ask);
        }
    }

    private static bool Says(JsonElement stored, NewsAsk ask) =>
        stored.At("timestamp")!.Value.GetDateTimeOffset() == ask.At && stored.Day("eta") == ask.Eta
        && stored.Items("lines").Select(line => (line.Text("sku")!, (int)line.Number("quantity")))
            .SequenceEqual(ask.Lines ?? []);

    private void Compare(string name, Kept kept, JsonElement stored)
    {
        var version = stored.Number("version");
        books.Hold(
            6, version == kept.Versions.Count, $"{name} has version {version} of {kept.Versions.Count} news", name);
        if (kept.Versions.Count == 0)
        {
            return;
        }

        var wanted = kept.Versions[^1];
        var same = stored.Day("eta") == wanted.Eta && stored.Is("ended") == wanted.Ended
            && Same(stored.Items("expected"), wanted.AllExpected) && Same(stored.Items("arrived"), wanted.AllArrived);
        books.Hold(6, same, $"{name} is {stored}, and its news say {wanted.Eta} {wanted.Ended}", name);
    }

    private static bool Same(IReadOnlyList<JsonElement> stored, IReadOnlyDictionary<string, long> wanted) =>
        stored.Count == wanted.Count
        && stored.All(line => wanted.GetValueOrDefault(line.Text("sku")!, -1) == line.Number("quantity"));

    private static string Key(NewsAsk ask) => $"{ask.Supplier} {ask.WebhookId}";

    private sealed class Kept
    {
        private readonly Dictionary<string, long> arrived = new(StringComparer.Ordinal);
        private Dictionary<string, long> expected = new(StringComparer.Ordinal);
        private (DateTimeOffset At, string Id)? dateSaid;
        private (DateTimeOffset At, string Id)? quantitiesSaid;
        private (DateTimeOffset At, string Id)? endSaid;
        private DateOnly? eta;
        private bool ended;

        public string? Supplier { get; set; }

        public JsonElement Stored { get; set; }

        /// <summary>By supplier and webhook-id: what it says, and whether it is taken in.</summary>
        public Dictionary<string, (string Content, bool IsMerged)> News { get; } = new(StringComparer.Ordinal);

        public List<MergedShipment> Versions { get; } = [];

        public SortedSet<string> Skus { get; } = new(StringComparer.Ordinal);

        public void Merge(NewsAsk news)
        {
            var said = (news.At, news.WebhookId);
            var lines = news.Lines ?? [];
            Skus.UnionWith(lines.Select(line => line.Sku));
            if (news.Type == "arrived")
            {
                foreach (var (sku, total) in lines)
                {
                    arrived[sku] = Math.Max(arrived.GetValueOrDefault(sku), total);
                }
            }
            else
            {
                Announce(news, said);
            }

            Versions.Add(new(
                eta, ended, new Dictionary<string, long>(expected), new Dictionary<string, long>(arrived)));
        }

        private void Announce(NewsAsk news, (DateTimeOffset At, string Id) said)
        {
            if (news.Eta is not null && IsNewer(said, dateSaid))
            {
                (eta, dateSaid) = (news.Eta, said);
            }

            if (news.Lines is { } lines && IsNewer(said, quantitiesSaid))
            {
                expected = lines.ToDictionary(line => line.Sku, line => (long)line.Quantity, StringComparer.Ordinal);
                quantitiesSaid = said;
            }

            if (news.Type != "delayed" && IsNewer(said, endSaid))
            {
                (ended, endSaid) = (news.Type != "announced", said);
            }
        }

        private static bool IsNewer((DateTimeOffset At, string Id) said, (DateTimeOffset At, string Id)? before) =>
            before is not { } last || said.At > last.At
            || (said.At == last.At && string.CompareOrdinal(said.Id, last.Id) > 0);
    }
}
