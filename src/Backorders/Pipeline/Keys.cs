using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Where every document lives: ids derive from the cause, never from chance.</summary>
internal static class Keys
{
    public const string Head = "pool";
    public const string Order = "order";
    public const string Shipment = "shipment";
    public const string Webhook = "webhook";
    public const string IntakeKept = "kept";
    public const string DemandMark = "demand";
    public const string PlanRun = "run";

    /// <summary>Beside a head: what the last night's plan says of the SKU.</summary>
    public const string Plan = "plan";
    public const string Pooled = "facts";
    public const string Purchase = "purchase";

    /// <summary>Status words that are not an order's.</summary>
    public const string Live = "live";
    public const string Ended = "ended";
    public const string Rejected = "rejected";
    public const string Delivered = "delivered";
    public const string Unfinished = "unfinished";
    public const string Waiting = "waiting";
    public const string Idle = "idle";
    public const string Pending = "pending";
    public const string Applied = "applied";
    public const string PoisonStatus = "poison";
    public const string PoisonReplayed = "poison:replayed";
    public const string PoisonDropped = "poison:dropped";
    public const string NoticeWaiting = "notice:waiting";
    public const string NoticeSent = "notice:sent";
    public const string NoticeDropped = "notice:dropped";
    public const string NoticeRefused = "notice:refused";
    public const string NoticeUnclear = "notice:unclear";

    public const string Pace = "pace";

    /// <summary>One for the installation; no shop has an empty id.</summary>
    public static readonly Partition PacePartition = new(Container.Shops, "|pace");

    private const string NoticePrefix = "notice:";

    public static Partition Of(PoolId pool) => new(Container.Pools, pool.ToString());

    public static Partition Of(OrderId order) => new(Container.Orders, order.ToString());

    public static Partition ShipmentOf(ShopId shop, ShipmentId shipment) =>
        new(Container.Shipments, $"{shop}|{shipment}");

    public static Partition WebhookOf(ShopId shop, SupplierId supplier, string webhookId) =>
        new(Container.Shops, $"{shop}|webhook|{supplier}|{Content.Hash(webhookId)}");

    /// <param name="shop">Null: what belongs to no shop of ours.</param>
    public static Partition PoisonOf(ShopId? shop) => new(Container.Shops, $"{shop}|poison");

    public static Partition PurchaseOf(ShopId shop, PurchaseId id) =>
        new(Container.Shops, $"{shop}|{Purchase}|{id}");

    /// <summary>The shop and the purchase order that a partition of <see cref="PurchaseOf"/> is of.</summary>
    public static (ShopId Shop, PurchaseId Id) PurchaseIn(string partitionKey)
    {
        var parts = partitionKey.Split('|');
        return (new(parts[0]), new(parts[2]));
    }

    /// <summary>What a message says of a purchase order.</summary>
    public static string PurchaseMessage(ShopId shop, PurchaseId id) => $"{shop}|{id}";

    /// <summary>Newest last; no other document of the container has such a place.</summary>
    public static string PurchaseSort(DateTimeOffset madeAt, PurchaseId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Purchase}|{madeAt.UtcTicks:D19}|{id}");

    public static string PurchaseStatus(Supply.PurchaseState state) => $"{Purchase}:{Supply.PurchaseWords.Of(state)}";

    /// <summary>Every purchase order has it, and so the list holds nothing else.</summary>
    public const string PurchaseTag = "purchase";

    public static string PurchaseTagOf(SupplierId supplier) => $"{PurchaseTag}:{supplier}";

    /// <summary>Beside the head: the one proposal to order the SKU from the supplier that is open.</summary>
    public static string Proposal(SupplierId supplier) => $"proposal:{supplier}";

    /// <summary>A shop's nightly plan: <c>run</c>, the pages of its halves, the list of what is at risk.</summary>
    public static Partition PlanOf(ShopId shop) => new(Container.Shops, $"{shop}|{Plan}");

    /// <summary>What the first half of a run leaves to the second; each night writes it anew.</summary>
    public static string AnalysedPage(int number) => Numbered("page", number);

    public static string PlannedPage(int number) => Numbered("rows", number);

    /// <summary>Two lists take turns: who pages through one of them is not disturbed by the next.</summary>
    public static string RiskPage(int list, int number) => Numbered($"risk:{list}", number);

