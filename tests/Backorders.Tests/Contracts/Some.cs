using System.Text;
using System.Text.Json;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>Documents for the contract suites that say only what matters to a test.</summary>
internal static class Some
{
    public static readonly ShopId Shop = new("demo");

    public static readonly Partition Pool = new(Container.Pools, "demo|TV-55");

    public static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Bodies are JSON: what is no object becomes a text.</summary>
    public static byte[] Body(string text = "{}") =>
        text.StartsWith('{') ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(text);

    /// <summary>What a body was made of.</summary>
    public static string Text(Document document) => document.Body.Span[0] == '{'
        ? Encoding.UTF8.GetString(document.Body.Span)
        : JsonSerializer.Deserialize<string>(document.Body.Span)!;

    public static Write.Create New(string id, string text = "{}", Terms? terms = null, params string[] tags) =>
        new(id, Body(text), terms ?? Terms.None, tags);

    public static Write.Replace Changed(
        string id, string ifMatch, string text = "{}", Terms? terms = null, params string[] tags) =>
        new(id, Body(text), terms ?? Terms.None, ifMatch, tags);

    public static Terms Listed(string sort, string? status = null, DateTimeOffset? due = null) =>
        new(Shop, sort, status, Due: due);

    public static Mail Mail(int number) => new(
        new Guid(number, 0, 0, new byte[8]).ToString(), Shop, new OrderNumber($"A-{number}"), "received",
        "The Demo Shop", "help@demo.example", "Jane Doe", "jane@example.com", $"Order {number}", "Hello",
        "<p>Hello</p>",
        Day.AddMinutes(number));

    /// <summary>Commits what must succeed; the new ETags.</summary>
    public static async Task<IReadOnlyList<string>> Put(
        this IStore store, Partition partition, params Write[] writes) =>
        Assert.IsType<CommitResult.Done>(await store.Commit(partition, writes)).ETags;

    public static async Task<string?> TextOf(this IStore store, Partition partition, string id) =>
        await store.Read(partition, id, Stop) is { } document ? Text(document) : null;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;
}
