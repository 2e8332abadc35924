using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Supply;

/// <summary>The contract's words for purchase orders, and the ids that derive from a cause.</summary>
public static class PurchaseWords
{
    public static readonly IReadOnlyList<string> States = [.. Enum.GetValues<PurchaseState>().Select(Of)];

    public static string Of(PurchaseState state) => state switch
    {
        PurchaseState.Proposed => "proposed",
        PurchaseState.Approved => "approved",
        PurchaseState.Sent => "sent",
        PurchaseState.Confirmed => "confirmed",
        PurchaseState.PartlyReceived => "partlyReceived",
        PurchaseState.Received => "received",
        PurchaseState.Cancelled => "cancelled",
        _ => throw new UnreachableException($"No such state: {state}."),
    };

    public static PurchaseState StateOf(string word) => Enum.GetValues<PurchaseState>().Single(
        state => Of(state) == word);

    public static string Of(SendingState state) => state switch
    {
        SendingState.Waiting => "waiting",
        SendingState.Sent => "sent",
        SendingState.Stopped => "stopped",
        SendingState.Failed => "failed",
        _ => throw new UnreachableException($"No such state: {state}."),
    };

    public static string Of(PurchaseNews news) => news == PurchaseNews.Placed ? "placed" : "cancelled";

    public static string Of(SendingBy by) => by == SendingBy.Webhook ? "webhook" : "mail";

    /// <summary>
    /// The id of a proposal: its day and a hash of SKU, supplier and day, because those together may be longer than an
    /// id is.
    /// </summary>
    public static PurchaseId ProposalId(Sku sku, SupplierId supplier, DateOnly plannedOn)
    {
        var day = plannedOn.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sku}|{supplier}|{day}"));
        return new($"P-{day}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}");
    }
}
