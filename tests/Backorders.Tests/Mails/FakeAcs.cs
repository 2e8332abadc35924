using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Backorders.Tests.Mails;

/// <summary>
/// The e-mail API of Azure Communication Services on this machine: as strict about signatures, and with whatever
/// whims the test gives it for the next requests.
/// </summary>
public sealed class FakeAcs(TimeProvider time) : IAsyncDisposable
{
    public const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>How far a signature's date may be off.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, byte[]> mails = new();
    private WebApplication? app;

    /// <summary>By operation id: the body that was accepted.</summary>
    public IReadOnlyDictionary<string, byte[]> Mails => mails;

    /// <summary>Every body that was posted, accepted or not, with its operation id.</summary>
    public ConcurrentQueue<(string Operation, string BodyHash)> Posts { get; } = new();

    public ConcurrentQueue<Whim> Whims { get; } = new();

    /// <summary>What an operation says of itself; others have succeeded.</summary>
    public ConcurrentDictionary<string, string?> States { get; } = new();

    public string Address { get; private set; } = "";

    public string ConnectionString => $"endpoint={Address}/;accesskey={Key}";

    public async Task Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Answer);
        await app.StartAsync();
        Address = app.Urls.Single();
    }

    public async ValueTask DisposeAsync() => await app!.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var target = http.Request.Path + http.Request.QueryString.ToString();
        if (!IsSigned(http.Request, target, body.ToArray()))
        {
            await Say(http, 401, "Denied");
        }
        else if (!Whims.TryDequeue(out var whim))
        {
            await Serve(http, body.ToArray());
        }
        else
        {
            await Indulge(http, whim, body.ToArray());
        }
    }

    private async Task Indulge(HttpContext http, Whim whim, byte[] body)
    {
        switch (whim)
        {
            case Whim.AcceptAndDrop:
                Accept(http, body);
                http.Abort();
                break;
            case Whim.Drop:
                http.Abort();
                break;
            case Whim.NoAnswer:
                await Gone(http.RequestAborted);
                break;
            case Whim.Says says:
                if (says.RetryAfter is { } retryAfter)
                {
                    http.Response.Headers.RetryAfter = retryAfter;
                }

                await Say(http, says.Status, says.Code);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task Gone(CancellationToken aborted)
    {
        var gone = new TaskCompletionSource();
        await using var registered = aborted.Register(gone.SetResult);
        await gone.Task;
    }

    private async Task Serve(HttpContext http, byte[] body)
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path == "/emails:send")
        {
            await Say(http, Accept(http, body) ? 202 : 400, "EmailIdTaken", "Running");
            return;
        }

        var operation = http.Request.Path.ToString().Split('/')[^1];
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path != $"/emails/operations/{operation}"
            || !mails.ContainsKey(operation))
        {
            await Say(http, 404, "OperationNotFound");
            return;
        }

        await Say(http, 200, "EmailDropped", States.GetValueOrDefault(operation, "Succeeded"));
    }

    /// <returns>Whether it is the same mail that this operation is of.</returns>
    private bool Accept(HttpContext http, byte[] body)
    {
        var operation = http.Request.Headers["Operation-Id"].ToString();
        Posts.Enqueue((operation, Convert.ToHexString(SHA256.HashData(body))));
        http.Response.Headers["Operation-Location"] = $"{Address}//emails/operations/{operation}?api-version=x";
        http.Response.Headers.RetryAfter = "30";
        return mails.GetOrAdd(operation, body).AsSpan().SequenceEqual(body);
    }

    /// <summary>The message of an error quotes an address, as the real one may.</summary>
    private static Task Say(HttpContext http, int status, string code, string? state = null)
    {
        http.Response.StatusCode = status;
        var failed = status >= 400 || state is "Failed" or "Canceled";
        if (status >= 400)
        {
            http.Response.Headers["x-ms-error-code"] = code;
        }

        return http.Response.WriteAsync(new JsonObject
        {
            ["status"] = state,
            ["error"] = failed ? new JsonObject { ["code"] = code, ["message"] = "jane@example.com is bad" } : null,
        }.ToJsonString());
    }

    private bool IsSigned(HttpRequest request, string target, byte[] body)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        var date = request.Headers["x-ms-date"].ToString();
        var text = $"{request.Method}\n{target}\n{date};{request.Host.Value};{hash}";
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.ASCII.GetBytes(text)));
        return request.Headers["x-ms-content-sha256"] == hash
            && request.Headers.Authorization
                == $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
            && DateTimeOffset.TryParseExact(
                date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed)
            && (signed - time.GetUtcNow()).Duration() <= Skew;
    }
}

public abstract record Whim
{
    private Whim()
    {
    }

    public sealed record AcceptAndDrop : Whim;

    public sealed record Drop : Whim;

    /// <summary>The caller loses patience first.</summary>
    public sealed record NoAnswer : Whim;

    public sealed record Says(int Status, string Code = "Whim", string? RetryAfter = null) : Whim;
}
