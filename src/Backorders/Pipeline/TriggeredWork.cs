using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>
/// Messages that a host receives by itself, as that of Azure Functions does: when we come back it forgets the message,
/// when we throw it counts a failed try. An outage is no failure of the message: it is sent anew, to be seen later.
/// </summary>
public sealed class TriggeredWork(
    QueueHandlers handlers, KeepPoison keepPoison, IWorkQueue queue, ILogger<TriggeredWork> log)
{
    /// <param name="text">The message as the queue has it, base64 or plain.</param>
    public Task Handle(string queueName, string text, CancellationToken cancellationToken) =>
        OrLater(queueName, text, body => handlers.Handle(queueName, body, cancellationToken), cancellationToken);

    /// <summary>Keeps a message of <c>{queueName}-poison</c> for an operator.</summary>
    public Task KeepPoison(string queueName, string text, CancellationToken cancellationToken) => OrLater(
        queueName + QueueNames.PoisonSuffix, text, body => keepPoison.Run(queueName, body, cancellationToken),
        cancellationToken);

    private async Task OrLater(
        string queueName, string text, Func<string, Task> work, CancellationToken cancellationToken)
    {
        var body = MessageText.Decode(text);
        try
        {
            await work(body);
        }
        catch (UnavailableException away)
        {
            log.SentAgain(queueName, away.Pause.TotalSeconds, away.Message);
            await queue.Send(queueName, body, away.Pause, CancellationToken.None);
        }
        catch (OperationCanceledException stopped) when (cancellationToken.IsCancellationRequested)
        {
            log.SentAgain(queueName, 0, stopped.Message);
            await queue.Send(queueName, body, TimeSpan.Zero, CancellationToken.None);
        }
    }
}