    /// <summary>What all SKUs of the shop asked on each day of a month.</summary>
    public static string ShopMonth(DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"month:{month:yyyy-MM}");

    /// <summary>What all customers of the shop wait for.</summary>
    public const string ShopWaiting = "waiting";

    private static string Numbered(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{number}");

    public static Partition IntakeOf(ShopId shop) => new(Container.Shops, $"{shop}|intake");

    /// <summary>
    /// The place in a pool of what has no positions, in the order of its numbers (from 0): below all places of lines,
    /// so that whoever reads lines by their positions never meets it.
    /// </summary>
    public static long BesideLines(long number) => long.MinValue + 1 + number;

    public static string Demand(DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"{DemandMark}:{month:yyyy-MM}");

    public static string Line(OrderNumber order, int number) => $"line:{order}:{number}";

    public static string Event(string kind, string id) => $"event:{kind}:{id}";

    public static string Inbound(ShipmentId shipment) => $"inbound:{shipment}";

    /// <summary>On what terms the supplier delivers the SKU, beside its head.</summary>
    public static string Item(SupplierId supplier) => $"item:{supplier}";

    public static Partition ItemsOf(ShopId shop, SupplierId supplier) =>
        new(Container.Shops, $"{shop}|items|{supplier}");

    /// <summary>The shop's own list holds things of several kinds: each kind has its prefix, and tags to list by.
    /// </summary>
    public static string ItemSort(SupplierId supplier, Sku sku) => $"item|{supplier}|{sku}";

    public static string SupplierTag(SupplierId supplier) => $"items:{supplier}";

    /// <summary>How the supplier keeps its word for the SKU, beside its head; and for all of the shop.</summary>
    public static string Facts(SupplierId supplier) => $"facts:{supplier}";

    public static Partition PooledOf(ShopId shop, SupplierId supplier) =>
        new(Container.Shops, $"{shop}|supplier|{supplier}");

    public static string Notice(int number) => NoticePrefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number in a notice's id; null: it is no notice.</summary>
    public static int? NoticeNumber(string id) => id.StartsWith(NoticePrefix, StringComparison.Ordinal)
        ? int.Parse(id.AsSpan(NoticePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>What a message says of a notice: the order's id and the notice's number.</summary>
    public static string NoticeMessage(OrderId order, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{order}|{number}");

    /// <summary>A message without a number is of the first notice.</summary>
    public static (OrderId Order, int Number) NoticeIn(string message)
    {
        var bar = message.LastIndexOf('|');
        return bar > message.IndexOf('|', StringComparison.Ordinal) &&
            int.TryParse(message.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (OrderIn(message[..bar]), number)
            : (OrderIn(message), 1);
    }

    public static string IntakeProblem(long slot) => string.Create(CultureInfo.InvariantCulture, $"problem:{slot}");

    public static string News(string webhookId) => $"news:{Content.Hash(webhookId)}";

    /// <summary>Newest accepted last.</summary>
    public static string OrderSort(DateTimeOffset acceptedAt, OrderNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{acceptedAt.UtcTicks:D19}|{number}");

    public static string SkuTag(Sku sku) => $"sku:{sku}";

    public static string EmailTag(string email) => $"email:{email.ToLowerInvariant()}";

    /// <summary>The two ids in a message body or partition key such as <c>shop|order</c>.</summary>
    /// <exception cref="FormatException">There are not two of them.</exception>
    public static (ShopId Shop, string Id) Split(string text)
    {
        return Ids(text) is [var shop, var id]
            ? (new(shop), id)
            : throw new FormatException("A message must name a shop and an id, as in 'shop|id'.");
    }

    /// <summary>The ids in a message, a shop and one or two more; null: it is none of ours.</summary>
    public static string[]? Ids(string text) =>
        text.Split('|') is { Length: 2 or 3 } ids && Array.TrueForAll(ids, Id.IsValid) ? ids : null;

    public static PoolId Pool(string text)
    {
        var (shop, id) = Split(text);
        return new(shop, new(id));
    }

    public static OrderId OrderIn(string text)
    {
        var (shop, id) = Split(text);
        return new(shop, new(id));
    }
}
