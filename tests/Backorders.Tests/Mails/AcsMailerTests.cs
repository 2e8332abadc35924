using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Backorders.Azure.Mail;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Mails;

/// <summary>What the service is told, and how we are known there.</summary>
public sealed class AcsMailerTests : AcsTest
{
    [Theory]
    [InlineData(
        "POST", "/emails:send?api-version=2023-03-31", "QI6CTt7/PSKBsXcQfD5IKv6QqmA6gpWVcSTtvLRVkVg=",
        "88EaDO+9S0fUeolwZOFYY+Rz/SSzYaJZvVyxiTGUav4=")]
    [InlineData(
        "GET", "/emails/operations/8540c0de-899f-5cce-acb5-3ec493af3800?api-version=2023-03-31",
        "Fvid1DqrzHr4HwWzDEKX29S/8ctDMOoLNs+qVCV1xAI=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void A_signature_is_that_of_the_published_vectors(
        string method, string target, string signature, string hash)
    {
        Assert.Equal(signature, AcsSignature.Sign(
            Convert.FromBase64String(FakeAcs.Key), method, new("https://contoso.communication.azure.com" + target),
            "Tue, 14 Nov 2023 22:13:20 GMT", hash));
    }

    [Fact]
    public async Task A_mail_says_what_the_service_needs_and_its_links_are_left_alone()
    {
        await Mailer.Send(OneMail, Stop);

        var sent = JsonNode.Parse(Service.Mails[OneMail.Id])!;
        Assert.Equal("no-reply@shop.example", (string?)sent["senderAddress"]);
        Assert.Equal(
            """[{"address":"jane@example.com","displayName":"Jane Doe"}]""", sent["recipients"]!["to"]!.ToJsonString());
        Assert.Equal(
            """[{"address":"help@demo.example","displayName":"The Demo Shop"}]""", sent["replyTo"]!.ToJsonString());
        Assert.Equal("auto-generated", (string?)sent["headers"]!["Auto-Submitted"]);
        Assert.Equal($"<{OneMail.Id}@shop.example>", (string?)sent["headers"]!["Message-ID"]);
        Assert.True((bool?)sent["userEngagementTrackingDisabled"]);
    }

    [Fact]
    public async Task A_table_is_attached_as_the_service_asks()
    {
        await Mailer.Send(OneMail with { Attachment = new("PO-1.csv", "text/csv", "sku\r\nA\r\n") }, Stop);
        Assert.Equal(
            """[{"name":"PO-1.csv","contentType":"text/csv","contentInBase64":"c2t1DQpBDQo="}]""",
            JsonNode.Parse(Service.Mails[OneMail.Id])!["attachments"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_has_no_name_or_answer_address_is_not_given_one()
    {
        await Mailer.Send(OneMail with { ReplyTo = null, ToName = "" }, Stop);
        var sent = JsonNode.Parse(Service.Mails[OneMail.Id])!;
        Assert.Null(sent["replyTo"]);
        Assert.Equal("""[{"address":"jane@example.com"}]""", sent["recipients"]!["to"]!.ToJsonString());
    }

    [Theory]
    [InlineData("\r\nBcc: thief@example.com")]
    [InlineData("\0\u0085\u2028\u2029Bcc: thief@example.com")]
    public async Task No_name_or_subject_smuggles_a_header_in(string tail)
    {
        await Mailer.Send(
            OneMail with { Subject = "Late" + tail, ToName = "Jane" + tail, FromName = "S" + tail }, Stop);
        var sent = JsonNode.Parse(Service.Mails[OneMail.Id])!;
        Assert.Equal("LateBcc: thief@example.com", (string?)sent["content"]!["subject"]);
        Assert.Equal("JaneBcc: thief@example.com", (string?)sent["recipients"]!["to"]![0]!["displayName"]);
        Assert.Equal("SBcc: thief@example.com", (string?)sent["replyTo"]![0]!["displayName"]);
    }

    [Fact]
    public async Task Only_the_right_key_at_the_right_time_is_let_in()
    {
        await Mailer.Check(Stop);
        var wrong = MailerOf(Service.ConnectionString.Replace("MDEy", "MDEz", StringComparison.Ordinal));
        Assert.IsType<SendOutcome.NotSent>(await wrong.Send(OneMail, Stop));
        var refused = await Assert.ThrowsAsync<UnavailableException>(() => wrong.Check(Stop));
        Assert.Contains("does not let us in", refused.Message, StringComparison.Ordinal);

        var late = new FakeTimeProvider(Some.Day.AddMinutes(-6));
        var stale = new AcsMailer(new AcsOptions(new(Service.ConnectionString), "no-reply@shop.example"), late);
        Assert.IsType<SendOutcome.NotSent>(await stale.Send(OneMail, Stop));
        Assert.Empty(Service.Mails);
    }

    [Fact]
    public async Task An_identity_asks_for_a_token_of_the_service_and_shows_it()
    {
        var (credential, network) = (new Token(), new Network());
        var byIdentity = new AcsMailer(
            new AcsOptions(new(new("https://acs.example/"), credential), "no-reply@shop.example")
            {
                Transport = new HttpClientTransport(network),
            }, Machine);

        await byIdentity.Send(OneMail, Stop);

        Assert.Equal("https://communication.azure.com//.default", Assert.Single(credential.Scopes!));
        Assert.Equal("Bearer secret", network.Asked!.Headers.Authorization!.ToString());
        Assert.Equal("https://acs.example/emails:send?api-version=2025-09-01", network.Asked.RequestUri!.ToString());
        Assert.Equal(OneMail.Id, Assert.Single(network.Asked.Headers.GetValues("Operation-Id")));
    }

    [Theory]
    [InlineData("endpoint=https://acs.example/;accesskey=")]
    [InlineData("endpoint=acs;accesskey=c2VjcmV0")]
    [InlineData("accesskey=c2VjcmV0")]
    [InlineData("endpoint=https://acs.example/;accesskey=not base64")]
    [InlineData("c2VjcmV0")]
    public void A_bad_connection_string_is_refused_and_its_key_not_shown(string text)
    {
        var refused = Assert.Throws<FormatException>(() => new AcsOptions(new(text), "no-reply@shop.example"));
        Assert.DoesNotContain("c2VjcmV0", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Token : TokenCredential
    {
        public string[]? Scopes { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("secret", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Network : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted));
        }
    }
}
