using Backorders.Api.Customers;
using Backorders.Api.Door;
using Backorders.Api.Operations;
using Backorders.Api.Orders;
using Backorders.Api.Purchases;
using Backorders.Api.Replenishment;
using Backorders.Api.Stock;
using Backorders.Api.Suppliers;

namespace Backorders.Api;

/// <summary>The route table: every route of the contract, for both heads, the OpenAPI document and the tests.</summary>
public static class Routes
{
    public static readonly IReadOnlyList<ApiRoute> All =
        [.. OrderRoutes.All, .. StockRoutes.All, .. SupplierRoutes.All, .. SupplierItemRoutes.All,
        .. PurchaseRoutes.All, .. ReplenishmentRoutes.All, .. CustomerRoutes.All, .. OperationRoutes.All];
}
