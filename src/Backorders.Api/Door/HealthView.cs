using System.Text.Json.Serialization;
using Backorders.Pipeline;

namespace Backorders.Api.Door;

/// <summary>Whether this installation can do its work.</summary>
/// <param name="Status">Always <c>ok</c>: what is not well answers with a problem.</param>
/// <param name="Work">For an operator: what is still to be done for the shop.</param>
public sealed record HealthView(
    string Status,
    IReadOnlyDictionary<string, DependencyView> Dependencies,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WorkView? Work);

/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Detail">For an operator: what is wrong.</param>
public sealed record DependencyView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);

/// <param name="PoolsWithWork">Pools with something to tell, and shipments with news on the way to their pools.</param>
public sealed record WorkView(NoticesView Notices, long PoolsWithWork, long OrdersUnfinished, long Poison)
{
    public static WorkView Of(WorkReport report) => new(
        new NoticesView(report.NoticesWaiting, report.NoticesSent, report.NoticesFailed),
        report.PoolsWithWork,
        report.OrdersUnfinished,
        report.Poison);
}

/// <param name="Failed">Refused for good, or nobody knows whether they went out: a person has to look.</param>
public sealed record NoticesView(long Waiting, long Sent, long Failed);
