using Backorders.Api.Customers;
using Backorders.Api.Door;

namespace Backorders.Api.Document;

/// <summary>A problem of each kind, made by <see cref="Problems"/>, so that the document shows what is sent.</summary>
internal static class SampleProblems
{
    public static readonly Problem MalformedBody = Problems.Malformed(
        "Send one JSON object, without duplicate members, comments or trailing commas, nested at most "
        + $"{JsonBody.MaxDepth} deep. It stops being that at line 3, byte 12.");

    public static readonly Problem MalformedQuery = Problems.Malformed("limit must be from 1 to 200.");
    public static readonly Problem Unauthorized = Problems.Unauthorized();
    public static readonly Problem UnknownOperator = Problems.UnknownOperator();
    public static readonly Problem OperatorsOnly = Problems.OperatorsOnly();
    public static readonly Problem UnsignedNews = Problems.UnsignedNews();
    public static readonly Problem Forbidden = Problems.Forbidden();
    public static readonly Problem ShipmentOfAnother = Problems.ShipmentOfAnother();
    public static readonly Problem NotFound = Problems.NotFound();
    public static readonly Problem NoSuchSku = Problems.NoSuchSku();
    public static readonly Problem AlreadyShipped = Problems.AlreadyShipped([2]);
    public static readonly Problem NotAllocated = Problems.NotAllocated([1]);
    public static readonly Problem ShipComplete = Problems.ShipComplete([1]);
    public static readonly Problem InsufficientStock = Problems.InsufficientStock(3);
    public static readonly Problem WrongState = Problems.WrongState("received");
    public static readonly Problem TooLarge = Problems.TooLarge();

    public static readonly Problem UnsupportedMediaType =
        Problems.UnsupportedMediaType("Send JSON: Content-Type: application/json.");

    public static readonly Problem Validation =
        Problems.Validation(Named("lines[0].quantity", "must be from 1 to 1000000"));
    public static readonly Problem OrderConflict = Problems.OrderConflict();
    public static readonly Problem IdConflict = Problems.IdConflict();
    public static readonly Problem UnknownSku = Problems.UnknownSku(Named("lines[0].sku", "is not a SKU of this shop"));
    public static readonly Problem TooManyRequests = Problems.TooManyRequests(TimeSpan.FromSeconds(1));
    public static readonly Problem Internal = Problems.Internal("0af7651916cd43dd8448eb211c80319c");
    public static readonly Problem Unavailable = Problems.Unavailable(TimeSpan.FromSeconds(5));
    public static readonly Problem PoolFull = Problems.PoolFull(new Sku("TV-55"));

    /// <summary>What any JSON body may meet.</summary>
    public static readonly IReadOnlyList<Problem> OfABody =
        [MalformedBody, TooLarge, UnsupportedMediaType, Validation];

    /// <summary>What the form of a customer's page may meet.</summary>
    public static readonly IReadOnlyList<Problem> OfAForm =
    [
        Problems.Malformed("The request did not arrive as HTTP has it. Send it again, whole."),
        Problems.TooLarge(ChoiceForm.MaxBytes), Problems.UnsupportedMediaType(ChoiceForm.WhatToSend),
    ];

    private static Dictionary<string, IReadOnlyList<string>> Named(string path, string message) =>
        new(StringComparer.Ordinal) { [path] = [message] };
}
