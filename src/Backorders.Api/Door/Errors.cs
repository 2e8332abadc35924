namespace Backorders.Api.Door;

/// <summary>All that is wrong with a request, by the path of the member: one answer names everything.</summary>
public sealed class Errors
{
    /// <summary>A caller learns enough from so many; more would only make the answer large.</summary>
    private const int MaxPaths = 200;

    private readonly Dictionary<string, IReadOnlyList<string>> byPath = new(StringComparer.Ordinal);

    public bool Any => byPath.Count > 0;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByPath => byPath;

    public void Add(string path, string message)
    {
        if (byPath.TryGetValue(path, out var known))
            byPath[path] = [.. known, message];
        else if (byPath.Count < MaxPaths)
            byPath[path] = [message];
    }

    /// <summary>Notes each line of a list whose SKU another one before it has.</summary>
    /// <param name="lines">Null: there is no list.</param>
    internal void EachSkuOnce<T>(IReadOnlyList<T>? lines, Func<T, Sku> skuOf, string path)
    {
        var seen = new HashSet<Sku>();
        for (var i = 0; i < (lines?.Count ?? 0); i++)
        {
            if (skuOf(lines![i]) is { Value.Length: > 0 } sku && !seen.Add(sku))
                Add($"{path}[{i}].sku", "must be named once");
        }
    }

    /// <summary>All in one sentence, where there is no room for paths: <c>limit must be from 1 to 200</c>.</summary>
    public string InWords() => string.Join(
        "; ", byPath.SelectMany(error => error.Value.Select(message => $"{error.Key} {message}"))) + ".";
}
