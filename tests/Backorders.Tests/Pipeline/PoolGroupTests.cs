using Backorders.Ledger;
using Backorders.Pipeline;

namespace Backorders.Tests.Pipeline;

public sealed class PoolGroupTests
{
    [Fact]
    public void Changes_of_different_documents_share_a_commit_in_the_order_in_which_they_came() =>
        Assert.Equal(["abc"], Groups(new("a", ["1"]), new("b", ["2"]), new("c", ["3"])));

    [Fact]
    public void Those_that_write_the_head_alone_share_a_commit_too() =>
        Assert.Equal(["abc"], Groups(new("a", []), new("b", ["1"]), new("c", [])));

    [Fact]
    public void One_document_is_written_once_in_a_commit() =>
        Assert.Equal(["a", "bc"], Groups(new("a", ["1", "2"]), new("b", ["2", "3"]), new("c", ["4"])));

    [Fact]
    public void Nobody_overtakes_the_one_who_has_to_wait() =>
        Assert.Equal(["a", "bc"], Groups(new("a", ["1"]), new("b", ["1"]), new("c", ["2"])));

    [Fact]
    public void What_is_only_looked_at_may_be_looked_at_by_many() =>
        Assert.Equal(["ab"], Groups(new("a", ["1"]) { Looks = ["f"] }, new("b", ["2"]) { Looks = ["f"] }));

    [Fact]
    public void What_must_stand_alone_shares_with_nobody() => Assert.Equal(
        ["a", "b", "c", "de"],
        Groups(
            new("a", ["1"]), new("b", ["2"]) { Lonely = true }, new("c", ["3"]) { Lonely = true }, new("d", ["4"]),
            new("e", ["5"])));

    [Theory]
    [InlineData(50, 48, 1, "abc")]
    [InlineData(50, 49, 1, "ab c")]
    [InlineData(50, 50, 1, "a bc")]
    [InlineData(98, 1, 1, "ab c")]
    [InlineData(99, 1, 1, "a bc")]
    public void With_the_head_a_commit_has_at_most_a_hundred_documents(int a, int b, int c, string groups)
    {
        Assert.Equal(groups, string.Join(' ', Groups(Many("a", a, 0), Many("b", b, 0), Many("c", c, 0))));
        Assert.Equal(groups, string.Join(' ', Groups(Many("a", a, a / 2), Many("b", b, b / 2), Many("c", c, 0))));
    }

    [Fact]
    public void One_that_is_too_large_is_refused_by_the_store_and_holds_up_nobody() =>
        Assert.Equal(["a", "b"], Groups(Many("a", 100, 0), Many("b", 1, 0)));

    private static Asked Many(string name, int documents, int looks) => new(name, Ids(name, documents - looks))
    {
        Looks = Ids($"{name} looks", looks),
    };

    private static List<string> Ids(string name, int count) =>
        [.. Enumerable.Range(1, count).Select(number => $"{name} {number}")];

    /// <summary>The names of those that share a commit.</summary>
    private static List<string> Groups(params IReadOnlyList<Asked> changes)
    {
        var waiting = new LinkedList<PoolChange>(changes);
        var groups = new List<string>();
        while (waiting.Count > 0)
        {
            var group = PoolGroup.TakeFrom(waiting);
            Assert.NotEmpty(group);
            groups.Add(string.Concat(group.Cast<Asked>().Select(change => change.Name)));
        }

        return groups;
    }

    private sealed class Asked(string name, IReadOnlyList<string> ids) : PoolChange<bool>
    {
        public string Name => name;

        public IReadOnlyList<string> Looks { get; init; } = [];

        public bool Lonely { get; init; }

        public override IReadOnlyList<string> Ids => ids;

        public override IReadOnlyList<string> Reads => Looks;

        public override bool Alone => Lonely;

        public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today) => new(pool, []);
    }
}
