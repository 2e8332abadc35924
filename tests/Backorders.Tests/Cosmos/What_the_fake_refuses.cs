using System.Net;
using System.Text;
using Backorders.Azure.Cosmos;
using Backorders.Tests.Contracts;
using Microsoft.Azure.Cosmos;

namespace Backorders.Tests.Cosmos;

/// <summary>A fake that takes everything proves nothing: what Cosmos DB refuses, it refuses too.</summary>
public sealed class What_the_fake_refuses : IAsyncLifetime
{
    private static readonly PartitionKey Key = new("demo|TV-55");

    private readonly CosmosFake fake = new();
    private CosmosStore store = null!;
    private CosmosClient client = null!;

    private Container Pools => client.GetContainer("backorders", "pools");

    public async ValueTask InitializeAsync()
    {
        store = await GivenCosmos.Open(fake);
        client = new(CosmosFakeHandler.ConnectionString, new()
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            HttpClientFactory = () => new HttpClient(new CosmosFakeHandler(fake)),
        });
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("""{"id":"a","pk":"demo|TV-55","body":1}""", HttpStatusCode.OK)]
    [InlineData("""{"id":"a","pk":"another partition"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"pk":"demo|TV-55"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"a/b","pk":"demo|TV-55"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"","pk":"demo|TV-55"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"a","pk":"demo|TV-55","body":}""", HttpStatusCode.BadRequest)]
    public async Task A_document_that_is_none(string json, HttpStatusCode expected)
    {
        using var answer = await Pools.CreateTransactionalBatch(Key)
            .CreateItemStream(Stream(json)).ExecuteAsync(Some.Stop);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_batch_of_more_than_a_hundred_operations_or_two_megabytes()
    {
        var many = Enumerable.Range(0, 101).Aggregate(
            Pools.CreateTransactionalBatch(Key),
            (batch, number) => batch.CreateItemStream(Stream($$"""{"id":"{{number}}","pk":"demo|TV-55"}""")));
        using var tooMany = await many.ExecuteAsync(Some.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);

        var half = new string('x', 1024 * 1024);
        using var tooLarge = await Pools.CreateTransactionalBatch(Key)
            .CreateItemStream(Stream($$"""{"id":"a","pk":"demo|TV-55","body":"{{half}}"}"""))
            .CreateItemStream(Stream($$"""{"id":"b","pk":"demo|TV-55","body":"{{half}}"}"""))
            .ExecuteAsync(Some.Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    [Theory]
    [InlineData("SELECT c.id FROM c")]
    [InlineData("SELECT * FROM c WHERE c.status LIKE 'l%'")]
    [InlineData("SELECT * FROM c WHERE c.body.quantity > 1")]
    [InlineData("SELECT * FROM c WHERE c.quantity > @one")]
    [InlineData("SELECT * FROM c ORDER BY c.quantity")]
    [InlineData("DELETE FROM c")]
    public async Task A_query_that_it_does_not_understand_or_that_the_index_cannot_answer(string sql)
    {
        using var pages = Pools.GetItemQueryStreamIterator(
            sql, requestOptions: new() { PartitionKey = Key, EnableOptimisticDirectExecution = true });
        using var answer = await pages.ReadNextAsync(Some.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sql, answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_numbers_that_a_double_has_not()
    {
        using var written = await Pools.CreateTransactionalBatch(Key)
            .CreateItemStream(Stream("""{"id":"a","pk":"demo|TV-55","body":9007199254740993}"""))
            .ExecuteAsync(Some.Stop);
        using var read = await Pools.ReadItemStreamAsync("a", Key, cancellationToken: Some.Stop);
        using var text = new StreamReader(read.Content);
        Assert.Contains("9007199254740992", await text.ReadToEndAsync(Some.Stop), StringComparison.Ordinal);
    }

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));
}
