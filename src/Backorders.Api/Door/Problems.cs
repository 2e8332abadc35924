namespace Backorders.Api.Door;

/// <summary>Every problem of the contract, in the order of its table; no other file makes one.</summary>
internal static class Problems
{
    public const string TypeBase = "https://backorders.dev/problems/";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static Problem Malformed(string detail) => Make("malformed", "Not readable", 400, detail);

    public static Problem Unauthorized() => Make(
        "unauthorized", "Not known", 401, "Send a valid API key: Authorization: Bearer <api key>.",
        challenge: "Bearer");

    public static Problem UnknownOperator() => Make(
        "unauthorized", "Not known", 401, "Send an operator's key: Authorization: Bearer <api key>, or as a password.",
        challenge: "Basic realm=\"Backorders: an operator's key as password\", charset=\"UTF-8\"");

    public static Problem OperatorsOnly() => Make(
        "forbidden", "Not allowed", 403, "This is for people who look. Use a key with the role operator.");

    public static Problem UnsignedNews() => Make(
        "unauthorized", "Not known", 401,
        "Sign the request as Standard Webhooks says, with the shared secret and a timestamp of now.",
        challenge: "StandardWebhooks");

    public static Problem Forbidden() => Make(
        "forbidden", "Not allowed", 403, "This key may only read. Use a key with the role shop.");

    public static Problem ShipmentOfAnother() => Make(
        "forbidden", "Not allowed", 403, "This shipment id belongs to another supplier of the shop. Use another id.");

    public static Problem NotFound() => Make(
        "not-found", "Not found", 404, "There is nothing here. Check the address and the id.");

    public static Problem NoSuchSku() => Make(
        "unknown-sku", "Unknown SKU", 404, "The shop has no such SKU. Create it with PUT /api/stock/{sku}.");

    public static Problem MethodNotAllowed() => Make(
        "method-not-allowed", "Method not allowed", 405, "Use one of the methods in the Allow header.");

    public static Problem AlreadyShipped(IReadOnlyList<int> lines) => Make(
        "already-shipped", "Already shipped", 409,
        $"Shipped already: {Named(lines)}. Nothing was changed; leave out what has shipped.", lines: lines);

    public static Problem NotAllocated(IReadOnlyList<int> lines) => Make(
        "not-allocated", "Not allocated", 409,
        $"Waiting, cancelled or rejected: {Named(lines)}. Nothing was changed; ship only lines that are allocated.",
        lines: lines);

    public static Problem ShipComplete(IReadOnlyList<int> lines) => Make(
        "ship-complete", "Ships complete", 409,
        $"The order ships as a whole. Not named or not allocated: {Named(lines)}. "
        + "Nothing was changed; ship all live lines together.", lines: lines);

    public static Problem InsufficientStock(long onHand) => Make(
        "insufficient-stock", "Not enough on hand", 409,
        $"Only {onHand} units are on hand. Nothing was booked; take off no more than that.", onHand: onHand);

    public static Problem WrongState(string status) => Make(
        "wrong-state", "Not in this state", 409,
        $"The purchase order is {status}. Nothing was changed; look at it with GET.");

    public static Problem TooLarge(int most = RawBody.MaxBytes) => Make(
        "too-large", "Too large", 413, $"Send at most {most} bytes.");

    public static Problem UnsupportedMediaType(string detail) => Make(
        "unsupported-media-type", "Not JSON", 415, detail);

    public static Problem Validation(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) => Make(
        "validation", "Not allowed as it is", 422, "Correct the members that are named in errors, and send it again.",
        errors: errors);

    public static Problem OrderConflict() => Make(
        "order-conflict", "Order number taken", 422,
        "This order number belongs to an order with other content. Send a new order under a new number.");

    public static Problem IdConflict() => Make(
        "id-conflict", "Id taken", 422, "This id was used with other content. Send a new change under a new id.");

    public static Problem UnknownSku(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) => Make(
        "unknown-sku", "Unknown SKU", 422,
        "The lines named in errors have SKUs that the shop does not have. Nothing was taken; create or correct them.",
        errors: errors);

    public static Problem TooManyRequests(TimeSpan retryAfter) => Make(
        "too-many-requests", "Too many requests", 429, "Wait as long as Retry-After says, and send it again.",
        retryAfter: retryAfter);

    public static Problem Internal(string traceId) => Make(
        "internal", "Our mistake", 500,
        "Send the same again. If it stays like this, report the traceId.", traceId: traceId);

    public static Problem Unavailable(TimeSpan retryAfter) => Make(
        "unavailable", "Not available now", 503,
        "Something behind this service is away. Send the same again after Retry-After seconds.",
        retryAfter: retryAfter);

    public static Problem Unwell(IReadOnlyDictionary<string, DependencyView> dependencies) =>
        Unavailable(Soon) with { Dependencies = dependencies };

    public static Problem PoolFull(Sku sku) => Make(
        "pool-full", "No more room", 503,
        $"The SKU {sku} has no room for more waiting lines or shipments. Send the same after Retry-After seconds.",
        retryAfter: TimeSpan.FromMinutes(1));

    private static Problem Make(
        string name, string title, int status, string detail,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null,
        IReadOnlyList<int>? lines = null, long? onHand = null, string? traceId = null, TimeSpan? retryAfter = null,
        string? challenge = null) =>
        new(TypeBase + name, title, status, detail, errors, lines, onHand, traceId)
        {
            RetryAfter = retryAfter,
            Challenge = challenge,
        };

    /// <summary>"line 3", or "lines 1, 2".</summary>
    private static string Named(IReadOnlyList<int> lines) =>
        lines.Count == 1 ? $"line {lines[0]}" : $"lines {string.Join(", ", lines)}";
}
