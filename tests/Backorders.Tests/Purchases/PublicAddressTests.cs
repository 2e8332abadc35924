using System.Net;
using Backorders.Pipeline.Purchasing;

namespace Backorders.Tests.Purchases;

/// <summary>No webhook leads into a network of ours, however its address is written.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.255.255.255")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.170")]
    [InlineData("192.0.2.7")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("100::1")]
    [InlineData("2001::7f00:1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2a00:1450::5efe:10.0.0.1")]
    [InlineData("2a00:1450::200:5efe:127.0.0.1")]
    public void What_is_not_of_the_public_internet_is_refused(string address) =>
        Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450::5efe:8.8.8.8")]
    public void What_is_public_is_let_through(string address) =>
        Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    public void Development_lets_this_machine_through_and_nothing_else(string address, bool may)
    {
        Assert.Equal(may, PublicAddress.MayConnect(IPAddress.Parse(address), allowLoopback: true));
        Assert.False(PublicAddress.MayConnect(IPAddress.Parse(address), allowLoopback: false));
    }

    [Theory]
    [InlineData("https://supplier.example/orders?token=1", null)]
    [InlineData("https://supplier.example:8443/", null)]
    [InlineData("https://8.8.8.8/", null)]
    [InlineData("http://supplier.example/", "must begin with https://")]
    [InlineData("file:///etc/passwd", "must begin with https://")]
    [InlineData("http://127.0.0.1/", "must begin with https://")]
    [InlineData("https://user:word@supplier.example/", "must hold no user and no fragment")]
    [InlineData("https://supplier.example/#x", "must hold no user and no fragment")]
    [InlineData("https://127.0.0.1/", "must lead to a public address")]
    [InlineData("https://2130706433/", "must lead to a public address")]
    [InlineData("https://0x7f.1/", "must lead to a public address")]
    [InlineData("https://0177.0.0.1/", "must lead to a public address")]
    [InlineData("https://[::1]/", "must lead to a public address")]
    [InlineData("https://[::ffff:10.0.0.1]/", "must lead to a public address")]
    [InlineData("https://169.254.169.254/latest", "must lead to a public address")]
    public void An_address_is_looked_at_before_it_is_resolved(string url, string? wrong) =>
        Assert.Equal(wrong, SupplierAddress.Refuses(new(url), WebhookOptions.Strict));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", null)]
    [InlineData("http://localhost:5000/", null)]
    [InlineData("http://supplier.example/", "must begin with https://")]
    [InlineData("https://10.0.0.1/", "must lead to a public address")]
    public void In_development_only_this_machine_is_called_without_TLS(string url, string? wrong) =>
        Assert.Equal(wrong, SupplierAddress.Refuses(new(url), new(AllowLoopback: true)));
}
