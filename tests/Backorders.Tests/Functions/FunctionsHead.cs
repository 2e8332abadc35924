using System.Reflection;
using System.Text;
using Backorders.Functions;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Settings;
using Backorders.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using DataFolder = Backorders.Tests.Contracts.DataFolder;

namespace Backorders.Tests.Functions;

/// <summary>
/// The Functions head over the embedded adapters, built by its own registration with every service checked. The test
/// is its host: it constructs the triggers as a host does, hands them requests and messages, and deletes a message
/// when its function comes back.
/// </summary>
internal sealed class FunctionsHead : IAsyncDisposable
{
    /// <summary>More messages than any of these tests makes.</summary>
    private const int MostMessages = 200;

    private readonly DataFolder folder = new();
    private readonly IHost host;

    public FunctionsHead()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Services.AddFunctions(Options(folder.Path));
        host = builder.Build();
    }

    public IServiceProvider Services => host.Services;

    public string MailFolder => Path.Combine(folder.Path, "mails");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IReadOnlyList<FoundFunction> All { get; } = TriggerRules.In(
        typeof(HttpTriggers).Assembly.GetTypes().Where(type => type.Namespace == typeof(HttpTriggers).Namespace));

    /// <summary>Calls the function of a route as the host does; the answer's status and body.</summary>
    public async Task<(int Status, string Body)> Http(
        string function, string? body = null, Action<HttpRequest>? more = null,
        params IReadOnlyList<(string Name, string Value)> place)
    {
        var http = new DefaultHttpContext { RequestServices = Services };
        http.Request.Headers.Authorization = $"Bearer {GivenApi.BothKey}";
        if (body is not null)
        {
            http.Request.ContentType = "application/json";
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in place)
        {
            http.Request.RouteValues[name] = value;
        }

        more?.Invoke(http.Request);
        http.Response.Body = new MemoryStream();
        await (await (Task<IResult>)Call(Named(function), http.Request)).ExecuteAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
    }

    /// <summary>Gives a message to the function that this queue triggers.</summary>
    public Task Message(string queue, string text) => Call(
        All.Single(function => function.Trigger is QueueTriggerAttribute trigger && trigger.QueueName == queue), text);

    public Task Timer() => Call(Named("Sweep"), new TimerInfo());

    /// <summary>Works all visible messages until there are none, and what goes on behind answers.</summary>
    /// <returns>The queues that had some.</returns>
    public async Task<IReadOnlyList<string>> Work()
    {
        var queue = Services.GetRequiredService<IWorkQueue>();
        List<string> worked = [];
        for (var rest = false; !rest;)
        {
            rest = true;
            await Services.GetRequiredService<Background>().Drain(Stop);
            foreach (var name in QueueNames.All)
            {
                foreach (var message in await queue.Receive(name, 32, TimeSpan.FromMinutes(1), Stop))
                {
                    rest = false;
                    await Message(name, Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Body)));
                    await queue.Delete(message.Handle, Stop);
                    worked.Add(name);
                    Assert.InRange(worked.Count, 0, MostMessages);
                }
            }
        }

        return worked;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<Background>().Drain(Stop);
        await ((IAsyncDisposable)host).DisposeAsync();
        folder.Dispose();
    }

    private static FoundFunction Named(string name) => All.Single(function => function.Name == name);

    private Task Call(FoundFunction function, object triggeredBy)
    {
        var triggers = ActivatorUtilities.CreateInstance(Services, function.Method.DeclaringType!);
        object[] arguments = function.Method.GetParameters().Length == 1 ? [triggeredBy] : [triggeredBy, Stop];
        return (Task)function.Method.Invoke(
            triggers, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
    }

    private static BackordersOptions Options(string folder) => new(
        folder, Development: false, GivenApi.Shops, RequestsPerKeyPerSecond: null, GivenApi.SigningKey,
        AdapterOptions.Embedded)
    {
        PublicUrl = new("https://orders.example"),
    };
}
