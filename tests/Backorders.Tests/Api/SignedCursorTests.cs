using Backorders.Api.Door;

namespace Backorders.Tests.Api;

public sealed class SignedCursorTests
{
    private static readonly ShopId North = new("north");
    private static readonly SignedCursor Cursors = new(GivenApi.SigningKey);

    [Theory]
    [InlineData("")]
    [InlineData("20261122|WEB-1001")]
    [InlineData("ä/+?&=")]
    public void A_cursor_leads_back_to_where_it_was_given(string payload)
    {
        var cursor = Cursors.Sign(North, "ListOrders", payload);
        Assert.Equal(payload, Cursors.Open(North, "ListOrders", cursor));
        Assert.All(cursor, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
    }

    [Fact]
    public void A_cursor_is_good_for_its_shop_its_list_and_its_installation_alone()
    {
        var cursor = Cursors.Sign(North, "ListOrders", "p");
        Assert.Null(Cursors.Open(new ShopId("south"), "ListOrders", cursor));
        Assert.Null(Cursors.Open(North, "ListChanges", cursor));
        Assert.Null(new SignedCursor(new byte[32]).Open(North, "ListOrders", cursor));
    }

    [Fact]
    public void A_cursor_with_any_character_changed_is_refused()
    {
        var cursor = Cursors.Sign(North, "ListOrders", "20261122|WEB-1001");
        for (var i = 0; i < cursor.Length; i++)
        {
            foreach (var other in "AbZ09-_ =+/")
            {
                if (other != cursor[i])
                    Assert.Null(Cursors.Open(North, "ListOrders", $"{cursor[..i]}{other}{cursor[(i + 1)..]}"));
            }
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAA")]
    [InlineData("%00")]
    public void What_is_no_cursor_is_refused(string text) => Assert.Null(Cursors.Open(North, "ListOrders", text));
}
