using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Door;

/// <summary>What a route does with a request that was let in.</summary>
public delegate Task<IResult> Handler(Call call);

/// <summary>One route of the contract, as both heads, the OpenAPI document and the tests enumerate it.</summary>
/// <param name="Name">The operation's name in the document and in cursors; the function's in Functions.</param>
public sealed record ApiRoute(string Method, string Template, string Name, Rule Rule, Handler Handler);

/// <summary>Who may call a route.</summary>
public enum Rule
{
    /// <summary>Everybody; an API key is looked at, but not needed.</summary>
    Anyone,

    /// <summary>A key of the shop, with the role shop or operator.</summary>
    Reader,

    /// <summary>A key of the shop with the role shop.</summary>
    Writer,

    /// <summary>A key of the shop with the role operator, also as the password that a browser asks for.</summary>
    Operator,

    /// <summary>A supplier, known by the signature of its webhook: the handler verifies it.</summary>
    Supplier,

    /// <summary>
    /// A customer, known by the signed link in the address: the handler opens it. Every answer is a page, a "no" too.
    /// </summary>
    Customer,
}
