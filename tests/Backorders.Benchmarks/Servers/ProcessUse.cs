namespace Backorders.Benchmarks.Servers;

/// <summary>What Linux says of a process.</summary>
/// <param name="Cpu">User and system time of all its threads so far, in steps of 10 ms.</param>
/// <param name="ResidentBytes">Memory that it holds now.</param>
/// <param name="WrittenBytes">Bytes that it handed to the disk's cache so far (sockets aside).</param>
internal sealed record ProcessUse(TimeSpan Cpu, long ResidentBytes, long WrittenBytes)
{
    /// <summary>Linux counts processor time in hundredths of a second, whatever the kernel's own tick.</summary>
    private const int TicksPerSecond = 100;

    public static ProcessUse Read(int id)
    {
        // Fields 14 and 15 of stat; the name in parentheses is the second and may hold spaces.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11]) + long.Parse(fields[12]);
        return new ProcessUse(
            TimeSpan.FromSeconds((double)ticks / TicksPerSecond),
            Field($"/proc/{id}/status", "VmRSS:") * 1024,
            Field($"/proc/{id}/io", "wchar:"));
    }

    private static long Field(string file, string name) => File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]))
        .Single();
}
