using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// A statement's text. Every connection prepares it once, at its first use, and keeps it in its slot.
/// </summary>
internal sealed class Sql(string text)
{
    private static int slots;

    public string Text { get; } = text;

    public int Slot { get; } = Interlocked.Increment(ref slots) - 1;

    /// <summary>The same statement for each container's table; <c>{0}</c> in the text stands for its name.</summary>
    public static Sql[] PerContainer(string text) =>
        [.. Enum.GetValues<Container>().Select(container => new Sql(text.Replace("{0}", Table(container))))];

    public static string Table(Container container) => container switch
    {
        Container.Pools => "pools",
        Container.Orders => "orders",
        Container.Shipments => "shipments",
        Container.Shops => "shops",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "No such container."),
    };
}
