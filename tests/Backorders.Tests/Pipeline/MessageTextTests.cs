using Backorders.Pipeline;

namespace Backorders.Tests.Pipeline;

public class MessageTextTests
{
    [Theory]
    [InlineData("demo|WEB-1")]
    [InlineData("demo|Käse 中")]
    [InlineData("""{"shop":"demo","order":{}}""")]
    [InlineData("")]
    public void A_body_comes_back_from_base64_and_from_plain_text(string body)
    {
        Assert.Equal(body, MessageText.Decode(MessageText.Encode(body)));
        Assert.Equal(body, MessageText.Decode(body));
    }

    [Fact]
    public void What_we_send_is_the_base64_of_utf8() =>
        Assert.Equal("ZGVtb3xLw6RzZQ==", MessageText.Encode("demo|Käse"));

    [Theory]
    [InlineData("work")]
    [InlineData("ZGVtb3xLw6RzZQ")]
    [InlineData("////")]
    public void A_text_that_is_no_base64_of_a_text_is_taken_as_it_is(string text) =>
        Assert.Equal(text, MessageText.Decode(text));

    [Fact]
    public void An_order_of_48_KiB_fits_and_a_longer_one_that_came_plain_is_copied_plain()
    {
        var order = new string('{', 48 * 1024);
        Assert.Equal(MessageText.MostBytes, MessageText.Encode(order).Length);
        Assert.Equal(order + "}", MessageText.Encode(order + "}"));
        Assert.Throws<ArgumentException>(() => MessageText.Encode(new string('{', MessageText.MostBytes + 1)));
    }
}
