namespace Backorders.Server.Settings;

/// <summary>A setting that the server cannot start with; the message is a sentence: its name and what to do.</summary>
public sealed class BadSettingException(string setting, string whatToDo, Exception? inner = null)
    : Exception($"{setting} {whatToDo}", inner);
