using System.Text;
using Backorders.Notices;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Door;

/// <summary>
/// A page for a person. It may neither run, fetch nor send anything elsewhere, nobody keeps or lists it, and where it
/// leads nobody learns its address, which is a secret.
/// </summary>
internal sealed class Page(int status, string html) : IResult
{
    private static readonly string Policy =
        $"default-src 'none'; style-src '{CustomerPages.StyleHash}'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>After so long it is worth to come again; null: at any time.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A "no" in words for a customer, who can do nothing about most of them.</summary>
    public static Page Of(Problem problem) => new(problem.Status, CustomerPages.Render(problem.Status switch
    {
        StatusCodes.Status404NotFound => PageTrouble.NoSuchLink,
        StatusCodes.Status429TooManyRequests => PageTrouble.TooOften,
        >= StatusCodes.Status500InternalServerError => PageTrouble.NotNow,
        _ => PageTrouble.NotUnderstood,
    }))
    {
        RetryAfter = problem.RetryAfter,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        MarkAsPrivate(response);
        response.Headers.ContentSecurityPolicy = Policy;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Problem.Seconds(wait);
        var bytes = Encoding.UTF8.GetBytes(html);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes);
    }

    private static void MarkAsPrivate(HttpResponse response)
    {
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }

    /// <summary>Leads a browser from a form back to the page beside it: a reload sends nothing again.</summary>
    /// <param name="place">The last part of the address, whatever a proxy puts before it.</param>
    public sealed class SeeAgain(string place) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            MarkAsPrivate(httpContext.Response);
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = place;
            return Task.CompletedTask;
        }
    }
}
