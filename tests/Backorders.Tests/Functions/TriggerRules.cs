using System.Reflection;
using Backorders.Api;
using Backorders.Functions;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Backorders.Tests.Functions;

/// <summary>A function as its attributes describe it; a trigger is null when it has none or several.</summary>
internal sealed record FoundFunction(string Name, MethodInfo Method, ParameterInfo? Parameter)
{
    public TriggerBindingAttribute? Trigger => Parameter?.GetCustomAttribute<TriggerBindingAttribute>();
}

/// <summary>What the host asks of functions, and what the contract asks of ours; complaints are sentences.</summary>
internal static class TriggerRules
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string EveryMinute = "0 * * * * *";

    private const string EveryFiveMinutes = "30 */5 * * * *";

    /// <summary>Addresses that the host keeps for itself.</summary>
    private static readonly string[] Reserved = ["admin", "runtime"];

    public static IReadOnlyList<FoundFunction> In(params IEnumerable<Type> types) =>
    [
        .. from type in types
           from method in type.GetMethods(Any)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null || TriggersOf(method).Any()
           select new FoundFunction(
               function?.Name ?? "", method, TriggersOf(method).ToList() is [var only] ? only : null),
    ];

    /// <summary>What keeps the host from indexing or calling a function, mostly without a word.</summary>
    public static IEnumerable<string> OfTheHost(IReadOnlyList<FoundFunction> functions)
    {
        foreach (var function in functions)
        {
            if (function.Name == "")
                yield return $"{function.Method.Name} has a trigger and is no function";
            if (!function.Method.IsPublic || !function.Method.DeclaringType!.IsVisible)
                yield return $"{function.Name} is not public";
            if (function.Method.ReturnType == typeof(void))
                yield return $"{function.Name} is waited for by nobody";
            if (function.Trigger is null)
                yield return $"{function.Name} has not just one trigger";
            if (function.Trigger is HttpTriggerAttribute http && RouteFlaw(http) is { } flaw)
                yield return $"{function.Name} {flaw}";
        }

        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (same.Skip(1).Any())
                yield return $"{same.Key} is the name of several";
        }
    }

    /// <summary>Whether the functions are those of the contract, no more and no fewer.</summary>
    public static IEnumerable<string> OfTheContract(IReadOnlyList<FoundFunction> functions)
    {
        var wanted = Routes.All.Select(route => $"{route.Method} {route.Template} is {route.Name}")
            .Concat(QueueNames.All.Select(queue => $"a message of {queue}"))
            .Concat(QueueNames.All.Select(queue => $"a message of {queue}-poison"))
            .Append($"the time {EveryMinute}")
            .Append($"the time {EveryFiveMinutes}")
            .ToList();
        var found = functions.Select(Told).ToList();
        return wanted.Except(found, StringComparer.Ordinal).Select(missing => $"Nothing answers: {missing}")
            .Concat(found.Except(wanted, StringComparer.Ordinal).Select(stray => $"Nobody asked for: {stray}"))
            .Concat(found.GroupBy(told => told).Where(same => same.Skip(1).Any())
                .Select(same => $"Several answer: {same.Key}"));
    }

    private static string? RouteFlaw(HttpTriggerAttribute http)
    {
        // The host takes an empty route for none, and names the address after the function.
        var first = http.Route?.Split('/')[0] ?? "";
        return string.IsNullOrEmpty(http.Route) ? "has no route"
            : http.Route.Contains('*', StringComparison.Ordinal) ? "catches all"
            : Reserved.Contains(first, StringComparer.OrdinalIgnoreCase) ? "takes the host's address"
            : http.AuthLevel != AuthorizationLevel.Anonymous ? "asks for a key of the host"
            : null;
    }

    private static string Told(FoundFunction function) => function.Trigger switch
    {
        HttpTriggerAttribute http when function.Method.Name == function.Name =>
            $"{string.Join('|', http.Methods ?? []).ToUpperInvariant()} /{http.Route?.TrimStart('/')} "
            + $"is {function.Name}",
        QueueTriggerAttribute queue when queue.Connection == QueueTriggers.Account
            && function.Parameter!.ParameterType == typeof(string) => $"a message of {queue.QueueName}",
        TimerTriggerAttribute { RunOnStartup: false } timer => $"the time {timer.Schedule}",
        _ => $"something else, {function.Name}",
    };

    private static IEnumerable<ParameterInfo> TriggersOf(MethodInfo method) =>
        method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute), inherit: true));
}
