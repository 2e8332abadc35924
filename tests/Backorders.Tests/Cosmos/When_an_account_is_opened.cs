using Azure.Core;
using Backorders.Azure;
using Backorders.Azure.Cosmos;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Microsoft.Azure.Cosmos;

namespace Backorders.Tests.Cosmos;

/// <summary>Who may make what, and what an operator is told when it is not there.</summary>
public class When_an_account_is_opened
{
    [Fact]
    public async Task A_key_makes_what_is_missing_and_finds_it_the_next_time()
    {
        var fake = new CosmosFake();
        using (var first = await GivenCosmos.Open(fake))
        {
            await first.Put(Some.Pool, Some.New("pool", "1"));
        }
        using var second = await GivenCosmos.Open(fake);
        Assert.Equal("1", await second.TextOf(Some.Pool, "pool"));

        var containers = await second.Open(Some.Stop);
        Assert.Equal(CosmosLayout.Containers, containers.Select(container => container.Id));
        Assert.All(containers, container => Assert.Equal(
            [CosmosLayout.PartitionKeyPath, .. CosmosLayout.IndexedPaths],
            [container.PartitionKeyPath, .. container.IndexingPolicy.IncludedPaths.Select(path => path.Path)]));
    }

    [Fact]
    public async Task An_identity_only_looks_and_says_what_the_deployment_did_not_make()
    {
        var fake = new CosmosFake();
        using var store = ByIdentity(fake);

        var missing = await Assert.ThrowsAsync<InvalidDataException>(() => store.Open(Some.Stop));
        Assert.StartsWith(
            "The database backorders at https://cosmos.fake/ is not there, or lacks one of the containers pools, ",
            missing.Message, StringComparison.Ordinal);

        using var key = await GivenCosmos.Open(fake);
        await store.Open(Some.Stop);
        await store.Put(Some.Pool, Some.New("pool"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Who_is_not_let_in_is_told_why_that_may_be(int status)
    {
        using var store = ByIdentity(new(), new AnswersAlways(status));

        var no = await Assert.ThrowsAsync<InvalidDataException>(() => store.Open(Some.Stop));

        Assert.Contains($"does not let us in ({status})", no.Message, StringComparison.Ordinal);
        Assert.Contains("Cosmos DB Built-in Data Contributor", no.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_reaches_an_account_behind_a_certificate_that_nobody_signed()
    {
        await using var server = await CosmosFakeServer.Start();
        using var store = new CosmosStore(new(new(server.ConnectionString)));
        await store.Open(Some.Stop);

        await store.Put(Some.Pool, Some.New("line:W1:1", "1", new Terms(Status: "live", Place: 1)));

        Assert.Equal("1", await store.TextOf(Some.Pool, "line:W1:1"));
        Assert.Single(await store.ByPlace(new(Some.Pool, null, null, 9), Some.Stop));
    }

    [Fact]
    public void What_is_printed_of_the_options_has_no_key_in_it()
    {
        var options = new AzureAccount("AccountEndpoint=https://cosmos.fake/;AccountKey=c2VjcmV0;");
        Assert.DoesNotContain("c2VjcmV0", options.ToString(), StringComparison.Ordinal);
    }

    private static CosmosStore ByIdentity(CosmosFake fake, DelegatingHandler? way = null)
    {
        var account = new CosmosFakeHandler(fake);
        if (way is not null)
        {
            way.InnerHandler = account;
        }
        return new(new(new(new Uri("https://cosmos.fake/"), new SomeIdentity()))
        {
            Http = () => new HttpClient(way ?? (HttpMessageHandler)account),
        });
    }

    private sealed class SomeIdentity : TokenCredential
    {
        private static readonly AccessToken Token = new("token", Some.Day.AddYears(90));

        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext context, CancellationToken cancellationToken) => new(Token);
    }

    /// <summary>The account tells who it is, and then lets nobody in.</summary>
    private sealed class AnswersAlways(int status) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath != "/")
            {
                answer.StatusCode = (System.Net.HttpStatusCode)status;
            }
            return answer;
        }
    }
}
