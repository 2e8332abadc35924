using System.Text;
using Backorders.Api.Door;

namespace Backorders.Tests.Api;

/// <summary>What a parser made of a body: a request, or what is wrong with it.</summary>
internal static class Parsed
{
    public static readonly DayRange Days = new(new DateOnly(2026, 11, 22));

    public static T Request<T>(Extract<T> extract, string json)
    {
        Assert.Null(JsonBody.Parse(Encoding.UTF8.GetBytes(json), extract, out var request));
        return request!;
    }

    /// <summary>Each error as <c>path: message</c>.</summary>
    public static IReadOnlyList<string> Errors<T>(Extract<T> extract, string json)
    {
        var problem = JsonBody.Parse(Encoding.UTF8.GetBytes(json), extract, out _);
        Assert.Equal(422, problem?.Status);
        return [.. problem!.Errors!.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))];
    }
}
