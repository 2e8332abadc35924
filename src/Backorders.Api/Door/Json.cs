using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Backorders.Api.Orders;
using Backorders.Api.Replenishment;
using Backorders.Orders;
using Backorders.Pipeline.Planning;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Door;

/// <summary>Writes bodies: generated code, no reflection, and a length so that nothing is chunked.</summary>
internal static class Json
{
    /// <summary>
    /// Escaping is relaxed (an umlaut stays an umlaut): safe because answers are served as JSON with <c>nosniff</c>
    /// and never put into a page.
    /// </summary>
    public static readonly ApiJson Shapes = new(new JsonSerializerOptions(ApiJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static async Task Write<T>(
        HttpResponse response, int status, string contentType, T value, JsonTypeInfo<T> shape)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, shape);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes);
    }
}

/// <summary>An answer that is all in its status.</summary>
internal sealed class Bare(int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}

/// <summary>A yes with a JSON body.</summary>
internal sealed class Answer<T>(int status, T value, JsonTypeInfo<T> shape) : IResult
{
    /// <summary>The <c>Location</c> header; null: none.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the same was asked before.</summary>
    public bool Replayed { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Location is not null)
            httpContext.Response.Headers.Location = Location;
        if (Replayed)
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
        return Json.Write(httpContext.Response, status, "application/json", value, shape);
    }
}

/// <summary>The shapes of all answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(IntakeProblemsView))]
[JsonSerializable(typeof(StockView))]
[JsonSerializable(typeof(StockPage))]
[JsonSerializable(typeof(PromiseView))]
[JsonSerializable(typeof(BackorderPage))]
[JsonSerializable(typeof(SupplierItemView))]
[JsonSerializable(typeof(SupplierItemPage))]
[JsonSerializable(typeof(PurchaseView))]
[JsonSerializable(typeof(PurchasePage))]
[JsonSerializable(typeof(ReplenishmentPage))]
[JsonSerializable(typeof(SkuReplenishment))]
[JsonSerializable(typeof(PlanRunView))]
[JsonSerializable(typeof(ReportView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Times as <c>2026-11-22T10:00:00Z</c>, with a fraction only where there is one.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
