using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Azure.Queues;

/// <summary>
/// The work queues as those of a storage account. A queue that is missing is made when it is first needed. No call is
/// repeated here: who called knows whether it is worth it, and a send repeated after an unclear answer may come twice.
/// </summary>
/// <remarks>
/// What an idle server costs: with pauses of 2 s it asks each of the six queues 43,200 times a day and their poison
/// queues, every 30 s, 2,880 times: 276,480 calls a day, 8.3 million a month. A message costs three more: to be sent,
/// received and deleted; a look whether the service answers, one.
/// </remarks>
/// <param name="account">An identity needs the role Storage Queue Data Contributor.</param>
/// <param name="machine">Paces <see cref="Wait"/>; leases and delays run on the service's clock.</param>
/// <param name="patience">The longest that a call may take; null: as long as is sensible.</param>
/// <exception cref="FormatException">The connection string is none.</exception>
public sealed class StorageQueue(AzureAccount account, TimeProvider machine, TimeSpan? patience = null) : IWorkQueue
{
    private const int MaxReceived = 32;

    /// <summary>A call is answered within milliseconds as a rule.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    /// <summary>A message waits for as long as it takes; unless told so the service forgets it after 7 days.</summary>
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private readonly QueueServiceClient service = Connect(account, patience ?? Patience);
    private readonly ConcurrentDictionary<string, Rhythm> rhythms = new();

    /// <summary>Makes the queues that are missing, and those for their poison.</summary>
    public Task Open(CancellationToken cancellationToken) => Task.WhenAll(
        QueueNames.All.SelectMany(name => new[] { name, PoisonOf(name) }).Select(name => Ask(
            name, queue => queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken)));

    public async Task<MessageHandle> Send(
        string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay);
        var text = MessageText.Encode(body);
        var sent = await Ask(
            queue, client => client.SendMessageAsync(text, WholeSeconds(delay), ForEver, cancellationToken),
            cancellationToken);
        RhythmOf(queue).Sent(WholeSeconds(delay));
        return new(queue, sent.Value.MessageId, sent.Value.PopReceipt);
    }

    public async Task<IReadOnlyList<Message>> Receive(
        string queue, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxReceived);
        var rhythm = RhythmOf(queue);
        rhythm.Looking();
        var received = await Ask(
            queue, client => client.ReceiveMessagesAsync(max, WholeSeconds(lease), cancellationToken),
            cancellationToken);
        if (received.Value.Length > 0)
        {
            rhythm.Found();
        }

        return [.. received.Value.Select(message => new Message(
            new(queue, message.MessageId, message.PopReceipt), MessageText.Decode(message.MessageText),
            checked((int)message.DequeueCount)))];
    }

    public Task Delete(MessageHandle message, CancellationToken cancellationToken) => WhileOurs(
        message, client => client.DeleteMessageAsync(message.Id, message.Receipt, cancellationToken),
        cancellationToken);

    /// <remarks>A new message whose tries begin anew.</remarks>
    public Task Postpone(Message message, TimeSpan delay, CancellationToken cancellationToken) =>
        Move(message, message.Handle.Queue, delay, cancellationToken);

    public Task Poison(Message message, CancellationToken cancellationToken) =>
        Move(message, PoisonOf(message.Handle.Queue), TimeSpan.Zero, cancellationToken);

    public async Task Retry(Message message, TimeSpan delay, CancellationToken cancellationToken)
    {
        var handle = message.Handle;
        await WhileOurs(
            handle,
            client => client.UpdateMessageAsync(
                handle.Id, handle.Receipt, messageText: null, WholeSeconds(delay), cancellationToken),
            cancellationToken);
        RhythmOf(handle.Queue).Sent(WholeSeconds(delay));
    }

    public Task Wait(string queue, TimeSpan atMost, CancellationToken cancellationToken) => atMost > TimeSpan.Zero
        ? RhythmOf(queue).Wait(atMost, cancellationToken)
        : Ask(queue, client => client.GetPropertiesAsync(cancellationToken), cancellationToken);

    private static QueueServiceClient Connect(AzureAccount account, TimeSpan patience)
    {
        var client = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        client.Retry.MaxRetries = 0;
        client.Retry.NetworkTimeout = patience;
        return account is { ConnectionString: { } connection }
            ? new(connection, client)
            : new(account.Endpoint, account.Identity, client);
    }

    private static string PoisonOf(string queue) => queue + QueueNames.PoisonSuffix;

    /// <summary>The service counts in whole seconds: never earlier than asked for.</summary>
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));

    /// <remarks>If we die between the two calls there are both.</remarks>
    private async Task Move(Message message, string queue, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Send(queue, message.Body, delay, cancellationToken);
        await Delete(message.Handle, cancellationToken);
    }

    private async Task WhileOurs<T>(
        MessageHandle message, Func<QueueClient, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await Ask(message.Queue, call, cancellationToken);
        }
        catch (UnavailableException away) when (QueueFailure.MessageIsNotOurs(away))
        {
            // Another has it, or it is done: both are fine.
        }
    }

    private async Task<T> Ask<T>(string queue, Func<QueueClient, Task<T>> call, CancellationToken cancellationToken)
    {
        var client = service.GetQueueClient(queue);
        try
        {
            try
            {
                return await call(client);
            }
            catch (RequestFailedException failure) when (QueueFailure.QueueIsMissing(failure))
            {
                await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return await call(client);
            }
        }
        catch (Exception failure) when (QueueFailure.Away(failure, cancellationToken) is not null)
        {
            throw QueueFailure.Away(failure, cancellationToken)!;
        }
    }

    private Rhythm RhythmOf(string queue) =>
        rhythms.GetOrAdd(queue, static (_, machine) => new Rhythm(machine), machine);
}
