using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Purchases;

/// <summary>The shop's orders at its suppliers.</summary>
internal static class PurchaseRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("POST", "/api/purchase-orders", "PlacePurchaseOrder", Rule.Writer, Place),
        new("GET", "/api/purchase-orders/{purchaseOrder}", "GetPurchaseOrder", Rule.Reader, Get),
        new("GET", "/api/purchase-orders", "ListPurchaseOrders", Rule.Reader, List),
        new("POST", "/api/purchase-orders/{purchaseOrder}/approve", "ApprovePurchaseOrder", Rule.Writer, Approve),
        new("POST", "/api/purchase-orders/{purchaseOrder}/cancel", "CancelPurchaseOrder", Rule.Writer, Cancel),
    ];

    private static Task<IResult> Place(Call call) => call.WithBody(
        (body, errors) => PurchaseBody.Place(body, call.Http.Request.Headers[OrderBody.KeyHeader], call.Days, errors),
        async order => Answers.Of(await call.Use<ManagePurchases>().Place(call.Shop, order, call.Gone)));

    private static Task<IResult> Get(Call call) => call.WithPurchase(
        async id => Answers.Of(await call.Use<ManagePurchases>().Get(call.Shop, id, call.Gone)));

    private static Task<IResult> List(Call call) => call.WithQuery(
        query => new PurchaseFilter(
            query.Text("status", Texts.OneOf([.. PurchaseWords.States])) is { } word
                ? PurchaseWords.StateOf(word)
                : null,
            query.Text("supplier", Texts.Id) is { } supplier ? new SupplierId(supplier) : null,
            query.Number("limit", 1, OrderRoutes.MaxPageSize, OrderRoutes.PageSize),
            query.Cursor("after")),
        async filter => Answers.Of(
            await call.Use<ManagePurchases>().List(call.Shop, filter, call.Gone), call.SignCursor));

    private static Task<IResult> Approve(Call call) => call.WithPurchase(id => call.WithBody(
        PurchaseBody.Approve,
        async send => Answers.Of(await call.Use<ManagePurchases>().Approve(call.Shop, id, send, call.Gone))));

    private static Task<IResult> Cancel(Call call) => call.WithPurchase(id => call.WithBody(
        PurchaseBody.Cancel,
        async reason => Answers.Of(await call.Use<ManagePurchases>().Cancel(
            call.Shop, id, reason.Length == 0 ? null : reason, call.Gone))));
}
