using Azure.Core;
using Azure.Identity;
using Backorders.Pipeline.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Server;

/// <summary>Whom a check meets.</summary>
public sealed partial class CheckTests
{
    private sealed class Nobody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("not signed in\nand much more to read");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext context, CancellationToken cancellationToken) =>
            new(GetToken(context, cancellationToken));
    }

    private sealed class Silent : IMailer
    {
        private readonly TaskCompletionSource asked = new();
        private readonly TaskCompletionSource answered = new();

        public Task Asked => asked.Task;

        public void Answer() => answered.SetResult();

        public Task Check(CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            return answered.Task;
        }

        public Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a check sends no mail");

        public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a check looks up no mail");
    }

    /// <summary>A queue service that knows us and lets us do nothing.</summary>
    private sealed class Forbidding(WebApplication app) : IAsyncDisposable
    {
        public string Url => app.Urls.Single();

        public static async Task<Forbidding> Start()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.Run(http =>
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                http.Response.Headers["x-ms-error-code"] = "AuthorizationPermissionMismatch";
                return Task.CompletedTask;
            });
            await app.StartAsync(Stop);
            return new(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
