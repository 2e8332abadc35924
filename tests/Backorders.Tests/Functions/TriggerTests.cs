using Backorders.Api;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Functions;

/// <summary>The Functions head answers what the contract lists, and the rules that hold it to that can fail.</summary>
public sealed class TriggerTests
{
    private static IReadOnlyList<FoundFunction> Ours => FunctionsHead.All;

    [Fact]
    public void Every_route_queue_poison_queue_and_timer_has_one_function_and_no_function_has_another()
    {
        Assert.Empty(TriggerRules.OfTheHost(Ours));
        Assert.Empty(TriggerRules.OfTheContract(Ours));
        Assert.Equal(Routes.All.Count + (2 * QueueNames.All.Count) + 2, Ours.Count);
    }

    [Theory]
    [InlineData(typeof(Bad.NoTrigger), "A has not just one trigger")]
    [InlineData(typeof(Bad.TwoTriggers), "A has not just one trigger")]
    [InlineData(typeof(Bad.Hidden), "A is not public")]
    [InlineData(typeof(Bad.InAHiddenClass), "A is not public")]
    [InlineData(typeof(Bad.NotWaitedFor), "A is waited for by nobody")]
    [InlineData(typeof(Bad.Twins), "A is the name of several")]
    [InlineData(typeof(Bad.Forgotten), "Run has a trigger and is no function")]
    [InlineData(typeof(Bad.CatchAll), "A catches all")]
    [InlineData(typeof(Bad.Admin), "A takes the host's address")]
    [InlineData(typeof(Bad.Runtime), "A takes the host's address")]
    [InlineData(typeof(Bad.NoRoute), "A has no route")]
    [InlineData(typeof(Bad.HostKey), "A asks for a key of the host")]
    public void A_function_that_the_host_would_not_call_is_found(Type bad, string complaint) =>
        Assert.Contains(complaint, TriggerRules.OfTheHost(TriggerRules.In(bad)));

    [Theory]
    [InlineData(typeof(Bad.OtherMethod), "Nobody asked for: PUT /api/orders is TakeOrder")]
    [InlineData(typeof(Bad.OtherRoute), "Nobody asked for: POST /api/Orders is TakeOrder")]
    [InlineData(typeof(Bad.OtherQueue), "Nobody asked for: a message of orders2")]
    [InlineData(typeof(Bad.OtherAccount), "Nobody asked for: something else, A")]
    [InlineData(typeof(Bad.Bound), "Nobody asked for: something else, A")]
    [InlineData(typeof(Bad.OtherTime), "Nobody asked for: the time 0 0 * * * *")]
    [InlineData(typeof(Bad.Again), "Several answer: a message of orders")]
    public void A_function_that_the_contract_does_not_list_is_found(Type bad, string complaint) =>
        Assert.Contains(complaint, TriggerRules.OfTheContract([.. Ours, .. TriggerRules.In(bad)]));

    [Fact]
    public void A_function_that_is_missing_is_found() => Assert.All(Ours, missing =>
        Assert.Single(TriggerRules.OfTheContract([.. Ours.Where(function => function != missing)])));
}
