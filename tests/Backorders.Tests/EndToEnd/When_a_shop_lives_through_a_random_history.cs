namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_a_shop_lives_through_a_random_history(LiveServer server)
{
    private const int Events = 60;

    public static TheoryData<int> Histories => Seeds.Of(8);

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task Every_answer_queue_date_and_mail_is_that_of_the_plainest_shop(int seed)
    {
        using var caller = new Caller(server.Address);
        await new RandomHistory(caller, seed, $"R{seed}").Play(Events);
    }
}
