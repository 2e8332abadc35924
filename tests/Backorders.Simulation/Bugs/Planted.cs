using Backorders.Pipeline.Ports;

namespace Backorders.Simulation.Bugs;

/// <summary>All planted bugs, each with a seed that catches it.</summary>
internal static class Planted
{
    /// <summary>A bug that so many seeds do not catch means a weak checker.</summary>
    public const int MostSeeds = 200;

    public static readonly IReadOnlyList<(Func<Bug> Bug, int Seed)> All =
    [
        (() => new NoETag(), 1),
        (() => new TakenAsSuccess<CommitResult.Stale>("412"), 1),
        (() => new TakenAsSuccess<CommitResult.Exists>("409"), 1),
        (() => new TakenAsSuccess<CommitResult.Unclear>("a time-out"), 1),
        (() => new TakenAsSuccess<CommitResult.Busy>("429"), 1),
        (() => new OldHeadUnderNewETag(), 1),
        (() => new TornBatch(), 1),
        (() => new CreateOverwrites(), 1),
        (() => new UnknownRefused(), 3),
        (() => new BlindSweep(), 1),
        (() => new SweepWithoutNotices(), 1),
        (() => new ListOfAllShops(), 1),
        (() => new ReadOfAllShops(), 1),
        (() => new DedupeForgotten(), 1),
        (() => new DedupeBeforeTheEffect(), 1),
        (() => new DoubleRelease(), 1),
        (() => new ForgottenHole(), 7),
        (() => new LostRange(), 1),
        (() => new AnnouncedTooEarly(), 1),
        (() => new NewcomerServedFirst(), 1),
        (() => new LostCancel(), 1),
        (() => new DateOffByOne(), 1),
        (() => new OldNewsTakenOver(), 1),
        (() => new GoodsCountedTwice(), 1),
        (() => new MailBeforeCommit(), 1),
        (() => new RepeatWithNewId(), 1),
        (() => new RepeatInOtherWords(), 1),
        (() => new NoLookUp(), 20),
        (() => new UnclearMailTakenAsSent(), 1),
        (() => new PauseHeldAgainstTheMail(), 8),
        (() => new TriedForEver(), 5),
        (() => new InManyHands(), 5),
        (() => new WrongRecipient(), 1),
        (() => new ToldNotKept(), 1),
        (() => new NoticeOpenedAgain(), 1),
        (() => new PoisonDropped(), 1),
        (() => new NewsByArrival(), 1),
        (() => new GetThatActs(), 1),
        (() => new LinkThatActsWhenOpened(), 1),
        (() => new LinkOfAnyShop(), 5),
        (() => new AnySignatureWillDo(), 1),
        (() => new ContentForgotten(), 1),
        (() => new KeyIgnored(), 1),
        (() => new QueuedOrderDeletedFirst(), 1),
        (() => new ProblemKeptAgain(), 1),
        (() => new KeyOfAnotherShop(), 1),
    ];
}
