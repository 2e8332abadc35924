using Backorders.Api.Door;

namespace Backorders.Tests.Api;

public sealed class DoorTextTests
{
    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("a@b")]
    [InlineData("first.last+tag@sub.example.co.uk")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.com")]
    [InlineData("jörg@müller.example")]
    [InlineData("用户@例子.广告")]
    public void One_plain_mailbox_is_taken(string mailbox) => Assert.Null(Mailbox.Rule(mailbox));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@@example.com")]
    [InlineData("ada@example@com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("<ada@example.com>")]
    [InlineData("ada@example.com, bob@example.com")]
    [InlineData("ada@example.com;bob@example.com")]
    [InlineData(" ada@example.com")]
    [InlineData("ada@example.com ")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("ada\0@example.com")]
    [InlineData("ada@exa\u2028mple.com")]
    [InlineData("\"ada lovelace\"@example.com")]
    [InlineData("ada(comment)@example.com")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData(".ada@example.com")]
    [InlineData("ada.@example.com")]
    [InlineData("a..da@example.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@.example.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example-.com")]
    [InlineData("ada@exam_ple.com")]
    [InlineData("😀@example.com")]
    [InlineData("mailto:ada@example.com")]
    public void Anything_else_is_no_mailbox(string text) => Assert.NotNull(Mailbox.Rule(text));

    [Fact]
    public void A_mailbox_has_up_to_254_bytes()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 3));
        var longest = $"{new string('a', 64)}@{domain}.com";
        Assert.Equal(254, longest.Length);
        Assert.Null(Mailbox.Rule(longest));
        Assert.NotNull(Mailbox.Rule(longest + "m"));
        Assert.NotNull(Mailbox.Rule($"{new string('a', 65)}@example.com"));
        Assert.NotNull(Mailbox.Rule($"a@{new string('d', 64)}.com"));
    }

    [Theory]
    [InlineData("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.0000000Z")]
    [InlineData("2026-11-22t10:00:00z", "2026-11-22T10:00:00.0000000Z")]
    [InlineData("2026-11-22T10:00:00.25Z", "2026-11-22T10:00:00.2500000Z")]
    [InlineData("2026-11-22T10:00:00.123456789Z", "2026-11-22T10:00:00.1234567Z")]
    [InlineData("2026-11-22T00:30:00+01:00", "2026-11-21T23:30:00.0000000Z")]
    [InlineData("2026-11-22T23:30:00-05:30", "2026-11-23T05:00:00.0000000Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000Z")]
    public void Times_are_read_as_utc(string text, string utc)
    {
        Assert.True(Rfc3339.TryRead(text, out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("O"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T10:00Z")]
    [InlineData("2026-11-22T10:00:00")]
    [InlineData("2026-11-22 10:00:00Z")]
    [InlineData("2026-11-22T10:00:00.Z")]
    [InlineData("2026-11-22T10:00:00,5Z")]
    [InlineData("2026-11-22T10:00:00.1234567890Z")]
    [InlineData("2026-11-22T10:00:00+0100")]
    [InlineData("2026-11-22T10:00:00+25:00")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T10:60:00Z")]
    [InlineData("2026-02-29T10:00:00Z")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-11-22T10:00:00Z ")]
    [InlineData(" 2026-11-22T10:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("２026-11-22T10:00:00Z")]
    [InlineData("1732269600")]
    public void Anything_else_is_no_time(string text) => Assert.False(Rfc3339.TryRead(text, out _));

    [Theory]
    [InlineData("2000-01-01", true)]
    [InlineData("1999-12-31", false)]
    [InlineData("2031-11-22", true)]
    [InlineData("2031-11-23", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("20261122", false)]
    [InlineData("2026-11-22T00:00:00Z", false)]
    public void Days_go_from_2000_to_five_years_from_today(string text, bool allowed) =>
        Assert.Equal(allowed, Parsed.Days.ReadDay(text, out _) is null);

    [Fact]
    public void A_name_has_up_to_200_characters_of_any_script()
    {
        Assert.Null(Texts.Name(""));
        Assert.Null(Texts.Name(string.Concat(Enumerable.Repeat("😀", 200))));
        Assert.NotNull(Texts.Name(string.Concat(Enumerable.Repeat("😀", 201))));
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\n')]
    [InlineData('\u007F')]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    public void A_name_has_no_control_characters(char control) => Assert.NotNull(Texts.Name($"a{control}b"));
}
