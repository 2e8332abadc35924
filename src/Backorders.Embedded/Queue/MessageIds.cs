using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Queue;

/// <summary>A message's row and its last receipt, both numbers of the file's sequence, as the port's texts.</summary>
internal static class MessageIds
{
    public static MessageHandle Handle(string queue, long id, long receipt) => new(
        queue, id.ToString(CultureInfo.InvariantCulture), receipt.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="ArgumentException">The handle is not of this queue.</exception>
    public static (long Id, long Receipt) Parse(MessageHandle message) =>
        long.TryParse(message.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(message.Receipt, NumberStyles.None, CultureInfo.InvariantCulture, out var receipt)
            ? (id, receipt)
            : throw new ArgumentException("The handle is not one of this queue's.", nameof(message));
}
