using System.Collections.Concurrent;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Pipeline.Purchasing;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline.Planning;

/// <summary>When the plans of a day are made.</summary>
/// <param name="HourUtc">0 to 23.</param>
public sealed record PlanTime(int HourUtc)
{
    public static readonly PlanTime Default = new(2);
}

/// <summary>
/// Makes a shop's plan of the day, step by step: learn the suppliers and see who cannot be waited for, analyse each
/// SKU, plan each SKU, publish. Each step is written down when it is through, so a crash costs a page at most; a step
/// done twice writes the same, and of two processes that go on at once only one can write the step.
/// </summary>
public sealed class PlanReplenishment(
    IStore store, PlanStore plans, PlannedSuppliers suppliers, LearnSuppliers learn, ReviewPurchases review,
    AnalyseShop analyse, PlanShop planShop, PublishPlan publish, ShopDirectory shops, PlanTime time,
    Background background, Clocks clocks, ILogger<PlanReplenishment> log) : IDisposable
{
    /// <summary>SKUs of a page: a crash costs as much again.</summary>
    public const int PageSkus = 100;

    /// <summary>Pages of a shop, 50,000 SKUs: the scores of all are held in memory together.</summary>
    public const int MostPages = 500;

    /// <summary>A run that has not gone on for so long is nobody's: whoever comes goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>All steps of the largest shop.</summary>
    private const int MostSteps = (2 * MostPages) + 10;

    private readonly ConcurrentDictionary<ShopId, bool> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Makes or goes on with the plans that are due: after the hour, once a day.</summary>
    public async Task RunDue(CancellationToken cancellationToken)
    {
        if (clocks.Now.Hour < time.HourUtc)
        {
            return;
        }

        foreach (var shop in shops.All)
        {
            var run = (await plans.Run(shop.Id, cancellationToken))?.Value;
            if (run is null || !IsOfToday(run) || (run.Phase != PlanPhase.Done && IsLeft(run)))
            {
                await Run(shop.Id, cancellationToken);
            }
        }
    }

    /// <summary>Begins today's plan in the background, or says how far it is.</summary>
    /// <param name="again">Anew, even if today's is done: prices or suppliers have changed.</param>
    public async Task<PlanRunView> Start(ShopId shop, bool again, CancellationToken cancellationToken)
    {
        var found = await plans.Run(shop, cancellationToken);
        var isOver = found is null || found.Value.Phase == PlanPhase.Done;
        if (found is not null && (isOver ? IsOfToday(found.Value) && !again : !IsLeft(found.Value)))
        {
            return PlanRunView.Of(found.Value);
        }

        var run = isOver || !IsOfToday(found!.Value) ? New(found?.Value) : found.Value;
        if (isOver || found!.Value != run)
        {
            await plans.Step(shop, found, run, cancellationToken);
        }

        await background.Run(() => RunUntilStopped(shop));
        return PlanRunView.Of(run);
    }

    /// <summary>The host stops: what was begun by <see cref="Start"/> ends, and is gone on with after the next start.
    /// </summary>
    public void Stop() => stopping.Cancel();

    public void Dispose() => stopping.Dispose();

    private async Task RunUntilStopped(ShopId shop)
    {
        try
        {
            await Run(shop, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>Makes today's plan, or goes on with it; comes back when it is done or somebody else goes on.</summary>
    public async Task Run(ShopId shop, CancellationToken cancellationToken)
    {
        if (!underWay.TryAdd(shop, true))
        {
            return;
        }

        try
        {
            LearnedSuppliers? learned = null;
            ShopFound? found = null;
            for (var step = 1; step <= MostSteps; step++)
            {
                var kept = await plans.Run(shop, cancellationToken);
                var run = kept?.Value is { } known && IsOfToday(known) ? known : New(kept?.Value);
                if (run.Phase == PlanPhase.Done)
                {
                    return;
                }

                if (run.Phase is not PlanPhase.Learn)
                {
                    learned ??= await suppliers.Learned(shop, cancellationToken);
                }

                if (run.Phase is PlanPhase.Plan or PlanPhase.Publish)
                {
                    found ??= await planShop.Found(shop, run, learned!, cancellationToken);
                }

                var next = await Next(shop, run, learned, found, cancellationToken);
                if (!await plans.Step(shop, kept, next with { At = clocks.Machine.GetUtcNow() }, cancellationToken))
                {
                    return;
                }
            }
        }
        finally
        {
            underWay.TryRemove(shop, out _);
        }
    }

    private async Task<PlanRunDocument> Next(
        ShopId shop, PlanRunDocument run, LearnedSuppliers? learned, ShopFound? found,
        CancellationToken cancellationToken)
    {
        switch (run.Phase)
        {
            case PlanPhase.Learn:
                await learn.Run(shop, run.Date, cancellationToken);
                await review.RunAll(shop, cancellationToken);
                return run with { Phase = PlanPhase.Analyse, Page = 0, After = null };
            case PlanPhase.Analyse:
                return await Analyse(shop, run, learned!, cancellationToken);
            case PlanPhase.Plan when run.Page < run.Pages:
                await planShop.Run(shop, run, found!, cancellationToken);
                return run with { Page = run.Page + 1 };
            case PlanPhase.Plan:
                return run with { Phase = PlanPhase.Publish, Page = 0 };
            default:
                var shown = await publish.Run(shop, run, found!, cancellationToken);
                log.Planned(shop, shown.Skus, shown.AtRisk);
                return run with { Phase = PlanPhase.Done, Shown = shown };
        }
    }

    private async Task<PlanRunDocument> Analyse(
        ShopId shop, PlanRunDocument run, LearnedSuppliers learned, CancellationToken cancellationToken)
    {
        var heads = await store.List(new(Container.Pools, shop, run.After, PageSkus), cancellationToken);
        await analyse.Run(shop, run.Date, run.Page, heads, learned, cancellationToken);
        var pages = run.Page + 1;
        var isLast = heads.Count < PageSkus;
        if (!isLast && pages == MostPages)
        {
            log.PlanCut(shop, MostPages * PageSkus);
        }

        return run with
        {
            Page = isLast || pages == MostPages ? 0 : pages,
            Phase = isLast || pages == MostPages ? PlanPhase.Plan : PlanPhase.Analyse,
            After = heads.Count == 0 ? run.After : heads[^1].Sort,
            Pages = pages,
            Skus = run.Skus + heads.Count,
            IsCut = !isLast && pages == MostPages,
        };
    }

    /// <summary>
    /// Or of tomorrow, by a clock that is ahead of ours: a plan is never taken back to an earlier day.
    /// </summary>
    private bool IsOfToday(PlanRunDocument run) => run.Date >= clocks.Today;

    private bool IsLeft(PlanRunDocument run) => clocks.Machine.GetUtcNow() - run.At >= Patience;

    private PlanRunDocument New(PlanRunDocument? before) => new(
        DocumentJson.Schema, clocks.Today, PlanPhase.Learn, 0, clocks.Machine.GetUtcNow())
    {
        BegunAt = clocks.Now,
        Shown = before?.Shown,
    };
}

/// <summary>How far the day's plan is.</summary>
/// <param name="Status">running or done.</param>
/// <param name="Phase">learn, analyse, plan, publish or done.</param>
/// <param name="Skus">Looked at so far.</param>
/// <param name="Detail">Null: there is nothing to say.</param>
public sealed record PlanRunView(
    DateOnly Date, string Status, string Phase, int Skus, DateTimeOffset BegunAt, string? Detail)
{
    internal static PlanRunView Of(PlanRunDocument run) => new(
        run.Date, run.Phase == PlanPhase.Done ? "done" : "running", run.Phase.ToString().ToLowerInvariant(), run.Skus,
        run.BegunAt,
        run.IsCut ? $"The shop has more than {run.Skus} SKUs: the others are not planned." : null);
}
