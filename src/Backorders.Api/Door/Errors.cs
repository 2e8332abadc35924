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

    /// <summary>All in one sentence, where there is no room for paths: <c>limit must be from 1 to 200</c>.</summary>
    public string InWords() => string.Join(
        "; ", byPath.SelectMany(error => error.Value.Select(message => $"{error.Key} {message}"))) + ".";
}
