using System.Text.Json;
using Backorders.Azure.Cosmos;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Infra;

/// <summary>infra/ and the code agree on what there is: queues, containers, keys.</summary>
public sealed class WhatTheAppNeedsTests
{
    public static TheoryData<string> Environments => [.. Template.EnvironmentNames];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_queue_is_there_with_its_poison_and_none_in_vain(string environment)
    {
        var used = QueueNames.All.Append("intake").Distinct().SelectMany(queue => new[] { queue, $"{queue}-poison" });

        Assert.Equal(
            used.Order(),
            (await Template.Of(environment)).NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues").Order());
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_container_is_there_partitioned_as_the_store_writes(string environment)
    {
        var containers = Containers(await Template.Of(environment)).ToList();

        Assert.Equal(
            CosmosLayout.Containers.Order(),
            containers.Select(container => container.GetProperty("id").GetString()).Order());
        Assert.All(containers, container => Assert.Equal(
            [CosmosLayout.PartitionKeyPath], Texts(container.GetProperty("partitionKey").GetProperty("paths"))));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Only_what_the_store_queries_by_is_indexed(string environment) =>
        Assert.All(Containers(await Template.Of(environment)), container =>
        {
            var policy = container.GetProperty("indexingPolicy");
            Assert.Equal("consistent", policy.GetProperty("indexingMode").GetString());
            Assert.Equal(CosmosLayout.IndexedPaths.Order(), Paths(policy.GetProperty("includedPaths")).Order());
            Assert.Equal([CosmosLayout.ExcludedPath], Paths(policy.GetProperty("excludedPaths")));
            Assert.False(policy.TryGetProperty("compositeIndexes", out _));
        });

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_store_has_one_writer_in_one_place(string environment)
    {
        var account = (await Template.Of(environment)).Only("Microsoft.DocumentDB/databaseAccounts");

        Assert.False(account.GetProperty("enableMultipleWriteLocations").GetBoolean());
        Assert.Single(account.GetProperty("locations").EnumerateArray());
        Assert.Equal(
            "Session", account.GetProperty("consistencyPolicy").GetProperty("defaultConsistencyLevel").GetString());
        Assert.Equal(
            "EnableServerless", Assert.Single(account.GetProperty("capabilities").EnumerateArray())
                .GetProperty("name").GetString());
    }

    private static IEnumerable<string?> Texts(JsonElement list) =>
        list.EnumerateArray().Select(text => text.GetString());

    private static IEnumerable<string> Paths(JsonElement list) =>
        list.EnumerateArray().Select(path => path.GetProperty("path").GetString()!);

    private static IEnumerable<JsonElement> Containers(Deployment deployment) =>
        deployment.All("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")
            .Select(container => Deployment.Properties(container).GetProperty("resource"));
}
