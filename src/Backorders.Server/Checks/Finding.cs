namespace Backorders.Server.Checks;

/// <summary>What a check saw of one thing that the settings name.</summary>
/// <param name="What">One word: store, queue, mail …</param>
/// <param name="Where">Where it is, or what there is of it.</param>
/// <param name="Trouble">Null: it works.</param>
/// <param name="Concern">It works, and is worth a second look.</param>
internal sealed record Finding(string What, string Where, Trouble? Trouble = null, string? Concern = null)
{
    /// <summary>A line for what works, a second one for a concern, three for what does not work.</summary>
    public string ToText()
    {
        var line = $"{What,-6} {(Trouble is null ? "ok" : "FAILS"),-6} {Where}{Environment.NewLine}";
        return Trouble is null
            ? line + (Concern is null ? "" : $"{"",14}{Concern}{Environment.NewLine}")
            : $"{line}{"",14}{Trouble.Why}{Environment.NewLine}{"",14}{Trouble.WhatToDo}{Environment.NewLine}";
    }
}

/// <summary>Two sentences; neither holds a secret.</summary>
internal sealed record Trouble(string Why, string WhatToDo);
