using System.Text;
using Backorders.Api.Door;
using Backorders.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Backorders.Api.Customers;

/// <summary>The form of customers' pages, as browsers send it: <c>choice=keep</c> or <c>choice=cancel</c>.</summary>
/// <param name="Choice">Null: none of the two, or not just one.</param>
/// <param name="Refused">The problem that kept the form out.</param>
internal readonly record struct ChoiceForm(CustomerChoice? Choice, Problem? Refused)
{
    public const string MediaType = "application/x-www-form-urlencoded";
    public const string Field = "choice";
    public const string WhatToSend = $"Send a form: Content-Type: {MediaType}.";

    /// <summary>Ours has 13; what a browser's extension may add is let in.</summary>
    public const int MaxBytes = 1024;

    /// <exception cref="BadHttpRequestException">The body ended before its announced length.</exception>
    public static async Task<ChoiceForm> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return new(null, Problems.UnsupportedMediaType(WhatToSend));
        if (request.ContentLength is null or > MaxBytes)
            RawBody.LetServerDrain(request);
        if (request.ContentLength > MaxBytes)
            return new(null, Problems.TooLarge(MaxBytes));

        var bytes = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(
            bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxBytes
            ? new(null, Problems.TooLarge(MaxBytes))
            : new(Parse(Encoding.UTF8.GetString(bytes, 0, length)), null);
    }

    private static CustomerChoice? Parse(string form) =>
        QueryHelpers.ParseNullableQuery(form)?.GetValueOrDefault(Field) is not { Count: 1 } choice ? null
        : choice[0] switch
        {
            "keep" => CustomerChoice.Keep,
            "cancel" => CustomerChoice.Cancel,
            _ => null,
        };
}
