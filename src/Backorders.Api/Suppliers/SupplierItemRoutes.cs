using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Suppliers;

/// <summary>On what terms the shop's suppliers deliver its SKUs.</summary>
internal static class SupplierItemRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("PUT", "/api/suppliers/{supplier}/items/{sku}", "PutSupplierItem", Rule.Writer, Put),
        new("GET", "/api/suppliers/{supplier}/items/{sku}", "GetSupplierItem", Rule.Reader, Get),
        new("GET", "/api/suppliers/{supplier}/items", "ListSupplierItems", Rule.Reader, List),
    ];

    private static Task<IResult> Put(Call call) => call.WithSku(pool => call.WithBody(
        (body, _) => SupplierItemBody.Put(body, call.Days),
        async terms => Answers.Of(await call.Use<SupplierItems>().Put(pool, Supplier(call), terms, call.Gone))));

    private static Task<IResult> Get(Call call) => call.WithSku(
        async pool => Answers.Of(await call.Use<SupplierItems>().Get(pool, Supplier(call), call.Gone)));

    private static Task<IResult> List(Call call) => call.WithQuery(
        query => (
            Limit: query.Number("limit", 1, OrderRoutes.MaxPageSize, OrderRoutes.PageSize),
            After: query.Cursor("after")),
        async page => Answers.Of(
            await call.Use<SupplierItems>().List(call.Shop, Supplier(call), page.After, page.Limit, call.Gone),
            call.SignCursor));

    /// <summary>Whatever the address says: one that the shop does not have is answered like a missing one.</summary>
    private static SupplierId Supplier(Call call) => new(call.Place("supplier"));
}
