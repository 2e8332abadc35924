using Backorders.Api.Door;
using Backorders.Orders;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Orders;

/// <summary>Webshops' orders: taking, showing, following, cancelling and shipping them.</summary>
internal static class OrderRoutes
{
    public const int PageSize = 50;
    public const int MaxPageSize = 200;

    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("POST", "/api/orders", "TakeOrder", Rule.Writer, Take),
        new("GET", "/api/orders/{orderNumber}", "GetOrder", Rule.Reader, Get),
        new("GET", "/api/orders", "ListOrders", Rule.Reader, List),
        new("GET", "/api/changes", "ListChanges", Rule.Reader, Changes),
        new("POST", "/api/orders/{orderNumber}/cancel", "CancelOrder", Rule.Writer, Cancel),
        new("POST", "/api/orders/{orderNumber}/shipments", "ShipOrder", Rule.Writer, Ship),
        new("GET", "/api/intake/problems", "ListIntakeProblems", Rule.Reader, IntakeProblems),
    ];

    public static readonly string[] Statuses = ["backordered", "allocated", "shipped", "cancelled", "rejected"];

    private static Task<IResult> Take(Call call) => call.WithBody(
        (body, errors) => OrderBody.Read(body, call.Http.Request.Headers[OrderBody.KeyHeader], call.Days, errors),
        async order => Answers.Of(await call.Use<TakeOrder>().Run(call.Shop, order, call.Gone)));

    private static Task<IResult> Get(Call call) => call.WithOrder(
        async order => Answers.Of(await call.Use<ReadOrders>().Get(order, call.Gone)));

    private static Task<IResult> List(Call call) => call.WithQuery(
        query => new OrderFilter(
            query.Text("status", Texts.OneOf(Statuses)),
            query.Text("sku", Texts.Id) is { } sku ? new Sku(sku) : null,
            query.Text("email", Mailbox.Rule),
            query.Number("limit", 1, MaxPageSize, PageSize),
            query.Cursor("after")),
        async filter => Answers.Of(
            await call.Use<ReadOrders>().List(call.Shop, filter, call.Gone), call.SignCursor));

    private static Task<IResult> Changes(Call call) => call.WithQuery(
        query => (After: query.Cursor("after"), Limit: query.Number("limit", 1, MaxPageSize, PageSize)),
        async page => Answers.Of(
            await call.Use<ReadOrders>().Changes(call.Shop, page.After, page.Limit, call.Gone), call.SignCursor));

    private static Task<IResult> IntakeProblems(Call call) => call.WithQuery(
        query => (After: query.Cursor("after"), Limit: query.Number("limit", 1, MaxPageSize, PageSize)),
        async page => Answers.Of(
            await call.Use<IntakeProblems>().List(call.Shop, page.After, page.Limit, call.Gone), call.SignCursor));

    private static Task<IResult> Cancel(Call call) => call.WithOrder(order => call.WithBody(
        (body, errors) => ChangeBody.Cancel(body, call.Http.Request.Headers[OrderBody.KeyHeader], errors),
        async cancel => Answers.Of(await call.Use<CancelOrder>().Run(order, cancel, call.Gone))));

    private static Task<IResult> Ship(Call call) => call.WithOrder(order => call.WithBody(
        ChangeBody.Ship,
        async shipment => Answers.Of(await call.Use<ShipOrder>().Run(order, shipment, call.Gone))));
}
