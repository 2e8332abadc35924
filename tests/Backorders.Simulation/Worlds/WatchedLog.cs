using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Simulation.Worlds;

/// <summary>Shows the checker every sentence that is logged, and every exception that nobody expects.</summary>
internal sealed class WatchedLog<T>(World world) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        // A message that nobody of us sent cannot be parsed; all else that is thrown at us is one of two.
        var surprise = exception is null or FormatException or UnavailableException ? null : exception.ToString();
        world.Watch.Checker.Logged(formatter(state, exception), surprise);
    }
}
