using System.Diagnostics;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api;

/// <summary>What each outcome of a use case is on the wire: the one place that maps them.</summary>
internal static class Answers
{
    public static IResult Of(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Accepted(var order) =>
            Order(StatusCodes.Status201Created, order, $"/api/orders/{order.OrderNumber}"),
        OrderOutcome.Repeated(var order) => Order(StatusCodes.Status200OK, order, location: null, replayed: true),
        OrderOutcome.Done(var order) => Order(StatusCodes.Status200OK, order),
        OrderOutcome.NotFound => Problems.NotFound(),
        OrderOutcome.Conflict => Problems.OrderConflict(),
        OrderOutcome.KeyConflict => Problems.IdConflict(),
        OrderOutcome.UnknownSku(var lines) =>
            Problems.UnknownSku(SkuErrors(lines.Select(line => $"lines[{line - 1}].sku"))),
        OrderOutcome.Invalid(var path, var message) => Problems.Validation(One(path, message)),
        OrderOutcome.AlreadyShipped(var lines) => Problems.AlreadyShipped(lines),
        OrderOutcome.NotAllocated(var lines) => Problems.NotAllocated(lines),
        OrderOutcome.ShipComplete(var lines) => Problems.ShipComplete(lines),
        OrderOutcome.PoolFull(var sku) => Problems.PoolFull(sku),
        _ => throw new UnreachableException($"No such outcome: {outcome}."),
    };

    public static IResult Of(StockOutcome outcome) => outcome switch
    {
        StockOutcome.Created(var stock) => Stock(StatusCodes.Status201Created, stock, $"/api/stock/{stock.Sku}"),
        StockOutcome.Done(var stock) => Stock(StatusCodes.Status200OK, stock),
        StockOutcome.Repeated(var stock) => Stock(StatusCodes.Status200OK, stock, location: null, replayed: true),
        StockOutcome.UnknownSku => Problems.NoSuchSku(),
        StockOutcome.Conflict => Problems.IdConflict(),
        StockOutcome.Insufficient(var onHand) => Problems.InsufficientStock(onHand),
        _ => throw new UnreachableException($"No such outcome: {outcome}."),
    };

    public static IResult Of(NewsOutcome outcome) => outcome switch
    {
        NewsOutcome.Stored or NewsOutcome.Repeated => new Bare(StatusCodes.Status202Accepted),
        NewsOutcome.Conflict => Problems.IdConflict(),
        NewsOutcome.NotYours => Problems.ShipmentOfAnother(),
        NewsOutcome.UnknownSku(var lines) =>
            Problems.UnknownSku(SkuErrors(lines.Select(line => $"data.lines[{line}].sku"))),
        NewsOutcome.PoolFull(var sku) => Problems.PoolFull(sku),
        _ => throw new UnreachableException($"No such outcome: {outcome}."),
    };

    public static IResult Of(SupplierItemOutcome outcome) => outcome switch
    {
        SupplierItemOutcome.Created(var item) => Item(
            StatusCodes.Status201Created, item, $"/api/suppliers/{item.Supplier}/items/{item.Sku}"),
        SupplierItemOutcome.Done(var item) => Item(StatusCodes.Status200OK, item),
        SupplierItemOutcome.UnknownSupplier or SupplierItemOutcome.NotFound => Problems.NotFound(),
        SupplierItemOutcome.UnknownSku => Problems.NoSuchSku(),
        SupplierItemOutcome.NoCurrency => Problems.Validation(One("currency", "is required with a price")),
        _ => throw new UnreachableException($"No such outcome: {outcome}."),
    };

    public static IResult Of(SupplierItemPage? page, Func<string?, string?> sign) => page is null
        ? Problems.NotFound()
        : new Answer<SupplierItemPage>(
            StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.SupplierItemPage);

