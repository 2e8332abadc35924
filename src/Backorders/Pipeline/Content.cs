using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>
/// A hash of what a caller asked for, member by member as parsed: the same request has the same hash however it was
/// spelled. Parts are set apart by a character that no member can hold.
/// </summary>
internal static class Content
{
    private const char Apart = '\u001f';

    public static string Of(OrderRequest order)
    {
        var text = new StringBuilder();
        Add(text, order.PlacedAt);
        Add(text, order.Customer.Name);
        Add(text, order.Customer.Email);
        Add(text, order.Customer.Locale);
        Add(text, order.ShipComplete);
        foreach (var line in order.Lines)
        {
            Add(text, line.Sku.Value);
            Add(text, line.Quantity);
            Add(text, line.Deny);
        }

        return Hash(text);
    }

    public static string Of(CancelRequest cancel)
    {
        var text = new StringBuilder();
        Add(text, cancel.Reason);
        foreach (var line in cancel.Lines ?? [])
        {
            Add(text, line.Line);
            Add(text, line.Quantity);
        }

        return Hash(text);
    }

    public static string Of(PutStockRequest put)
    {
        var text = new StringBuilder();
        Add(text, put.OnHand);
        Add(text, put.Backorder.Given);
        Add(text, put.Backorder.Value?.Mode);
        Add(text, put.Backorder.Value?.Limit);
        Add(text, put.LeadTimeDays.Given);
        Add(text, put.LeadTimeDays.Value);
        Add(text, put.HandlingDays.Given);
        Add(text, put.HandlingDays.Value);
        Add(text, put.Name.Given);
        Add(text, put.Name.Value);
        return Hash(text);
    }

    public static string Of(AdjustRequest adjustment) => Hash(Parts(adjustment.Quantity, adjustment.Reason));

    public static string Of(ReceiptRequest receipt) => Hash(Parts(receipt.Quantity, receipt.Shipment?.Value));

    public static string Of(ShipmentNews news)
    {
        var text = Parts(news.Type, news.Timestamp, news.Shipment.Value, news.Eta, news.Lines is null);
        foreach (var line in news.Lines ?? [])
        {
            Add(text, line.Sku.Value);
            Add(text, line.Quantity);
        }

        if (news.Purchase is { } purchase)
        {
            Add(text, "of the purchase order");
            Add(text, purchase.Value);
        }

        return Hash(text);
    }

    public static string Of(PlacePurchase order)
    {
        var text = Parts(order.Supplier.Value, order.Currency, order.Send, order.NeededBy);
        Add(text, order.Lines);
        return Hash(text);
    }

    public static string Of(TakeProposal proposal)
    {
        var text = Parts("as proposed", proposal.Supplier?.Value, proposal.Currency, proposal.Send);
        Add(text, proposal.Lines ?? []);
        return Hash(text);
    }

    public static string Hash(string text) => Hash(new StringBuilder(text));

    /// <summary>A UUID (version 8, RFC 9562) from its cause: every try has the same.</summary>
    public static string Uuid(string cause)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(cause)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static StringBuilder Parts(params IReadOnlyList<object?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            Add(text, part);
        }

        return text;
    }

    private static void Add(StringBuilder text, IReadOnlyList<PurchaseLine> lines)
    {
        foreach (var line in lines)
        {
            Add(text, line.Sku.Value);
            Add(text, line.Quantity);
            Add(text, line.Price?.ToString("0.####", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A missing part differs from an empty one.</summary>
    private static void Add(StringBuilder text, object? part)
    {
        if (part is not null)
        {
            var word = part is DateTimeOffset time ? time.UtcTicks : part;
            text.Append('=').Append(CultureInfo.InvariantCulture, $"{word}");
        }

        text.Append(Apart);
    }

    private static string Hash(StringBuilder text)
    {
        var chars = text.ToString();
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(chars.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(chars, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
