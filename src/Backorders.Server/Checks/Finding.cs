namespace Backorders.Server.Checks;

/// <summary>What a check saw of one thing that the settings name.</summary>
/// <param name="What">One word: store, queue, mail …</param>
/// <param name="Where">Where it is, or what there is of it.</param>
/// <param name="Trouble">Null: it works.</param>
internal sealed record Finding(string What, string Where, Trouble? Trouble = null)
{
    /// <summary>A line for what works, three for what does not.</summary>
    public string ToText()
    {
        var line = $"{What,-6} {(Trouble is null ? "ok" : "FAILS"),-6} {Where}{Environment.NewLine}";
        return Trouble is null
            ? line
            : $"{line}{"",14}{Trouble.Why}{Environment.NewLine}{"",14}{Trouble.WhatToDo}{Environment.NewLine}";
    }
}

/// <summary>Two sentences; neither holds a secret.</summary>
internal sealed record Trouble(string Why, string WhatToDo);
