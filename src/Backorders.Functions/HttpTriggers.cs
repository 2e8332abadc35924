using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Backorders.Functions;

/// <summary>
/// One function a route of the contract, named like it. All are anonymous to the host, whose keys are the app's and
/// cannot tell shops apart: the door behind them knows who calls.
/// </summary>
public sealed class HttpTriggers(HttpDoor door)
{
    [Function("TakeOrder")]
    public Task<IResult> TakeOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/orders")] HttpRequest request) => door.Answer(request);

    [Function("GetOrder")]
    public Task<IResult> GetOrder(
        [HttpTrigger(Anonymous, "get", Route = "api/orders/{orderNumber}")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListOrders")]
    public Task<IResult> ListOrders(
        [HttpTrigger(Anonymous, "get", Route = "api/orders")] HttpRequest request) => door.Answer(request);

    [Function("ListChanges")]
    public Task<IResult> ListChanges(
        [HttpTrigger(Anonymous, "get", Route = "api/changes")] HttpRequest request) => door.Answer(request);

    [Function("CancelOrder")]
    public Task<IResult> CancelOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/orders/{orderNumber}/cancel")] HttpRequest request) =>
        door.Answer(request);

    [Function("ShipOrder")]
    public Task<IResult> ShipOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/orders/{orderNumber}/shipments")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListIntakeProblems")]
    public Task<IResult> ListIntakeProblems(
        [HttpTrigger(Anonymous, "get", Route = "api/intake/problems")] HttpRequest request) => door.Answer(request);

    [Function("PutStock")]
    public Task<IResult> PutStock(
        [HttpTrigger(Anonymous, "put", Route = "api/stock/{sku}")] HttpRequest request) => door.Answer(request);

    [Function("GetStock")]
    public Task<IResult> GetStock(
        [HttpTrigger(Anonymous, "get", Route = "api/stock/{sku}")] HttpRequest request) => door.Answer(request);

    [Function("ListStock")]
    public Task<IResult> ListStock(
        [HttpTrigger(Anonymous, "get", Route = "api/stock")] HttpRequest request) => door.Answer(request);

    [Function("AdjustStock")]
    public Task<IResult> AdjustStock(
        [HttpTrigger(Anonymous, "post", Route = "api/stock/{sku}/adjustments")] HttpRequest request) =>
        door.Answer(request);

    [Function("ReceiveStock")]
    public Task<IResult> ReceiveStock(
        [HttpTrigger(Anonymous, "post", Route = "api/stock/{sku}/receipts")] HttpRequest request) =>
        door.Answer(request);

    [Function("QuotePromise")]
    public Task<IResult> QuotePromise(
        [HttpTrigger(Anonymous, "get", Route = "api/stock/{sku}/promise")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListBackorders")]
    public Task<IResult> ListBackorders(
        [HttpTrigger(Anonymous, "get", Route = "api/stock/{sku}/backorders")] HttpRequest request) =>
        door.Answer(request);

    [Function("ReceiveShipmentNews")]
    public Task<IResult> ReceiveShipmentNews(
        [HttpTrigger(Anonymous, "post", Route = "api/shops/{shop}/suppliers/{supplier}/shipments")]
        HttpRequest request) => door.Answer(request);

    [Function("CustomerPage")]
    public Task<IResult> CustomerPage(
        [HttpTrigger(Anonymous, "get", Route = "o/{token}")] HttpRequest request) => door.Answer(request);

    [Function("CustomerChoice")]
    public Task<IResult> CustomerChoice(
        [HttpTrigger(Anonymous, "post", Route = "o/{token}")] HttpRequest request) => door.Answer(request);

    [Function("Dashboard")]
    public Task<IResult> Dashboard(
        [HttpTrigger(Anonymous, "get", Route = "/")] HttpRequest request) => door.Answer(request);

    [Function("PutSupplierItem")]
    public Task<IResult> PutSupplierItem(
        [HttpTrigger(Anonymous, "put", Route = "api/suppliers/{supplier}/items/{sku}")] HttpRequest request) =>
        door.Answer(request);

    [Function("GetSupplierItem")]
    public Task<IResult> GetSupplierItem(
        [HttpTrigger(Anonymous, "get", Route = "api/suppliers/{supplier}/items/{sku}")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListSupplierItems")]
    public Task<IResult> ListSupplierItems(
        [HttpTrigger(Anonymous, "get", Route = "api/suppliers/{supplier}/items")] HttpRequest request) =>
        door.Answer(request);

    [Function("PlacePurchaseOrder")]
    public Task<IResult> PlacePurchaseOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/purchase-orders")] HttpRequest request) =>
        door.Answer(request);

    [Function("GetPurchaseOrder")]
    public Task<IResult> GetPurchaseOrder(
        [HttpTrigger(Anonymous, "get", Route = "api/purchase-orders/{purchaseOrder}")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListPurchaseOrders")]
    public Task<IResult> ListPurchaseOrders(
        [HttpTrigger(Anonymous, "get", Route = "api/purchase-orders")] HttpRequest request) =>
        door.Answer(request);

    [Function("ApprovePurchaseOrder")]
    public Task<IResult> ApprovePurchaseOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/purchase-orders/{purchaseOrder}/approve")] HttpRequest request) =>
        door.Answer(request);

    [Function("CancelPurchaseOrder")]
    public Task<IResult> CancelPurchaseOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/purchase-orders/{purchaseOrder}/cancel")] HttpRequest request) =>
        door.Answer(request);

    [Function("ListReplenishment")]
    public Task<IResult> ListReplenishment(
        [HttpTrigger(Anonymous, "get", Route = "api/replenishment")] HttpRequest request) => door.Answer(request);

    [Function("GetReplenishment")]
    public Task<IResult> GetReplenishment(
        [HttpTrigger(Anonymous, "get", Route = "api/replenishment/{sku}")] HttpRequest request) => door.Answer(request);

    [Function("RunReplenishment")]
    public Task<IResult> RunReplenishment(
        [HttpTrigger(Anonymous, "post", Route = "api/replenishment/run")] HttpRequest request) => door.Answer(request);

    [Function("GetReport")]
    public Task<IResult> GetReport(
        [HttpTrigger(Anonymous, "get", Route = "api/reports/{report}")] HttpRequest request) => door.Answer(request);

    [Function("Health")]
    public Task<IResult> Health(
        [HttpTrigger(Anonymous, "get", Route = "healthz")] HttpRequest request) => door.Answer(request);

    [Function("OpenApi")]
    public Task<IResult> OpenApi(
        [HttpTrigger(Anonymous, "get", Route = "openapi/v1.json")] HttpRequest request) => door.Answer(request);
}