    public static IResult Of(PurchaseOutcome outcome) => outcome switch
    {
        PurchaseOutcome.Placed(var order) =>
            Purchase(StatusCodes.Status201Created, order, $"/api/purchase-orders/{order.Id}"),
        PurchaseOutcome.Repeated(var order) =>
            Purchase(StatusCodes.Status200OK, order, location: null, replayed: true),
        PurchaseOutcome.Done(var order) => Purchase(StatusCodes.Status200OK, order),
        PurchaseOutcome.NotFound => Problems.NotFound(),
        PurchaseOutcome.Conflict => Problems.IdConflict(),
        PurchaseOutcome.UnknownSku(var lines) =>
            Problems.UnknownSku(SkuErrors(lines.Select(line => $"lines[{line}].sku"))),
        PurchaseOutcome.Invalid(var path, var message) => Problems.Validation(One(path, message)),
        PurchaseOutcome.NotNow(var state) => Problems.WrongState(PurchaseWords.Of(state)),
        _ => throw new UnreachableException($"No such outcome: {outcome}."),
    };

    public static IResult Of(PurchaseView? order) =>
        order is null ? Problems.NotFound() : Purchase(StatusCodes.Status200OK, order);

    public static IResult Of(PurchasePage page, Func<string?, string?> sign) => new Answer<PurchasePage>(
        StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.PurchasePage);

    public static IResult Of(OrderView? order) =>
        order is null ? Problems.NotFound() : Order(StatusCodes.Status200OK, order);

    public static IResult Of(StockView? stock) =>
        stock is null ? Problems.NoSuchSku() : Stock(StatusCodes.Status200OK, stock);

    public static IResult Of(PromiseView? promise) => promise is null
        ? Problems.NoSuchSku()
        : new Answer<PromiseView>(StatusCodes.Status200OK, promise, Json.Shapes.PromiseView);

    public static IResult Of(BackorderPage? page, Func<string?, string?> sign) => page is null
        ? Problems.NoSuchSku()
        : new Answer<BackorderPage>(
            StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.BackorderPage);

    public static IResult Of(OrderPage page, Func<string?, string?> sign) => new Answer<OrderPage>(
        StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.OrderPage);

    public static IResult Of(IntakeProblemPage page, Func<string?, string?> sign) => new Answer<IntakeProblemsView>(
        StatusCodes.Status200OK,
        new(page.Problems.Select(IntakeProblemView.Of).ToList(), sign(page.Next)),
        Json.Shapes.IntakeProblemsView);

    public static IResult Of(StockPage page, Func<string?, string?> sign) => new Answer<StockPage>(
        StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.StockPage);

    public static IResult Of(ReplenishmentPage page, Func<string?, string?> sign) => new Answer<ReplenishmentPage>(
        StatusCodes.Status200OK, page with { Next = sign(page.Next) }, Json.Shapes.ReplenishmentPage);

    public static IResult Of(SkuReplenishment? sku) => sku is null
        ? Problems.NoSuchSku()
        : new Answer<SkuReplenishment>(StatusCodes.Status200OK, sku, Json.Shapes.SkuReplenishment);

    public static IResult Of(PlanRunView run) => new Answer<PlanRunView>(
        run.Status == "done" ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, run, Json.Shapes.PlanRunView);

    private static Answer<OrderView> Order(
        int status, OrderView order, string? location = null, bool replayed = false) =>
        new(status, order, Json.Shapes.OrderView) { Location = location, Replayed = replayed };

    private static Answer<PurchaseView> Purchase(
        int status, PurchaseView order, string? location = null, bool replayed = false) =>
        new(status, order, Json.Shapes.PurchaseView) { Location = location, Replayed = replayed };

    private static Answer<StockView> Stock(
        int status, StockView stock, string? location = null, bool replayed = false) =>
        new(status, stock, Json.Shapes.StockView) { Location = location, Replayed = replayed };

    private static Answer<SupplierItemView> Item(int status, SupplierItemView item, string? location = null) =>
        new(status, item, Json.Shapes.SupplierItemView) { Location = location };

    private static Dictionary<string, IReadOnlyList<string>> SkuErrors(IEnumerable<string> paths) => paths.ToDictionary(
        path => path, _ => (IReadOnlyList<string>)["is not a SKU of this shop"], StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> One(string path, string message) =>
        new(StringComparer.Ordinal) { [path] = [message] };
}
