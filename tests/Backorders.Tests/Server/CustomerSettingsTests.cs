using Backorders.Server.Hosting;
using Backorders.Server.Settings;

namespace Backorders.Tests.Server;

/// <summary>Where customers open the links of their mails, and how often.</summary>
public sealed class CustomerSettingsTests
{
    [Theory]
    [InlineData("orders.shop.example")]
    [InlineData("http://orders.shop.example")]
    [InlineData("ftp://localhost")]
    [InlineData("https://user@orders.shop.example")]
    [InlineData("https://orders.shop.example/?a=b")]
    [InlineData("https://orders.shop.example/#a")]
    public void An_address_that_customers_cannot_safely_open_stops_the_start_with_a_sentence(string publicUrl)
    {
        var refusal = Assert.Throws<BadSettingException>(() => Read($"PublicUrl={publicUrl}"));

        Assert.Equal(
            "PublicUrl must be the https address under which customers reach this service, such as "
            + "https://orders.shop.example; http is for this machine only.", refusal.Message);
    }

    [Fact]
    public void A_rate_is_a_number() => Assert.Equal(
        "RateLimits__PerAddressPerSecond must be a whole number from 0 to 1000000, not '-1'; 0 lifts the limit.",
        Assert.Throws<BadSettingException>(() => Read("RateLimits__PerAddressPerSecond=-1")).Message);

    [Theory]
    [InlineData("Production", null, 50)]
    [InlineData("Development", null, null)]
    [InlineData("Production", "0", null)]
    [InlineData("Development", "7", 7)]
    public void Customers_pages_are_limited_per_address_in_production(string environment, string? set, int? perSecond)
    {
        var options = Read($"ASPNETCORE_ENVIRONMENT={environment}", $"RateLimits__PerAddressPerSecond={set}");

        Assert.Equal(perSecond, options.PagesPerAddressPerSecond);
    }

    [Theory]
    [InlineData("https://orders.shop.example", "https://orders.shop.example/o/…")]
    [InlineData("https://shop.example/orders/", "https://shop.example/orders/o/…")]
    [InlineData("http://localhost:8080", "http://localhost:8080/o/…")]
    [InlineData("", "none in mails: PublicUrl does not say where customers reach this service")]
    public void Links_lead_where_customers_reach_the_service_or_there_are_none(string publicUrl, string links) =>
        Assert.Equal(links, Whereabouts.OfLinks(Read($"PublicUrl={publicUrl}")));

    [Theory]
    [InlineData("Development", "http://localhost:7071", "http://localhost:7071/")]
    [InlineData("Development", "http://*:8080;http://localhost:1", "http://localhost:8080/")]
    [InlineData("Development", "http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData("Development", "http://127.0.0.1:0", null)]
    [InlineData("Production", "http://localhost:7071", null)]
    public void Whoever_develops_opens_links_on_this_machine(string environment, string urls, string? publicUrl)
    {
        var options = ReadServerOptions.From(
            GivenSettings.Of($"ASPNETCORE_ENVIRONMENT={environment}"), urls, data: null);

        Assert.Equal(publicUrl, options.Backorders.PublicUrl?.AbsoluteUri);
    }

    private static BackordersOptions Read(params string[] settings) =>
        ReadOptions.From(GivenSettings.Of(settings), data: null);
}
