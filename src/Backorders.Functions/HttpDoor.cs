using System.Runtime.CompilerServices;
using Backorders.Api;
using Backorders.Api.Door;
using Microsoft.AspNetCore.Http;

namespace Backorders.Functions;

/// <summary>Leads a function to its route of the table and through the one door that both heads share.</summary>
public sealed class HttpDoor(Entrance entrance)
{
    private static readonly Dictionary<string, ApiRoute> ByName =
        Routes.All.ToDictionary(route => route.Name, StringComparer.Ordinal);

    /// <param name="function">The calling function, which has its route's name.</param>
    public Task<IResult> Answer(HttpRequest request, [CallerMemberName] string function = "") =>
        entrance.Answer(ByName[function], request.HttpContext);
}
