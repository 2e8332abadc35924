using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// A statement's text. Every connection prepares it once, at its first use, and keeps it in its slot.
/// </summary>
internal sealed class Sql(string text)
{
    private static int slots;

    /// <summary>Several reads between the two see the file as it was at the first of them.</summary>
    public static readonly Sql BeginSnapshot = new("BEGIN");

    public static readonly Sql EndSnapshot = new("COMMIT");

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
