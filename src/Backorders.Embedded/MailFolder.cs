using System.Globalization;
using Backorders.Embedded.Mails;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Embedded;

/// <summary>
/// Writes each mail as a file that mail programs open: <c>mails/{when its body was frozen}-{mail id}.eml</c>. The name
/// comes from the mail alone, so a repeat finds its own file. A file is complete and flushed before it has its name.
/// </summary>
public sealed class MailFolder(string dataFolder, string from, ILogger<MailFolder> logger) : IMailer, IDisposable
{
    /// <summary>What mails come from when nobody says otherwise: no server would take them.</summary>
    public const string DefaultFrom = "no-reply@backorders.localhost";

    /// <summary>Mails written at once: the disk flushes several files in the time of one.</summary>
    private const int AtOnce = 8;

    private const string SortableTime = "yyyyMMdd'T'HHmmss'.'fffffff'Z'";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly string folder = Directory.CreateDirectory(PathIn(dataFolder)).FullName;
    private readonly SemaphoreSlim slots = new(AtOnce);
    private long written;

    /// <summary>Where a data folder has its mails.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "mails");

    /// <exception cref="ArgumentException">The mail's id is no UUID.</exception>
    public async Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName(mail));
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Write(mail, path), CancellationToken.None);
        }
        finally
        {
            slots.Release();
        }
    }

    public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken) => Task.FromResult<SendOutcome?>(
        File.Exists(Path.Combine(folder, FileName(mail))) ? new SendOutcome.Accepted() : null);

    public Task Check(CancellationToken cancellationToken) => Directory.Exists(folder)
        ? Task.CompletedTask
        : Task.FromException(new UnavailableException("The mail folder is gone.", RetryAfter));

    /// <summary>The mails of one shop, or of all (null), oldest first. What is no mail of ours is left out.</summary>
    public async Task<IReadOnlyList<SentMail>> ReadMails(ShopId? shop, CancellationToken cancellationToken)
    {
        var mails = new List<SentMail>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            if (await EmlFormat.Read(path, cancellationToken) is { } mail && (shop is null || shop == mail.Shop))
            {
                mails.Add(mail.Mail);
            }
        }
        return mails;
    }

    public void Dispose() => slots.Dispose();

    private SendOutcome Write(Mail mail, string path)
    {
        if (File.Exists(path))
        {
            return new SendOutcome.Accepted();
        }
        if (!MimeMail.IsMailbox(mail.ToAddress))
        {
            return SendOutcome.Refused.NoMailbox;
        }
        var temporary = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref written)}.tmp";
        try
        {
            WriteFlushed(temporary, EmlFormat.Bytes(mail, from));
            File.Move(temporary, path, overwrite: true);
            return new SendOutcome.Accepted();
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            Log.MailNotWritten(logger, broken.Message, broken);
            Discard(temporary);
            return new SendOutcome.NotSent(RetryAfter, broken.Message, Everybody: true);
        }
    }

    private static void WriteFlushed(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
        RandomAccess.Write(file, bytes, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>The room of a half-written file is the first thing that a full disk needs.</summary>
    private void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            Log.LeftoverNotDeleted(logger, Path.GetFileName(temporary), broken);
        }
    }

    private static string FileName(Mail mail) =>
        $"{mail.CreatedAt.UtcDateTime.ToString(SortableTime, CultureInfo.InvariantCulture)}-{Uuid(mail.Id)}.eml";

    /// <summary>Mail ids become part of file names and patterns: nothing but a UUID may.</summary>
    private static Guid Uuid(string mailId) => Guid.TryParse(mailId, out var uuid)
        ? uuid
        : throw new ArgumentException("A mail's id is a UUID.", nameof(mailId));
}
