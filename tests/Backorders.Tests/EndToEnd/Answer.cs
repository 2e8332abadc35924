using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Backorders.Tests.EndToEnd;

/// <summary>What the server answered, read as a stranger reads it: a status, headers and JSON.</summary>
/// <param name="Body">Null where the answer has none or is not JSON.</param>
internal sealed partial record Answer(
    string Request, int Status, HttpResponseHeaders Headers, string? MediaType, string Raw, JsonNode? Body)
{
    private const string ProblemPrefix = "https://backorders.dev/problems/";

    /// <summary>The name of the problem; null where the answer is none.</summary>
    public string? Problem =>
        string.Equals(MediaType, "application/problem+json", StringComparison.Ordinal)
        && Text("type") is { } type && type.StartsWith(ProblemPrefix, StringComparison.Ordinal)
            ? type[ProblemPrefix.Length..]
            : null;

    public bool IsReplay =>
        Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Contains("true", StringComparer.Ordinal);

    /// <summary>The node at a path such as <c>lines[0].eta.date</c>; null where it is null or absent.</summary>
    public JsonNode? At(string path) => Body.At(path);

    public string? Text(string path) => At(path)?.GetValue<string>();

    public long Number(string path) =>
        At(path)?.GetValue<long>() ?? throw new InvalidDataException($"{Request} answered without {path}: {Raw}");

    public JsonArray List(string path) =>
        At(path)?.AsArray() ?? throw new InvalidDataException($"{Request} answered without {path}: {Raw}");

    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{Request}: expected {status}, got {this}");
        return this;
    }

    public Answer ExpectProblem(int status, string name)
    {
        Assert.True(
            Status == status && string.Equals(Problem, name, StringComparison.Ordinal),
            $"{Request}: expected {status} {name}, got {this}");
        Assert.True(Number("status") == status && Text("title")?.Length > 0 && Text("detail")?.Length > 0, ToString());
        Assert.DoesNotContain(" at Backorders.", Raw, StringComparison.Ordinal);
        return this;
    }

    public override string ToString() => $"{Status} {MediaType} {Raw}";
}

internal static partial class JsonPaths
{
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            node = step.Groups["index"].Success
                ? node?.AsArray().ElementAtOrDefault(int.Parse(step.Groups["index"].ValueSpan))
                : (node as JsonObject)?[step.Groups["name"].Value];
        }

        return node;
    }

    public static string? Text(this JsonNode? node, string path) => node.At(path)?.GetValue<string>();

    public static long Number(this JsonNode? node, string path) =>
        node.At(path)?.GetValue<long>() ?? throw new InvalidDataException($"There is no {path} in {node}");

    [GeneratedRegex(@"(?<name>\w+)|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
