using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Backorders.Notices;

namespace Backorders.Tests.Notices;

public sealed class CustomerLinkTests
{
    private static readonly byte[] Key = SHA256.HashData("a signing key"u8);
    private static readonly DateTimeOffset Mailed = new(2026, 11, 23, 9, 0, 0, 500, TimeSpan.Zero);
    private static readonly CustomerLink Link = CustomerLink.Of(new(new("north"), new("WEB-1001")), 3, [1, 4], Mailed);

    [Fact]
    public void A_link_opens_to_what_it_was_made_of_and_is_the_same_each_time()
    {
        var token = Link.Token(Key);
        var opened = CustomerLink.Open(token, Key, Mailed);

        Assert.Equal(token, CustomerLink.Of(Link.Order, 3, [1, 4], Mailed).Token(Key));
        Assert.Equal((Link.Order, 3), (opened!.Order, opened.Notice));
        Assert.Equal([1, 4], opened.Lines);
        Assert.Equal(new DateTimeOffset(2027, 5, 22, 9, 0, 0, TimeSpan.Zero), opened.Expires);
    }

    /// <summary>What is signed, written by hand: the links in mails that were sent must go on to open.</summary>
    [Fact]
    public void A_link_that_was_mailed_stays_open()
    {
        var text = Encoding.ASCII.GetBytes("north\nWEB-1001\n3\n12\n1810976400");
        byte[] signed = [.. "customer link 1\n"u8, .. text];
        var mac = HMACSHA256.HashData(Key, signed);

        Assert.Equal(Base64Url.EncodeToString([.. mac, .. text]), Link.Token(Key));
    }

    [Fact]
    public void A_link_that_was_changed_by_any_one_bit_does_not_open()
    {
        var token = Link.Token(Key);
        for (var bit = 0; bit < token.Length * 16; bit++)
        {
            var letters = token.ToCharArray();
            letters[bit / 16] ^= (char)(1 << (bit % 16));
            Assert.Null(CustomerLink.Open(new string(letters), Key, Mailed));
        }

        var bytes = Base64Url.DecodeFromChars(token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(CustomerLink.Open(Base64Url.EncodeToString(changed), Key, Mailed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("%%%%")]
    [InlineData("../../etc")]
    public void What_is_no_link_does_not_open(string token) => Assert.Null(CustomerLink.Open(token, Key, Mailed));

    [Fact]
    public void A_link_has_one_spelling_that_opens()
    {
        // Lengths that leave none, one and two letters of the last group.
        Assert.All(["W", "WE", "WEB"], number =>
        {
            var token = CustomerLink.Of(new(new("north"), new(number)), 1, [1], Mailed).Token(Key);
            Assert.NotNull(CustomerLink.Open(token, Key, Mailed));
            Assert.All(
                [$" {token}", $"{token} ", $"{token}=", $"{token}==", $"{token}\n", token[..^1], $"{token}A",
                    token.Insert(8, "\t"), new string('A', 100_000)],
                other => Assert.Null(CustomerLink.Open(other, Key, Mailed)));
        });
    }

    [Fact]
    public void A_link_opens_for_180_days_and_not_a_moment_longer()
    {
        var token = Link.Token(Key);
        var end = new DateTimeOffset(2027, 5, 22, 9, 0, 0, TimeSpan.Zero);

        Assert.NotNull(CustomerLink.Open(token, Key, end.AddTicks(-1)));
        Assert.Null(CustomerLink.Open(token, Key, end));
    }

    [Fact]
    public void A_signature_belongs_to_one_order_of_one_shop_and_one_key()
    {
        var bytes = Base64Url.DecodeFromChars(Link.Token(Key));
        CustomerLink[] others =
        [
            Link with { Order = new(new("south"), Link.Order.Number) },
            Link with { Order = new(Link.Order.Shop, new("WEB-1002")) },
            Link with { Notice = 4 },
            Link with { Lines = [1, 2, 4] },
            Link with { Expires = Link.Expires.AddSeconds(1) },
        ];
        Assert.All(others, other =>
        {
            var theirs = Base64Url.DecodeFromChars(other.Token(Key));
            Assert.Null(CustomerLink.Open(Base64Url.EncodeToString([.. bytes[..32], .. theirs[32..]]), Key, Mailed));
        });
        Assert.Null(CustomerLink.Open(Link.Token(new byte[32]), Key, Mailed));
    }

    [Fact]
    public void The_longest_link_fits_and_stands_in_an_address_as_it_is()
    {
        var longest = CustomerLink.Of(
            new(new(new string('s', 64)), new(new string('o', 64))), int.MaxValue, [.. Enumerable.Range(1, 100)],
            new(9998, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var token = longest.Token(Key);

        Assert.InRange(token.Length, 1, CustomerLink.MaxTokenLength);
        Assert.Equal(token, Uri.EscapeDataString(token));
        Assert.Equal(longest.Lines, CustomerLink.Open(token, Key, Mailed)!.Lines);
    }

    [Fact]
    public void Without_a_key_there_are_no_links()
    {
        Assert.Null(CustomerLinks.None.AddressOf(Link));
        Assert.Null(CustomerLinks.None.Open(Link.Token([]), Mailed));
        Assert.Null(new CustomerLinks(Key, null).AddressOf(Link));
        Assert.DoesNotContain(
            Convert.ToHexString(Key), $"{new CustomerLinks(Key, null)}", StringComparison.OrdinalIgnoreCase);
    }
}
