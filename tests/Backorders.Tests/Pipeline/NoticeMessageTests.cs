using Backorders.Pipeline;

namespace Backorders.Tests.Pipeline;

public class NoticeMessageTests
{
    private static readonly OrderId Order = new(new("demo"), new("WEB-1"));

    [Fact]
    public void A_message_of_a_notice_names_its_order_and_its_number() =>
        Assert.Equal((Order, 12), Keys.NoticeIn(Keys.NoticeMessage(Order, 12)));

    [Fact]
    public void A_message_that_was_sent_before_notices_had_numbers_is_of_the_first_one() =>
        Assert.Equal((Order, 1), Keys.NoticeIn("demo|WEB-1"));

    [Theory]
    [InlineData("demo")]
    [InlineData("demo|WEB-1|x")]
    [InlineData("|WEB-1|2")]
    public void Anything_else_is_no_message(string message) =>
        Assert.Throws<FormatException>(() => Keys.NoticeIn(message));
}
