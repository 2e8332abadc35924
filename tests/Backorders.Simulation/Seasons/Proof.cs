namespace Backorders.Simulation.Seasons;

/// <summary>Writes what a run found between its two marks in a document.</summary>
internal static class Proof
{
    public static void Write(string path, string section, string head, IReadOnlyList<string> rows)
    {
        var (begin, end) = ($"<!-- {section} -->", $"<!-- /{section} -->");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidDataException($"{path} has no place between {begin} and {end}.");
        }

        var table = string.Join('\n', [head, .. rows]);
        File.WriteAllText(path, $"{text[..(from + begin.Length)]}\n{table}\n{text[to..]}");
    }
}
