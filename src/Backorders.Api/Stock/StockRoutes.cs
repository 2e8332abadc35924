using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Stock;

/// <summary>What is there, what waits for it, what may be promised; and the warehouse's changes of it.</summary>
internal static class StockRoutes
{
    public const int BackorderPageSize = 100;

    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("PUT", "/api/stock/{sku}", "PutStock", Rule.Writer, Put),
        new("GET", "/api/stock/{sku}", "GetStock", Rule.Reader, Get),
        new("GET", "/api/stock", "ListStock", Rule.Reader, List),
        new("POST", "/api/stock/{sku}/adjustments", "AdjustStock", Rule.Writer, Adjust),
        new("POST", "/api/stock/{sku}/receipts", "ReceiveStock", Rule.Writer, Receive),
        new("GET", "/api/stock/{sku}/promise", "QuotePromise", Rule.Reader, Promise),
        new("GET", "/api/stock/{sku}/backorders", "ListBackorders", Rule.Reader, Backorders),
    ];

    private static Task<IResult> Put(Call call) => call.WithBody(
        (body, errors) => StockBody.Put(body, call.Place("sku"), errors),
        async settings => Answers.Of(await call.Use<ManageStock>().Put(
            new PoolId(call.Shop, new Sku(call.Place("sku"))), settings, call.Gone)));

    private static Task<IResult> Get(Call call) => call.WithSku(
        async pool => Answers.Of(await call.Use<ReadStock>().Get(pool, call.Gone)));

    private static Task<IResult> List(Call call) => call.WithQuery(
        query => (
            Waiting: query.Flag("waiting"),
            Limit: query.Number("limit", 1, OrderRoutes.MaxPageSize, OrderRoutes.PageSize),
            After: query.Cursor("after")),
        async page => Answers.Of(
            await call.Use<ReadStock>().List(call.Shop, page.Waiting, page.After, page.Limit, call.Gone),
            call.SignCursor));

    private static Task<IResult> Adjust(Call call) => call.WithSku(pool => call.WithBody(
        StockBody.Adjust,
        async adjustment => Answers.Of(await call.Use<ManageStock>().Adjust(pool, adjustment, call.Gone))));

    private static Task<IResult> Receive(Call call) => call.WithSku(pool => call.WithBody(
        StockBody.Receipt,
        async receipt => Answers.Of(await call.Use<ManageStock>().Receive(pool, receipt, call.Gone))));

    private static Task<IResult> Promise(Call call) => call.WithSku(pool => call.WithQuery(
        query => query.Number("quantity", 1, StockBody.MaxUnits),
        async quantity => Answers.Of(await call.Use<ReadStock>().Promise(pool, quantity, call.Gone))));

    private static Task<IResult> Backorders(Call call) => call.WithSku(pool => call.WithQuery(
        query => (
            Limit: query.Number("limit", 1, OrderRoutes.MaxPageSize, BackorderPageSize),
            After: query.Cursor("after")),
        async page => Answers.Of(
            await call.Use<ReadStock>().Backorders(pool, page.After, page.Limit, call.Gone), call.SignCursor)));
}
