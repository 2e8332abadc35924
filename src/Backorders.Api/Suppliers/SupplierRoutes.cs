using Backorders.Api.Door;
using Backorders.Pipeline;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Suppliers;

/// <summary>Suppliers' news of their shipments, as Standard Webhooks.</summary>
internal static class SupplierRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("POST", "/api/shops/{shop}/suppliers/{supplier}/shipments", "ReceiveShipmentNews", Rule.Supplier, Receive),
    ];

    private static async Task<IResult> Receive(Call call)
    {
        var shop = new ShopId(call.Place("shop"));
        var supplier = new SupplierId(call.Place("supplier"));
        ShipmentNews? news;
        using (var body = await RawBody.Read(call.Http.Request, call.Gone))
        {
            if (body.Refused is { } unread)
                return unread;
            if (SignedAt(call, shop, supplier, body.Bytes.Span) is not { } signedAt)
                return Problems.UnsignedNews();
            if (Parse(call, body.Bytes, signedAt, out news) is { } refused)
                return refused;
        }

        return Answers.Of(await call.Use<TakeShipmentNews>().Run(shop, supplier, news!, call.Gone));
    }

    /// <summary>When it was signed; null: not by this supplier of this shop, or not lately.</summary>
    private static DateTimeOffset? SignedAt(Call call, ShopId shop, SupplierId supplier, ReadOnlySpan<byte> body)
    {
        var headers = call.Http.Request.Headers;
        var timestamp = headers["webhook-timestamp"].ToString();
        var secrets = call.Use<ShopDirectory>().Find(shop)?.Suppliers.GetValueOrDefault(supplier)?.Secrets ?? [];
        var genuine = WebhookSignature.Verify(
            headers["webhook-id"].ToString(), timestamp, body, headers["webhook-signature"].ToString(), secrets,
            call.Use<Clocks>().Now);
        return genuine ? WebhookSignature.TimeOf(timestamp) : null;
    }

    private static Problem? Parse(
        Call call, ReadOnlyMemory<byte> bytes, DateTimeOffset signedAt, out ShipmentNews? news)
    {
        var id = call.Http.Request.Headers["webhook-id"].ToString();
        return JsonBody.Parse(
            bytes, (body, errors) => NewsBody.Read(body, id, signedAt, call.Days, errors), out news);
    }
}
