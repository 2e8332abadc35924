using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Api.Door;

/// <summary>
/// A request that was let in. Its methods read one part of it each and go on only when that part is allowed; else the
/// answer is the problem.
/// </summary>
/// <param name="holder">Whose key came with it; null: none.</param>
public sealed class Call(HttpContext http, ApiRoute route, KeyHolder? holder)
{
    public HttpContext Http { get; } = http;

    public KeyHolder? Holder { get; } = holder;

    /// <summary>The shop that the key belongs to.</summary>
    public ShopId Shop => Holder?.Shop ?? throw new InvalidOperationException($"{route.Name} is called without a key.");

    /// <summary>The caller went away; never passed into a commit.</summary>
    public CancellationToken Gone => Http.RequestAborted;

    /// <summary>The use case, or what else the head registered.</summary>
    public T Use<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>A value of the address, as sent.</summary>
    public string Place(string name) => Http.Request.RouteValues[name] as string ?? "";

    internal DayRange Days => new(Use<Clocks>().Today);

    /// <summary>The order of the address; what cannot be an order number is answered like a missing one.</summary>
    internal Task<IResult> WithOrder(Func<OrderId, Task<IResult>> then)
    {
        var number = Place("orderNumber");
        return Id.IsValid(number)
            ? then(new OrderId(Shop, new OrderNumber(number)))
            : Task.FromResult<IResult>(Problems.NotFound());
    }

    /// <summary>The SKU of the address; what cannot be a SKU is answered like a missing one.</summary>
    internal Task<IResult> WithSku(Func<PoolId, Task<IResult>> then)
    {
        var sku = Place("sku");
        return Id.IsValid(sku)
            ? then(new PoolId(Shop, new Sku(sku)))
            : Task.FromResult<IResult>(Problems.NoSuchSku());
    }

    /// <summary>The purchase order of the address; what cannot be one is answered like a missing one.</summary>
    internal Task<IResult> WithPurchase(Func<PurchaseId, Task<IResult>> then)
    {
        var id = Place("purchaseOrder");
        return Id.IsValid(id) ? then(new PurchaseId(id)) : Task.FromResult<IResult>(Problems.NotFound());
    }

    internal Task<IResult> WithQuery<T>(Func<QueryValues, T> read, Func<T, Task<IResult>> then)
    {
        var errors = new Errors();
        var values = read(new QueryValues(this, errors));
        return errors.Any ? Task.FromResult<IResult>(Problems.Malformed(errors.InWords())) : then(values);
    }

    internal async Task<IResult> WithBody<T>(Extract<T> extract, Func<T, Task<IResult>> then)
    {
        T? request;
        using (var body = await RawBody.Read(Http.Request, Gone))
        {
            if (body.Refused is { } unread)
                return unread;
            if (JsonBody.Parse(body.Bytes, extract, out request) is { } refused)
                return refused;
        }

        return await then(request!);
    }

    private string ListName => $"{route.Name} {Http.Request.Path}";

    /// <summary>Signs the pipeline's cursor for this shop and list; a SKU's list is its own.</summary>
    internal string? SignCursor(string? payload) =>
        payload is null ? null : Use<SignedCursor>().Sign(Shop, ListName, payload);

    internal string? OpenCursor(string cursor) => Use<SignedCursor>().Open(Shop, ListName, cursor);
}
